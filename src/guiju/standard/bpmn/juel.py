"""Simple expressions of the Unified Expression Language, said in FEEL where that is sure.

`${amount > 5 && customer.vip}` becomes `amount > 5 and customer.vip`. Anything whose meaning
depends on the engine it was written for (method calls, beans, mixed text) is not translated.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

_WHOLE = re.compile(r"\s*[$#]\{(.*)\}\s*", re.DOTALL)
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d+)?)
  | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<name>[A-Za-z_]\w*)
  | (?P<sign>==|!=|<=|>=|&&|\|\||[<>!+\-*/%().,\[\]?:])
  )""",
    re.VERBOSE,
)
_WORDS = {
    "eq": "==", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "and": "&&", "or": "||",
    "not": "!", "div": "/", "mod": "%",
}  # fmt: skip
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_FEEL = {"||": "or", "&&": "and", "==": "="}
_UNSURE = {"empty", "instanceof"}
_DEEPEST = 50


def is_juel(text: str) -> bool:
    """True where there is a `${` or `#{` in the text."""
    return "${" in text or "#{" in text


def to_feel(text: str) -> str | None:
    """The same expression in FEEL, or None where its meaning is not sure."""
    whole = _WHOLE.fullmatch(text)
    if whole is None or is_juel(whole[1]):
        return None
    tokens = _tokens(whole[1])
    if not tokens:
        return None
    reader = _Reader(tokens)
    try:
        feel = reader.choice(0)
    except _UnsureError:
        return None
    return feel if reader.at == len(tokens) else None


def literal(text: str) -> str:
    """A text as a FEEL string."""
    return json.dumps(text, ensure_ascii=False)


class _UnsureError(Exception):
    """The expression is none that can be translated."""


def _tokens(text: str) -> list[tuple[str, str]] | None:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            return None
        kind, word = match.lastgroup, match[match.lastgroup]
        if kind == "name" and word in _WORDS:
            kind, word = "sign", _WORDS[word]
        found.append((kind, word))
        at = match.end()
    return found


@dataclass(slots=True)
class _Reader:
    """Recursive descent over the tokens; what cannot be said in FEEL raises."""

    tokens: list[tuple[str, str]]
    at: int = field(default=0)

    def take(self, *signs: str) -> str | None:
        """The next sign, if it is one of these."""
        if self.at < len(self.tokens) and self.tokens[self.at] in {("sign", s) for s in signs}:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def need(self, sign: str) -> None:
        """The next sign must be this one."""
        if self.take(sign) is None:
            raise _UnsureError

    def choice(self, depth: int) -> str:
        """`a ? b : c`."""
        if depth > _DEEPEST:
            raise _UnsureError
        first = self.level(0, depth)
        if self.take("?") is None:
            return first
        yes = self.choice(depth + 1)
        self.need(":")
        return f"if {first} then {yes} else {self.choice(depth + 1)}"

    def level(self, number: int, depth: int) -> str:
        """The two-sided operators, the weakest first."""
        if number == len(_LEVELS):
            return self.unary(depth)
        left = self.level(number + 1, depth)
        while (sign := self.take(*_LEVELS[number])) is not None:
            right = self.level(number + 1, depth)
            if sign == "%":
                left = f"modulo({left}, {right})"
            else:
                left = f"{left} {_FEEL.get(sign, sign)} {right}"
        return left

    def unary(self, depth: int) -> str:
        """Negations."""
        if depth > _DEEPEST:
            raise _UnsureError
        if self.take("!"):
            return f"not({self.unary(depth + 1)})"
        if self.take("-"):
            return f"-{self.unary(depth + 1)}"
        return self.primary(depth)

    def primary(self, depth: int) -> str:
        """Literals, names with their paths, and brackets."""
        if self.take("("):
            inner = self.choice(depth + 1)
            self.need(")")
            return f"({inner})"
        if self.at >= len(self.tokens):
            raise _UnsureError
        kind, word = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return word
        if kind == "text":
            return literal(re.sub(r"\\(.)", r"\1", word[1:-1]))
        if kind != "name" or word in _UNSURE:
            raise _UnsureError
        return word if word in ("true", "false", "null") else self.path(word)

    def path(self, name: str) -> str:
        """`a.b["c"]`; of calls only that of a variable by its name."""
        while sign := self.take(".", "[", "("):
            if sign == "(" or self.at >= len(self.tokens):
                raise _UnsureError
            kind, word = self.tokens[self.at]
            self.at += 1
            if sign == "." and kind == "name":
                called = self._variable(name, word)
                name = called or f"{name}.{word}"
            elif sign == "[" and kind == "text" and re.fullmatch(r"[A-Za-z_]\w*", word[1:-1]):
                self.need("]")
                name = f"{name}.{word[1:-1]}"
            else:
                raise _UnsureError
        return name

    def _variable(self, name: str, method: str) -> str | None:
        """`execution.getVariable("x")` is `x`."""
        if (name, method) != ("execution", "getVariable"):
            return None
        self.need("(")
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != "text":
            raise _UnsureError
        word = self.tokens[self.at][1][1:-1]
        self.at += 1
        self.need(")")
        if not re.fullmatch(r"[A-Za-z_]\w*", word):
            raise _UnsureError
        return word
