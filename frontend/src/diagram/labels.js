// Names of a diagram in the reader's language: the pack's translations, shown and never saved.
export function translateNames(viewer, names) {
  const registry = viewer.get('elementRegistry');
  const bus = viewer.get('eventBus');
  registry.forEach((element) => {
    const said = element.businessObject && names[element.businessObject.name];
    if (!said) return;
    element.businessObject.name = said;
    bus.fire('element.changed', { element, gfx: registry.getGraphics(element) });
  });
}
