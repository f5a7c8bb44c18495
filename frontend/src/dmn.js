// The editor of decision tables: dmn-js, checked by the server as you type.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import './editing/dmn.css';
import DmnModeler from 'dmn-js/lib/Modeler';
import { watchProblems } from './editing/problems.js';
import { keepSaved } from './editing/save.js';
import { inWords } from './words/say.js';

const place = document.getElementById('editor');
const known = JSON.parse(document.getElementById('editor-data').textContent);
const worded = { additionalModules: [inWords] };
const modeler = new DmnModeler({ container: place, drd: worded, decisionTable: worded, literalExpression: worded, boxedExpression: worded });

await modeler.importXML(known.text);
const table = modeler.getViews().find((view) => view.type === 'decisionTable');
if (table) await modeler.open(table);

const text = async () => (await modeler.saveXML({ format: true })).xml;
const recheck = watchProblems({ url: known.lint, text });
const unsaved = keepSaved({ url: known.save, revision: known.revision, text });
const watched = new WeakSet();
modeler.on('views.changed', watch);
watch();
window.guijuDmn = modeler;
place.dataset.ready = 'true';

function watch() {
  const viewer = modeler.getActiveViewer();
  if (!viewer || watched.has(viewer)) return;
  watched.add(viewer);
  viewer.on('commandStack.changed', () => { unsaved(); recheck(); });
}
