"""The OpenAPI document, and a page to read it by; both need no token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guiju.run.outside.exact import write_json
from guiju.web.api.door import api, open_to_all
from guiju.web.api.problems import Trouble, answer

_METHODS: Final = ("get", "post", "put", "patch", "delete")
_made: dict[str, Any] = {}


def whole() -> Any:
    """The OpenAPI document; made once."""
    if not _made:
        _made.update(api.get_openapi_schema(path_prefix="/api/v1"))
    return _made


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    refusal = _too_often(request)
    return refusal or HttpResponse(write_json(whole()), "application/json")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The reference: every operation with what it takes and answers."""
    refusal = _too_often(request)
    if refusal:
        return refusal
    uses = {"groups": groups(whole()), "schemas": schemas(whole())}
    return render(request, "guiju/api/reference.html", uses)


def _too_often(request: HttpRequest) -> HttpResponse | None:
    try:
        open_to_all(request)
    except Trouble as trouble:
        return answer(trouble.status, trouble.code, trouble.detail, **trouble.more)
    return None


def groups(document: Any) -> dict[str, list[dict[str, Any]]]:
    """Operations by tag, as the page shows them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                operation = methods[method]
                tag = (operation.get("tags") or [""])[0]
                found.setdefault(tag, []).append(_told(path, method, operation))
    return found


def _told(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    sent = operation.get("requestBody", {}).get("content", {})
    return {
        "id": operation["operationId"],
        "path": path,
        "method": method.upper(),
        "about": operation.get("description", ""),
        "parameters": [
            (each["name"], each["in"], shape_of(each.get("schema", {})), each.get("required"))
            for each in operation.get("parameters", ())
        ],
        "sent": [(kind, shape_of(each.get("schema", {}))) for kind, each in sent.items()],
        "answers": [
            (status, each.get("description", ""), _answered(each))
            for status, each in operation["responses"].items()
        ],
    }


def _answered(answer: Mapping[str, Any]) -> str:
    for each in answer.get("content", {}).values():
        return shape_of(each.get("schema", {}))
    return ""


def schemas(document: Any) -> list[tuple[str, str, list[tuple[str, str, bool, str]]]]:
    """(name, description, members) of every shape."""
    return [
        (
            name,
            each.get("description", ""),
            [
                (member, shape_of(inner), member in each.get("required", ()),
                 inner.get("description", ""))
                for member, inner in each.get("properties", {}).items()
            ],
        )
        for name, each in sorted(document["components"]["schemas"].items())
    ]  # fmt: skip


def shape_of(schema: Mapping[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(shape_of(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(repr(each) for each in schema["enum"])
    if schema.get("type") == "array":
        return f"[{shape_of(schema.get('items', {}))}]"
    kind = str(schema.get("type", "any"))
    return f"{kind} ({schema['format']})" if "format" in schema else kind
