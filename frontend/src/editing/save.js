// Saving what is edited; the revision makes sure that nobody's work is overwritten.
import { say } from '../words/say.js';
import { post } from './problems.js';

// text() gives what is saved. Returns what to call after each change.
export function keepSaved({ url, revision, text }) {
  const button = document.getElementById('save');
  const status = document.getElementById('save-status');
  let dirty = false;
  let known = revision;

  async function save() {
    button.disabled = true;
    const answer = await post(url, { text: await text(), revision: known });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) known = told.revision;
    if (answer.ok) dirty = false;
    status.textContent = told.message || say('Not saved: the server gave no answer that can be read.');
    status.dataset.state = answer.ok ? 'fine' : 'error';
    button.disabled = false;
  }

  button.addEventListener('click', save);
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') { event.preventDefault(); save(); }
  });
  window.addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });
  return () => {
    dirty = true;
    status.textContent = say('There are changes that are not saved.');
    status.dataset.state = 'warning';
  };
}
