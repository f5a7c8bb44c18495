"""Practice in the browser: where cases leave the standard, and how the indicators stand."""
