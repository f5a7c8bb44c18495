// The editor of forms: form-js, checked by the server as you build.
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';
import '@bpmn-io/form-js-editor/dist/assets/dragula.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import { watchProblems } from './editing/problems.js';
import { keepSaved } from './editing/save.js';
import { inWords } from './words/say.js';

const place = document.getElementById('editor');
const known = JSON.parse(document.getElementById('editor-data').textContent);
const editor = new FormEditor({ container: place, additionalModules: [inWords] });

await editor.importSchema(JSON.parse(known.text));
const text = async () => JSON.stringify(editor.saveSchema(), null, 2);
const recheck = watchProblems({ url: known.lint, text });
const unsaved = keepSaved({ url: known.save, revision: known.revision, text });
editor.on('changed', () => { unsaved(); recheck(); });
window.guijuForms = editor;
place.dataset.ready = 'true';
