// Colours and counts on a diagram: what is new, changed or gone, how hot an element is, where a token stands.

// marks: [{element, kind, heat, badge, note}]; kind is a class: added, changed, removed, here, done.
export function mark(viewer, marks) {
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const registry = viewer.get('elementRegistry');
  for (const one of marks) {
    const element = registry.get(one.element);
    if (!element) continue;
    if (one.kind) canvas.addMarker(element, `gj-${one.kind}`);
    if (one.heat) heat(registry.getGraphics(element), one.heat);
    if (one.badge && !element.waypoints) overlays.add(element, 'mark', { position: { top: -11, right: 14 }, html: badge(one) });
  }
}

function heat(graphics, share) {
  const body = graphics.querySelector('.djs-visual > :first-child');
  if (body) body.style.fill = `rgba(203, 62, 30, ${(0.1 + 0.55 * Math.min(1, share)).toFixed(2)})`;
}

function badge(one) {
  const pill = document.createElement('span');
  pill.className = 'gj-badge';
  pill.textContent = one.badge;
  if (one.note) pill.title = one.note;
  return pill;
}
