"""The namespaces of DMN 1.1 to 1.6 and of this product's own extension elements."""

from __future__ import annotations

from typing import Final

LATEST: Final = "https://www.omg.org/spec/DMN/20230324/MODEL/"
"""DMN 1.5, what a new model is written in."""

MODELS: Final[dict[str, str]] = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    LATEST: "1.5",
    "https://www.omg.org/spec/DMN/20240513/MODEL/": "1.6",
}
"""Namespace of the model -> version of DMN."""

FEEL: Final = frozenset(
    {
        "http://www.omg.org/spec/FEEL/20140401",
        "http://www.omg.org/spec/DMN/20151101/FEEL/",
        "http://www.omg.org/spec/DMN/20180521/FEEL/",
        "https://www.omg.org/spec/DMN/20191111/FEEL/",
        "https://www.omg.org/spec/DMN/20211108/FEEL/",
        "https://www.omg.org/spec/DMN/20230324/FEEL/",
        "https://www.omg.org/spec/DMN/20240513/FEEL/",
    }
)
"""Namespaces that name FEEL as expression language or as the home of a type."""

GUIJU: Final = "https://guiju.org/schema/2026"
"""Own extension elements: the test rows of a decision."""


def is_feel(language: str | None) -> bool:
    """Whether an ``expressionLanguage`` means FEEL; none given means FEEL."""
    return language is None or language in FEEL or language.strip().lower() in {"", "feel"}
