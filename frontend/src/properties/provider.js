// The group "Standard" of the properties panel: what BPMN has no word for (docs/extensions.md).
import { SelectEntry, TextFieldEntry, isSelectEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';
import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';

const TASK = ['bpmn:Task'];

// attribute, label, where it stands, list of the pack it is chosen from, hint
const FIELDS = [
  ['clause', 'Clause', ['bpmn:FlowElement', 'bpmn:Participant', 'bpmn:Process'], 'clauses', 'The clause of the written standard that this carries out.'],
  ['role', 'Responsible role', TASK, 'roles', 'Who does it; without one, the role of the lane.'],
  ['form', 'Form', ['bpmn:UserTask', 'bpmn:StartEvent'], 'forms'],
  ['deadline', 'Deadline', ['bpmn:Activity'], 'deadlines'],
  ['due', 'Due', TASK, null, 'A duration such as PT4H, or an expression after =.'],
  ['priority', 'Priority', TASK, null, 'A number, or an expression after =.'],
  ['differentFrom', 'Four eyes with', TASK, null, 'Ids of steps that another person must have done.'],
  ['certificate', 'Certificate', TASK, null, 'What whoever does it must hold.'],
  ['decision', 'Decision table', ['bpmn:BusinessRuleTask'], 'decisions'],
  ['job', 'Job of a system', ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ThrowEvent'], null],
  ['result', 'Result variable', ['bpmn:ServiceTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask'], null],
  ['correlation', 'Correlation key', ['bpmn:ReceiveTask'], null, 'An expression that picks the one case a message is for.'],
  ['indicator', 'Indicator', ['bpmn:FlowElement'], 'indicators'],
];

export function standardProperties(known) {
  function StandardProperties(propertiesPanel, translate) {
    this.getGroups = (element) => (groups) => {
      const entries = FIELDS.filter(([, , kinds]) => kinds.some((kind) => is(element, kind)) && !element.labelTarget)
        .map(([attribute, label, , list, hint]) => entry(attribute, translate(label), known[list], hint && translate(hint)));
      if (entries.length) groups.splice(1, 0, { id: 'standard', label: translate('Standard'), entries, shouldOpen: true });
      return groups;
    };
    propertiesPanel.registerProvider(500, this);
  }
  StandardProperties.$inject = ['propertiesPanel', 'translate'];
  return { __init__: ['standardProperties'], standardProperties: ['type', StandardProperties] };
}

function entry(attribute, label, options, description) {
  const shared = { id: `gj-${attribute}`, attribute, label, description };
  return options && options.length
    ? { ...shared, options, component: Chosen, isEdited: isSelectEntryEdited }
    : { ...shared, component: Written, isEdited: isTextFieldEntryEdited };
}

function Written(props) {
  return h(TextFieldEntry, { ...binding(props), debounce: useService('debounceInput') });
}

function Chosen(props) {
  const value = getBusinessObject(props.element).get(`gj:${props.attribute}`);
  const listed = props.options.some((one) => one.value === value) || !value;
  const getOptions = () => [{ value: '', label: '–' }, ...(listed ? [] : [{ value, label: value }]), ...props.options];
  return h(SelectEntry, { ...binding(props), getOptions });
}

function binding({ element, id, attribute, label, description }) {
  const modeling = useService('modeling');
  const key = `gj:${attribute}`;
  return {
    element, id, label, description,
    getValue: () => getBusinessObject(element).get(key) || '',
    setValue: (value) => modeling.updateProperties(element, { [key]: value || undefined }),
  };
}
