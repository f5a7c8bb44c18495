"""The content model of BPMN as data, and the checks that follow from it alone."""
