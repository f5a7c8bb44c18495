"""Where things lie, the shortest way to pick them, boxes, scanners and scales."""
