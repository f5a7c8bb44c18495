"""The door for programs: /api/v1, over the same plain modules and the same policy as the pages."""
