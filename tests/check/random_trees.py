"""Small random block-structured BPMN models, and the words they allow, told without any engine."""

from __future__ import annotations

from random import Random

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
    '<message id="m" name="m"/><process id="p" isExecutable="true">'
)
KINDS = (
    "task", "sequence", "xor", "and", "or", "or", "interrupted", "given up", "twice", "both",
)  # fmt: skip
TWICE = {"twice": "true", "both": "false"}
GATEWAYS = {"xor": "exclusiveGateway", "and": "parallelGateway", "or": "inclusiveGateway"}
MOST_WORDS = 3_000


def random_tree(dice: Random, depth: int = 3, letters: str = "abcd"):
    """(kind, parts): a task, a sequence, a gateway block, a sub-process that is interrupted or done
    twice."""
    kind = dice.choice(KINDS)
    if depth == 0 or kind == "task":
        return "task", dice.choice(letters)
    if kind in TWICE:
        return kind, [random_tree(dice, min(depth - 1, 1), letters)]
    return kind, [random_tree(dice, depth - 1, letters) for _ in range(2)]


def words(tree) -> set[str]:
    """All words of a tree, from what its blocks mean in BPMN 2.0.2 (10.6, 13.3.7, 13.4, 13.5)."""
    kind, parts = tree
    if kind == "task":
        return {parts}
    one, other = (words(part) for part in (parts * 2)[:2])
    if kind == "xor":
        found = one | other
    elif kind in ("sequence", "twice"):
        found = {a + b for a in one for b in other}
    elif kind in ("interrupted", "given up"):  # left at any moment before it has ended
        found = one | {a[:n] + b for a in one for n in range(len(a)) for b in other}
    else:
        found = {w for a in one for b in other for w in interleaved(a, b)}
        found |= (one | other) if kind == "or" else set()
    if len(found) > MOST_WORDS:
        raise OverflowError
    return found


def interleaved(a: str, b: str) -> set[str]:
    if not a or not b:
        return {a + b}
    return {a[0] + w for w in interleaved(a[1:], b)} | {b[0] + w for w in interleaved(a, b[1:])}


def distance(trace: str, word: str) -> int:
    """Insertions and deletions that make one of the other (Wagner and Fischer 1974)."""
    row = list(range(len(word) + 1))
    for i, event in enumerate(trace, 1):
        before, row[0] = row[0], i
        for j, letter in enumerate(word, 1):
            before, row[j] = row[j], before if event == letter else 1 + min(row[j], row[j - 1])
    return row[-1]


class Bpmn:
    """The text of a model of one tree."""

    def __init__(self, tree) -> None:
        self._parts: list[str] = []
        self._number = 0
        self._scope(tree)
        self.text = (HEAD + "".join(self._parts) + "</process></definitions>").encode()

    def _new(self, prefix: str) -> str:
        self._number += 1
        return f"{prefix}{self._number}"

    def _add(self, text: str) -> None:
        self._parts.append(text)

    def _flow(self, source: str, target: str) -> None:
        name = self._new("f")
        self._add(f'<sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}"/>')

    def _scope(self, tree) -> None:
        start, end = self._new("start"), self._new("end")
        self._add(f'<startEvent id="{start}"/><endEvent id="{end}"/>')
        entry, leave = self._block(tree)
        self._flow(start, entry)
        self._flow(leave, end)

    def _block(self, tree) -> tuple[str, str]:
        kind, parts = tree
        if kind == "task":
            task = self._new("task")
            self._add(f'<userTask id="{task}" name="{parts}"/>')
            return task, task
        if kind == "sequence":
            (entry, between), (other, leave) = (self._block(part) for part in parts)
            self._flow(between, other)
            return entry, leave
        if kind == "interrupted":
            return self._interrupted(*parts)
        if kind == "given up":
            return self._given_up(*parts)
        if kind in TWICE:
            return self._twice(*parts, TWICE[kind])
        entry, leave = self._new("split"), self._new("join")
        self._add(f'<{GATEWAYS[kind]} id="{entry}"/><{GATEWAYS[kind]} id="{leave}"/>')
        for part in parts:
            first, last = self._block(part)
            self._flow(entry, first)
            self._flow(last, leave)
        return entry, leave

    def _interrupted(self, inner, after) -> tuple[str, str]:
        sub, event, leave = self._new("sub"), self._new("event"), self._new("merge")
        self._add(f'<subProcess id="{sub}">')
        self._scope(inner)
        self._add(
            f'</subProcess><exclusiveGateway id="{leave}"/>'
            f'<boundaryEvent id="{event}" attachedToRef="{sub}">'
            '<messageEventDefinition messageRef="m"/></boundaryEvent>'
        )
        first, last = self._block(after)
        self._flow(event, first)
        self._flow(last, leave)
        self._flow(sub, leave)
        return sub, leave

    def _given_up(self, inner, instead) -> tuple[str, str]:
        """A sub-process whose event sub-process ends everything else in it."""
        sub, handler, start, end = (self._new(p) for p in ("sub", "handler", "told", "end"))
        self._add(f'<subProcess id="{sub}">')
        self._scope(inner)
        self._add(
            f'<subProcess id="{handler}" triggeredByEvent="true"><startEvent id="{start}">'
            f'<messageEventDefinition messageRef="m"/></startEvent><endEvent id="{end}"/>'
        )
        first, last = self._block(instead)
        self._flow(start, first)
        self._flow(last, end)
        self._add("</subProcess></subProcess>")
        return sub, sub

    def _twice(self, inner, sequential: str) -> tuple[str, str]:
        """A sub-process of two instances."""
        sub = self._new("sub")
        self._add(f'<subProcess id="{sub}">')
        self._add(
            f'<multiInstanceLoopCharacteristics isSequential="{sequential}">'
            "<loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>"
        )
        self._scope(inner)
        self._add("</subProcess>")
        return sub, sub
