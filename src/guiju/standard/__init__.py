"""What should happen: text (BPMN, DMN, FEEL, forms, clauses) to one immutable Standard."""
