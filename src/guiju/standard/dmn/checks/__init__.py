"""What can be wrong with a DMN model beyond its shape: names, references, cycles, types."""

from collections.abc import Mapping

from guiju.standard.dmn.checks.graph import check_graph
from guiju.standard.dmn.checks.logic import check_logic
from guiju.standard.dmn.checks.names import check_names
from guiju.standard.dmn.checks.types import check_types
from guiju.standard.dmn.definitions import Definitions
from guiju.standard.model.problem import Problem

__all__ = ["check_definitions"]


def check_definitions(
    definitions: Definitions, imported: Mapping[str, Definitions]
) -> list[Problem]:
    """All problems of a model that can be seen without its texts of FEEL.

    Args:
        definitions: what was read.
        imported: the models it imports, by namespace; those not found are left out.
    """
    return [
        *check_names(definitions),
        *check_types(definitions, imported),
        *check_graph(definitions, imported),
        *check_logic(definitions),
    ]
