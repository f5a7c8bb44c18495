// The group "Standard" of the properties panel: what BPMN has no word for (docs/extensions.md).
import { SelectEntry, TextFieldEntry, isSelectEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';
import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';

const TASK = ['bpmn:Task'];

// options: the list of the pack that the value is chosen from.
const FIELDS = [
  { attribute: 'clause', label: 'Clause', at: ['bpmn:FlowElement', 'bpmn:Participant', 'bpmn:Process'], options: 'clauses',
    hint: 'The clause of the written standard that this carries out.' },
  { attribute: 'role', label: 'Responsible role', at: TASK, options: 'roles', hint: 'Who does it; without one, the role of the lane.' },
  { attribute: 'form', label: 'Form', at: ['bpmn:UserTask', 'bpmn:StartEvent'], options: 'forms' },
  { attribute: 'deadline', label: 'Deadline', at: ['bpmn:Activity'], options: 'deadlines' },
  { attribute: 'due', label: 'Due', at: TASK, hint: 'A duration such as PT4H, or an expression after =.' },
  { attribute: 'priority', label: 'Priority', at: TASK, hint: 'A number, or an expression after =.' },
  { attribute: 'differentFrom', label: 'Four eyes with', at: TASK, hint: 'Ids of steps that another person must have done.' },
  { attribute: 'certificate', label: 'Certificate', at: TASK, hint: 'What whoever does it must hold.' },
  { attribute: 'decision', label: 'Decision table', at: ['bpmn:BusinessRuleTask'], options: 'decisions' },
  { attribute: 'job', label: 'Job of a system', at: ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:ThrowEvent'] },
  { attribute: 'result', label: 'Result variable', at: ['bpmn:ServiceTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask'] },
  { attribute: 'correlation', label: 'Correlation key', at: ['bpmn:ReceiveTask'], hint: 'An expression that picks the one case a message is for.' },
  { attribute: 'indicator', label: 'Indicator', at: ['bpmn:FlowElement'], options: 'indicators' },
];

export function standardProperties(known) {
  function StandardProperties(propertiesPanel, translate) {
    this.getGroups = (element) => (groups) => {
      const entries = FIELDS.filter(({ at }) => at.some((kind) => is(element, kind)) && !element.labelTarget)
        .map((one) => entry(one.attribute, translate(one.label), known[one.options], one.hint && translate(one.hint)));
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
