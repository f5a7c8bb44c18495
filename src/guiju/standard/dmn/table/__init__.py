"""Decision tables: cells as sets of values, an index over them, hit policies (DMN 1.5, 8)."""
