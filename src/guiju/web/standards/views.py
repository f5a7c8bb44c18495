"""Pages to read: library, manual, diagrams, tables, forms, versions, print."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from guiju.standard.layout import picture, to_svg
from guiju.standard.pack import in_language
from guiju.web.policy import can
from guiju.web.reader import language
from guiju.web.standards import changes, paper, texts, zips
from guiju.web.standards import library as shelf_of
from guiju.web.standards import manual as book
from guiju.web.standards.drawing import drawn
from guiju.web.standards.models import Standard, Version
from guiju.web.standards.shelf import find, frame, title_of, whole
from guiju.web.standards.tables import forms, tables


@login_required
def library(request: HttpRequest) -> HttpResponse:
    """Every standard, by line of business."""
    tongue = language()
    lines: dict[str, list[dict[str, Any]]] = {}
    for standard in Standard.objects.prefetch_related("versions").order_by("line", "name"):
        shown = shelf_of.shown(standard)
        if shown is None or not can(request.user, "standard.see", shown):
            continue
        lines.setdefault(standard.line, []).append(
            {
                "standard": standard,
                "title": title_of(standard, tongue),
                "about": standard.about.get(tongue, ""),
                "version": shown,
                "drafts": [each for each in standard.versions.all() if each.state in _AT_WORK],
            }
        )
    found = {"lines": lines, "owner": can(request.user, "standard.edit")}
    return render(request, "standards/library.html", found)


_AT_WORK = (Version.State.DRAFT, Version.State.REVIEW, Version.State.APPROVAL)


@login_required
def latest(request: HttpRequest, name: str) -> HttpResponse:
    """The version in force, or the newest."""
    standard = Standard.objects.filter(name=name).first()
    version = shelf_of.shown(standard) if standard else None
    if version is None:
        raise Http404
    return redirect("standard_manual", name, version.number)


@login_required
def manual(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The standard as a readable manual."""
    version = find(request, name, number)
    told = frame(request, version, "standard_manual")
    return render(request, "standards/manual.html", {**told, **_book(told["pack"])})


def _book(pack: Any) -> dict[str, Any]:
    if pack is None:
        return {"sections": ()}
    tongue = language()
    return {
        "introduction": book.introduction(pack, tongue),
        "sections": book.sections(pack, tongue),
        "parameters": book.parameters(pack, tongue),
        "flows": book.flows(pack, tongue),
        "terms": [(one.term[tongue], ", ".join(one.synonyms.get(tongue, ())),
                   ", ".join(one.banned.get(tongue, ()))) for one in pack.glossary],
    }  # fmt: skip


@login_required
def diagram(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The processes as diagrams, each with its table."""
    version = find(request, name, number)
    told = frame(request, version, "standard_diagram")
    pack = told["pack"]
    names = book.names(pack, language()) if pack else {}
    flows = book.flows(pack, language()) if pack else ()
    return render(request, "standards/diagram.html", {**told, "flows": flows, "names": names})


@login_required
def decision_tables(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The decision tables."""
    version = find(request, name, number)
    told = frame(request, version, "standard_tables")
    found = tables(told["pack"], language()) if told["pack"] else ()
    return render(request, "standards/tables.html", {**told, "decisions": found})


@login_required
def form_pages(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The forms and the scripts."""
    version = find(request, name, number)
    told = frame(request, version, "standard_forms")
    pack = told["pack"]
    tongue = language()
    scripts = [(one, one.talks[tongue]) for one in pack.scripts.values()] if pack else []
    found = {"forms": forms(pack, tongue) if pack else (), "scripts": scripts}
    return render(request, "standards/forms.html", {**told, **found})


@login_required
def versions(request: HttpRequest, name: str) -> HttpResponse:
    """All versions of a standard, and two of them to compare."""
    standard = Standard.objects.filter(name=name).first()
    if standard is None:
        raise Http404
    kept = [each for each in standard.versions.all() if can(request.user, "standard.see", each)]
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    if old.isdigit() and new.isdigit():
        return redirect("standard_compare", name, int(old), int(new))
    told = {"standard": standard, "title": title_of(standard, language()), "versions": kept,
            "owner": can(request.user, "standard.edit")}  # fmt: skip
    return render(request, "standards/versions.html", told)


@login_required
def compared(request: HttpRequest, name: str, old: int, new: int) -> HttpResponse:
    """What changed from one version to another: in words, and in colours on the diagrams."""
    before, after = find(request, name, old), find(request, name, new)
    tongue = language()
    files = changes.compare(before, after, tongue)
    packs = [pack for each in (before, after) if (pack := shelf_of.pack_of(each))]
    names = {text: said for pack in packs for text, said in book.names(pack, tongue).items()}
    diagrams = [
        {"path": one.path, "marks": changes.marks(before.files[one.path], after.files[one.path])}
        for one in files
        if one.kind == "process" and one.how == "changed"
    ]
    told = {"standard": before.standard, "title": title_of(before.standard, tongue),
            "before": before, "after": after, "files": files, "diagrams": diagrams,
            "names": names}  # fmt: skip
    return render(request, "standards/compare.html", told)


@login_required
def file_text(request: HttpRequest, name: str, number: int, file: str) -> HttpResponse:
    """One text of a version, as text whatever it holds; a model is drawn where it was not."""
    version = find(request, name, number)
    if file not in version.files:
        raise Http404
    text = version.files[file]
    if texts.kind_of(file) == "process":
        text = drawn(text)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_required
def printed(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The manual for paper, everything on one page."""
    version = find(request, name, number)
    pack = whole(version)
    tongue = language()
    nonce = getattr(request, "csp_nonce", "")
    pictures = [
        to_svg(said, picture(said), prefix=f"p{place}-").replace(
            "<style", f'<style nonce="{nonce}"'
        )
        for place, one in enumerate(pack.standards.values())
        for said in [in_language(pack, one.definitions, tongue)]
    ]
    told = {**frame(request, version), **_book(pack), "decisions": tables(pack, tongue),
            "forms": forms(pack, tongue), "pictures": pictures}  # fmt: skip
    return render(request, "standards/print.html", told)


@login_required
def pdf(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The manual as PDF, with version, effective date and check code."""
    version = find(request, name, number)
    data = paper.manual_pdf(version, whole(version), language())
    return _download(data, "application/pdf", f"{name}-{version.label or version.number}.pdf")


@login_required
def zipped(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The pack as a zip."""
    version = find(request, name, number)
    data = zips.packed(version.files, name)
    return _download(data, "application/zip", f"{name}-{version.label or version.number}.zip")


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def address(version: Version) -> str:
    """Where a version is read."""
    return reverse("standard_manual", args=(version.standard.name, version.number))
