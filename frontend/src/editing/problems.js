// The list beside an editor: what the server says of the text, a moment after each change.
const WAIT = 600;

// options: url to ask, text() gives what is edited, found(problems) is told, show(element) brings one in sight.
export function watchProblems({ url, text, found = () => {}, show = () => {} }) {
  const list = document.getElementById('problems');
  const status = document.getElementById('problems-status');
  let timer = 0;
  let number = 0;

  async function ask() {
    const mine = ++number;
    const answer = await post(url, { text: await text() });
    if (mine !== number || !answer.ok) return;
    const { problems, summary } = await answer.json();
    status.textContent = summary;
    status.dataset.state = problems.some((one) => one.severity === 'error') ? 'error' : problems.length ? 'warning' : 'fine';
    list.replaceChildren(...problems.map((one) => item(one, show)));
    found(problems);
  }

  ask();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };
}

function item(problem, show) {
  const line = document.createElement('li');
  line.className = `problem ${problem.severity}`;
  const words = document.createElement(problem.element ? 'button' : 'span');
  words.textContent = problem.text;
  if (problem.element) {
    words.type = 'button';
    words.addEventListener('click', () => show(problem.element));
  }
  line.append(words);
  return line;
}

export function post(url, data) {
  return fetch(url, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': document.querySelector('[name=csrfmiddlewaretoken]').value },
    body: JSON.stringify(data),
  });
}
