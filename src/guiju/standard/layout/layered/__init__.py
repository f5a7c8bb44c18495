"""Layered drawing of one directed graph: cycles, layers, crossings, coordinates, tracks.

The way of Sugiyama, Tagawa, Toda, "Methods for visual understanding of hierarchical system
structures", IEEE Trans. SMC 11 (1981), left to right, with bands (lanes) that order comes before
and edges that run at right angles: each edge is a row through the columns of its layers and a
vertical track in the gaps between them.
"""
