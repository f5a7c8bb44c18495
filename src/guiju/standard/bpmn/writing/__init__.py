"""From the read model back to BPMN XML."""
