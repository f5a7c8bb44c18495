"""People, organisation, limits, calendars, connections, tokens, audit, backup."""
