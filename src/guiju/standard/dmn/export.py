"""Model -> DMN XML."""

from __future__ import annotations

from guiju.standard.dmn.model import Model
from guiju.standard.dmn.write import write_definitions


def to_xml(model: Model) -> bytes:
    """The model as a DMN file, in the version of DMN it was read in.

    Vendors' attributes and extension elements, artifacts and diagrams are kept; comments are
    not. Loading the result gives an equal model.
    """
    return write_definitions(model.definitions)
