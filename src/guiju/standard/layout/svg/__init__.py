"""A drawing as SVG: one self-contained picture, readable on light and dark paper."""
