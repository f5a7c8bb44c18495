"""Small DMN models for tests, written with few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from guiju.standard import dmn

LATEST = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def definitions(body: str, namespace: str = LATEST, extra: str = "") -> bytes:
    """A DMN file with this inside."""
    return (
        f'<definitions xmlns="{namespace}" namespace="urn:test" name="test" {extra}>'
        f"{body}</definitions>"
    ).encode()


def model(body: str) -> dmn.Model:
    """A model without any problem."""
    loaded = dmn.load(definitions(body))
    assert loaded.model is not None
    assert not loaded.problems, [str(problem) for problem in loaded.problems]
    return loaded.model


def problems(body: str) -> list[str]:
    """The codes of what is wrong with a model."""
    return [problem.code for problem in dmn.load(definitions(body)).problems]


def inputs(**types: str) -> str:
    """Input data by name and type."""
    return "".join(
        f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'
        for name, kind in types.items()
    )


def needs(*names: str) -> str:
    """Arrows from input data."""
    return "".join(
        f'<informationRequirement><requiredInput href="#{name}"/></informationRequirement>'
        for name in names
    )


def literal(text: str) -> str:
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


def decision(expression: str, *, name: str = "D", kind: str = "", needs: str = "") -> str:
    typed = f' typeRef="{kind}"' if kind else ""
    return (
        f'<decision id="{name}" name="{name}"><variable name="{name}"{typed}/>'
        f"{needs}{expression}</decision>"
    )


def table(
    columns: dict[str, str],
    rules: Sequence[tuple[Sequence[str], Sequence[str]]],
    *,
    outputs: Sequence[str] = ("",),
    policy: str = "UNIQUE",
    aggregation: str = "",
    output_values: Sequence[str] = (),
    defaults: Sequence[str] = (),
    input_values: dict[str, str] | None = None,
) -> str:
    """A decision table: columns by expression and type; rules as input cells and output cells."""
    parts = [f"<decisionTable hitPolicy={quoteattr(policy)}"]
    parts.append(f' aggregation="{aggregation}">' if aggregation else ">")
    for name, kind in columns.items():
        allowed = (input_values or {}).get(name)
        values = f"<inputValues><text>{escape(allowed)}</text></inputValues>" if allowed else ""
        parts.append(
            f'<input><inputExpression typeRef="{kind}"><text>{escape(name)}</text>'
            f"</inputExpression>{values}</input>"
        )
    for number, name in enumerate(outputs):
        named = f" name={quoteattr(name)}" if name else ""
        parts.append(f"<output{named}>")
        if number < len(output_values):
            parts.append(
                f"<outputValues><text>{escape(output_values[number])}</text></outputValues>"
            )
        if number < len(defaults):
            parts.append(
                f"<defaultOutputEntry><text>{escape(defaults[number])}</text></defaultOutputEntry>"
            )
        parts.append("</output>")
    for number, (cells, ends) in enumerate(rules, 1):
        parts.append(f'<rule id="r{number}">')
        parts += [f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in cells]
        parts += [f"<outputEntry><text>{escape(end)}</text></outputEntry>" for end in ends]
        parts.append("</rule>")
    parts.append("</decisionTable>")
    return "".join(parts)


def table_model(columns: dict[str, str], rules: Any, **options: Any) -> dmn.Model:
    """A model of one decision ``D`` that is a table over input data of the columns' names."""
    return model(table_body(columns, rules, **options))


def table_body(columns: dict[str, str], rules: Any, **options: Any) -> str:
    return inputs(**columns) + decision(table(columns, rules, **options), needs=needs(*columns))
