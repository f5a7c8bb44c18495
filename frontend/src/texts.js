// The editor of plain text: clauses, scripts, parameters; checked by the server as you type.
import { watchProblems } from './editing/problems.js';
import { keepSaved } from './editing/save.js';

const place = document.getElementById('editor');
const known = JSON.parse(document.getElementById('editor-data').textContent);
const field = place.querySelector('textarea');
const text = async () => field.value;
const show = (line) => {
  const start = field.value.split('\n').slice(0, Number(line) - 1).join('\n').length;
  field.focus();
  field.setSelectionRange(start, start);
};
const recheck = watchProblems({ url: known.lint, text, show });
const unsaved = keepSaved({ url: known.save, revision: known.revision, text });
field.addEventListener('input', () => { unsaved(); recheck(); });
place.dataset.ready = 'true';
