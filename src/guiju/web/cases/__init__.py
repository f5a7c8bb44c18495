"""Cases: diagram, timeline, variables, deadlines, incidents; starting one."""
