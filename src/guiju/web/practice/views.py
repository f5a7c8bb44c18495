"""Pages of practice: heat map, deviations, times, indicators, and the cases behind each figure."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guiju.standard.pack import Pack
from guiju.standard.pack.walking import nodes_of
from guiju.web.access import needs
from guiju.web.engine import engine
from guiju.web.practice import charts, figures
from guiju.web.practice.looking import Look, by_version, latest_cases, look, versions_of
from guiju.web.reader import language
from guiju.web.standards.drawing import drawn
from guiju.web.standards.library import pack_of
from guiju.web.standards.manual import names as names_on_diagrams
from guiju.web.standards.models import Version


@needs("practice.see")
def processes(request: HttpRequest) -> HttpResponse:
    """Every process that has been run, with how much of its practice fits."""
    at = engine()
    rows = []
    for name, deployed in sorted(at.standards.each_newest().items()):
        seen = look(at, name, deployed.no)
        fitting = seen.result.fitting_cases if seen.result else 0
        rows.append({
            "process": name, "name": names_of(seen, _pack(deployed.no)).get(name) or name,
            "cases": seen.cases, "fitting": fitting,
            "share": round(100 * fitting / seen.cases, 1) if seen.cases else None,
            "deviations": len(seen.result.deviations) if seen.result else 0,
        })  # fmt: skip
    return render(request, "practice/processes.html", {"rows": rows})


@needs("practice.see")
def process(request: HttpRequest, process: str) -> HttpResponse:
    """One process: where practice leaves the standard, how long steps take, the indicators."""
    seen, pack, versions = _seen(request, process)
    cases = latest_cases(engine(), process)
    names = names_of(seen, pack)
    measured = figures.measured(engine(), seen.no, pack, set(names), cases) if pack else []
    times = figures.step_times(cases, names)
    weeks = figures.weeks(seen, cases)
    deviations = list(enumerate(seen.result.deviations)) if seen.result else []
    told = {
        **_frame(seen, pack, versions, names),
        "heats": sorted(seen.heats, key=lambda one: -one.cases),
        "marks": charts.heat_marks(seen),
        "deviations": [(n, one, names.get(one.element or "", one.name)) for n, one in deviations],
        "by_version": by_version(engine(), process),
        "times": times, "weeks": weeks, "indicators": measured,
        "charts": {"weeks": charts.weeks(weeks), "times": charts.times(times[:12]),
                   "deviations": charts.deviations([one for _, one in deviations[:12]], names)},
    }  # fmt: skip
    return render(request, "practice/process.html", told)


@needs("practice.see")
def deviation(request: HttpRequest, process: str, number: int) -> HttpResponse:
    """The cases behind one deviation."""
    seen, pack, versions = _seen(request, process)
    if seen.result is None or number >= len(seen.result.deviations):
        raise Http404
    one = seen.result.deviations[number]
    mask = seen.result.has(one)
    ids = seen.result.cases["case"].to_pylist()
    cases = [str(id_) for id_, has in zip(ids, mask, strict=True) if has]
    names = names_of(seen, pack)
    told = {**_frame(seen, pack, versions, names), "deviation": one,
            "title": names.get(one.element or "") or one.name or one.activity,
            "cases": [(each, None) for each in cases[:500]], "total": len(cases)}  # fmt: skip
    return render(request, "practice/cases.html", told)


@needs("practice.see")
def step(request: HttpRequest, process: str, element: str) -> HttpResponse:
    """The cases behind the time of a step, the longest first."""
    seen, pack, versions = _seen(request, process)
    done = figures.steps_of(latest_cases(engine(), process), element)
    if not done:
        raise Http404
    names = names_of(seen, pack)
    told = {**_frame(seen, pack, versions, names), "title": names.get(element, element),
            "cases": [(one.case, charts.span(one.seconds)) for one in done[:500]],
            "figure": _("Time open"), "total": len(done)}  # fmt: skip
    return render(request, "practice/cases.html", told)


@needs("practice.see")
def indicator(request: HttpRequest, process: str, indicator: str) -> HttpResponse:
    """The cases behind an indicator, the worst first."""
    seen, pack, versions = _seen(request, process)
    if pack is None or indicator not in pack.indicators:
        raise Http404
    one, cases = pack.indicators[indicator], latest_cases(engine(), process)
    told = figures.measure(engine(), seen.no, pack, one, cases)
    names = names_of(seen, pack)
    page = {**_frame(seen, pack, versions, names), "measured": told,
            "title": one.title[language()],
            "cases": [(case, f"{value:,.1f}") for case, value in told.cases],
            "figure": _("Value"), "total": told.count}  # fmt: skip
    return render(request, "practice/cases.html", page)


@needs("practice.see")
def model(request: HttpRequest, process: str, no: int) -> HttpResponse:
    """The diagram of a deployed version, as text."""
    text = drawn(charts.text_of(engine(), no))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _seen(request: HttpRequest, process: str) -> tuple[Look, Pack | None, list[int]]:
    """The look that is asked for: against the newest version, or the one of `?version=`."""
    at = engine()
    known = [no for no, _ in versions_of(at, process)]
    asked = request.GET.get("version", "")
    no = int(asked) if asked.isdigit() and int(asked) in known else next(iter(known), None)
    if no is None:
        raise Http404
    return look(at, process, no), _pack(no), known


def _pack(no: int) -> Pack | None:
    """The pack that a deployed version came from."""
    for version in Version.objects.exclude(deployed=[]).order_by("-number"):
        if no in version.deployed:
            return pack_of(version)
    return None


def names_of(seen: Look, pack: Pack | None) -> dict[str, str]:
    """Names of elements and processes in the reader's language, by id."""
    tongue = language()
    found: dict[str, str] = {}
    for one in seen.standard.definitions.processes:
        found[one.id] = one.name or one.id
        found.update({node.id: node.name or node.id for node in nodes_of(one.body)})
    if pack is None:
        return found
    return {id_: pack.say("processes", name, tongue) for id_, name in found.items()}


def _frame(
    seen: Look, pack: Pack | None, versions: list[int], names: dict[str, str]
) -> dict[str, Any]:
    return {
        "process": seen.process,
        "name": names.get(seen.process) or seen.process,
        "seen": seen,
        "versions": versions,
        "names": names_on_diagrams(pack, language()) if pack else {},
        "by_id": names,
    }
