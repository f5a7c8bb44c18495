// Diagrams to read: every [data-diagram] shows the model at data-diagram with the marks of the page.
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import './diagram/diagram.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { translateNames } from './diagram/labels.js';
import { mark } from './diagram/marks.js';
import { inWords } from './words/say.js';

for (const place of document.querySelectorAll('[data-diagram]')) await show(place);

async function show(place) {
  const answer = await fetch(place.dataset.diagram, { credentials: 'same-origin' });
  const viewer = new NavigatedViewer({ container: place, additionalModules: [inWords] });
  await viewer.importXML(await answer.text());
  translateNames(viewer, data(place.dataset.names) || {});
  mark(viewer, data(place.dataset.marks) || []);
  viewer.get('canvas').zoom('fit-viewport', 'auto');
  viewer.get('eventBus').on('element.click', ({ element }) => goTo(element.id));
  // The table beside it is for those who do not see it.
  const drawing = place.querySelector('svg');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('tabindex', '-1');
  place.dataset.ready = 'true';
}

// The row of the table twin that tells of an element.
function goTo(id) {
  const row = document.getElementById(`row-${id}`);
  if (!row) return;
  row.closest('details')?.setAttribute('open', '');
  row.scrollIntoView({ block: 'center', behavior: 'smooth' });
  row.focus({ preventScroll: true });
}

function data(id) {
  const holder = id && document.getElementById(id);
  return holder ? JSON.parse(holder.textContent) : null;
}
