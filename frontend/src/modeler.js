// The editor of a process: bpmn-js with our properties, checked by the server as you draw.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/assets/properties-panel.css';
import './diagram/diagram.css';
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule } from 'bpmn-js-properties-panel';
import { watchProblems } from './editing/problems.js';
import { keepSaved } from './editing/save.js';
import descriptor from './properties/moddle.json';
import { standardProperties } from './properties/provider.js';
import { inWords } from './words/say.js';

const place = document.getElementById('editor');
const known = JSON.parse(document.getElementById('editor-data').textContent);
const modeler = new Modeler({
  container: place,
  propertiesPanel: { parent: '#properties', feelTooltipContainer: '#properties' },
  moddleExtensions: { gj: descriptor },
  additionalModules: [BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, standardProperties(known), inWords],
});

await modeler.importXML(known.text);
beginBesidePalette();

const text = async () => (await modeler.saveXML({ format: true })).xml;
const recheck = watchProblems({ url: known.lint, text, found: colour, show });
const unsaved = keepSaved({ url: known.save, revision: known.revision, text });
modeler.on('commandStack.changed', () => { unsaved(); recheck(); });
window.guijuModeler = modeler;
place.dataset.ready = 'true';

let coloured = [];
function colour(problems) {
  const canvas = modeler.get('canvas');
  const registry = modeler.get('elementRegistry');
  for (const [id, kind] of coloured || []) if (registry.get(id)) canvas.removeMarker(id, kind);
  coloured = problems.filter((one) => one.element && registry.get(one.element))
    .map((one) => [one.element, one.severity === 'error' ? 'gj-wrong' : 'gj-doubtful']);
  for (const [id, kind] of coloured) canvas.addMarker(id, kind);
}

function show(id) {
  const element = modeler.get('elementRegistry').get(id);
  if (!element) return;
  modeler.get('selection').select(element);
  modeler.get('canvas').scrollToElement(element);
}

// The palette covers the left of the canvas.
function beginBesidePalette() {
  const canvas = modeler.get('canvas');
  canvas.zoom('fit-viewport', 'auto');
  canvas.zoom(canvas.zoom() * 0.88, 'auto');
  canvas.scroll({ dx: 55, dy: 0 });
}
