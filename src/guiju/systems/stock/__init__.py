"""Items and their codes, what lies where, who has reserved it, when to order more."""
