"""The door for people: pages, accounts, three languages. A Django project (docs/web.md)."""
