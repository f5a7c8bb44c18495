"""Standards in the browser: library, manual, diagrams, versions and their approval, editing."""
