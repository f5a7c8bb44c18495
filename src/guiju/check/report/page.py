"""The whole page: one file that asks for nothing and runs nothing."""

from __future__ import annotations

from guiju.check.conformance import Conformance
from guiju.check.report.deviations import deviation_table, outside_table, ways
from guiju.check.report.figures import histogram, verdict
from guiju.check.report.heat import heat_map
from guiju.check.report.info import LogInfo
from guiju.check.report.notes import certainty, rules, settings
from guiju.check.report.style import STYLE
from guiju.check.report.write import Markup, Say, el, english, safe
from guiju.standard.model.definitions import Definitions

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html_report(
    conformance: Conformance,
    definitions: Definitions,
    log_info: LogInfo | None = None,
    say: Say = english,
    language: str = "en",
) -> str:
    """A report of a check for people: one self-contained HTML file.

    Args:
        conformance: what the check found.
        definitions: the model, whose diagram becomes the heat map; it is laid out where it has no
            drawing.
        log_info: what to tell of the log and the settings.
        say: renders the report's English templates in the reader's language.
        language: the code of that language (BCP 47).

    Returns:
        The page. It holds no script and asks for nothing; every text of model and log is escaped.
    """
    info = log_info or LogInfo()
    title = _title(definitions, info, say)
    parts = [
        (say("Diagram"), "where", heat_map(conformance, definitions, say)),
        (say("Deviations"), "deviations", deviation_table(conformance, say)),
        (say("Outside"), "outside", outside_table(conformance, say)),
        (say("Ways"), "ways", ways(conformance, say)),
        (say("Rules"), "rules", rules(info, say)),
        (say("Fitness"), "fitness", histogram(conformance, say)),
        (say("Certainty"), "certainty", certainty(conformance, say)),
        (say("Settings"), "settings", settings(conformance, info, say)),
    ]
    shown = [(name, id_, part) for name, id_, part in parts if part is not None]
    links = el("ul", [el("li", el("a", name, href=f"#{id_}")) for name, id_, _ in shown])
    header = el(
        "header", el("h1", title), _lead(conformance, info, say),
        verdict(conformance, say), el("nav", links, aria_label=say("Parts of the report")),
    )  # fmt: skip
    main = el("main", [part for _, _, part in shown])
    footer = el("footer", el("p", say("Made with Guiju.")))
    return (
        f'<!doctype html><html lang="{safe(language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{safe(_POLICY)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{safe(title)}</title><style>{STYLE}</style></head>"
        f"<body>{header.html}{main.html}{footer.html}</body></html>"
    )


def _title(definitions: Definitions, info: LogInfo, say: Say) -> str:
    names = [process.name for process in definitions.processes if process.name]
    name = definitions.name or (names[0] if names else info.model)
    return say("Conformance: {name}", name=name) if name else say("Conformance report")


def _lead(result: Conformance, info: LogInfo, say: Say) -> Markup:
    parts = [info.name]
    if info.events:
        parts.append(say("{events} events", events=f"{info.events:,}"))
    parts.append(say("{cases} cases", cases=f"{result.cases_total:,}"))
    parts.append(say("{variants} variants", variants=f"{result.variant_cost.size:,}"))
    if info.first:
        parts.append(say("{first} to {last}", first=info.first, last=info.last))
    if info.model:
        parts.append(say("against {model}", model=info.model))
    return el("p", " · ".join(part for part in parts if part), class_="lead")
