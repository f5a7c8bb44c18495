"""The OpenAPI document: what Ninja writes, and what can happen everywhere."""

from __future__ import annotations

from typing import Any, Final

PROBLEM: Final = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457; `code` is stable, `detail` is for people.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "expected": {"type": "string"},
        "found": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
ANYWHERE: Final = {
    "400": "The request is not understood.",
    "401": "No token, or none that is good.",
    "403": "The token's scope, the person's role or a rule of the standard forbids it.",
    "404": "There is nothing, or it is not for this reader.",
    "422": "Values are not right; `errors` says which.",
    "429": "Too often; see Retry-After.",
    "503": "The database cannot be written at the moment.",
}
WRITING: Final = {
    "409": "Refused as things stand; `code` says why.",
    "412": "If-Match names another state than the present one.",
    "413": "The body is too large.",
    "415": "Another kind of content is expected.",
    "428": "If-Match is missing.",
}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same content is done once and answered alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
_SEEN: Final = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
}


def finished(document: Any) -> Any:
    """The document with errors, headers and tags that hold for every operation."""
    document["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for path in document["paths"].values():
        for method, operation in path.items():
            _finish(method, operation)
    return document


def _finish(method: str, operation: dict[str, Any]) -> None:
    reads = method == "get"
    answers = {str(key): value for key, value in operation["responses"].items()}
    extra = ANYWHERE if reads else {**ANYWHERE, **WRITING}
    for status, text in extra.items():
        answers.setdefault(
            status,
            {
                "description": text,
                "content": {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            },
        )
    parameters = operation.setdefault("parameters", [])
    if reads:
        answers.setdefault("304", {"description": "What If-None-Match names is still so."})
        parameters.append(_SEEN)
    elif method == "post":
        parameters.append(_KEY)
    operation["responses"] = dict(sorted(answers.items()))
