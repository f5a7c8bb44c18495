"""Tasks: the list, the page of one, drafts, attachments."""
