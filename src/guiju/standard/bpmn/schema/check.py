"""Everything that the content model alone refuses: what an XML schema would catch."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, drawing
from guiju.standard.bpmn.namespaces import BPMNDI, DC, DI, XSI
from guiju.standard.bpmn.references import where
from guiju.standard.bpmn.schema.model import ELEMENTS, KINDS, Attribute, Kind
from guiju.standard.bpmn.schema.values import expected, fits, is_qname
from guiju.standard.model.problem import Problem

_DIAGRAM = "{" + BPMNDI + "}BPMNDiagram"
# Diagrams stand behind all root elements and before relationships.
_DIAGRAMS = len(KINDS["definitions"].children) - 1.5

_EXPRESSION_TYPES = ("tExpression", "tFormalExpression")


def check_schema(file: File) -> Iterator[Problem]:
    """All problems of names, places, values and references, in the order of the file."""
    waiting = [file.root]
    while waiting:
        element = waiting.pop()
        kind = KINDS[element.tag]
        yield from _attributes(file, element, kind)
        yield from _children(file, element, kind)
        yield from _order(file, element, kind)
        yield from _content(file, element, kind)
        if kind.content in ("elements", "expression"):
            waiting.extend(reversed([child for child in element.children if child.tag in KINDS]))
    yield from _ids(file)


def _attributes(file: File, element: Element, kind: Kind) -> Iterator[Problem]:
    for name, attribute in kind.attributes.items():
        if attribute.required and name not in element.attributes:
            yield wrong(
                "missing-attribute",
                element,
                "A {tag} must have the attribute {attribute}.",
                attribute=name,
            )
    for name, value in element.attributes.items():
        if name.startswith("{"):
            yield from _foreign_attribute(file, element, name, value)
        elif name not in kind.attributes:
            yield _unknown_attribute(element, name)
        else:
            yield from _value(file, element, kind.attributes[name], value)


def _foreign_attribute(file: File, element: Element, name: str, value: str) -> Iterator[Problem]:
    """Attributes of other namespaces are welcome; BPMN's own are written without a prefix."""
    uri, _, bare = name[1:].partition("}")
    if uri == file.own:
        yield _unknown_attribute(element, bare)
    if uri == XSI and bare == "type":
        yield from _type(file, element, value)


def _unknown_attribute(element: Element, name: str) -> Problem:
    return wrong(
        "unknown-attribute", element, "A {tag} has no attribute {attribute}.", attribute=name
    )


def _type(file: File, element: Element, value: str) -> Iterator[Problem]:
    """xsi:type may make an expression a formal one; else it can only repeat the element's own."""
    own = "t" + element.tag[:1].upper() + element.tag[1:]
    kind = KINDS[element.tag]
    allowed = _EXPRESSION_TYPES if kind.content == "expression" else (own,)
    prefix, _, name = value.strip().rpartition(":")
    unknown = element.xml.nsmap.get(prefix or None) != file.own and not file.tool
    if (name not in allowed or unknown) and kind.content != "text":
        yield wrong(
            "wrong-type",
            element,
            "The xsi:type of a {tag} must be {expected}; it was {found}.",
            expected=" or ".join(allowed) + " of BPMN",
            found=value,
        )


def _value(file: File, element: Element, attribute: Attribute, text: str) -> Iterator[Problem]:
    if not fits(attribute.kind, text):
        yield wrong(
            "wrong-value",
            element,
            "The attribute {attribute} of a {tag} must be {expected}; it was {found!r}.",
            attribute=attribute.name,
            expected=expected(attribute.kind),
            found=text,
        )
    elif attribute.leads_to:
        yield from _reference(file, element, attribute.name, text, attribute.leads_to)
    elif attribute.kind == "QName" and not file.tool:
        prefix = text.strip().rpartition(":")[0]
        if prefix and prefix not in element.xml.nsmap:
            yield _unknown_prefix(element, attribute.name, text)


def _reference(
    file: File, at: Element, name: str, ref: str, leads_to: frozenset[str]
) -> Iterator[Problem]:
    place, target = where(file, at, ref)
    if target is not None:
        if at.tag in ("sourceRef", "targetRef") and target in at.up() and drawing(file, at):
            yield doubtful(
                "data-ends-at-activity",
                at,
                "A data association should end at data, not at the activity {ref}.",
                ref=ref,
            )
        elif target.tag not in leads_to and "any" not in leads_to:
            yield wrong(
                "reference-to-wrong-kind",
                at,
                "{attribute} must name one of {expected}; {ref} is a {found}.",
                attribute=name,
                expected=", ".join(sorted(leads_to)),
                ref=ref,
                found=target.tag,
            )
    elif place == "unknown prefix":
        yield _unknown_prefix(at, name, ref)
    elif place == "nowhere" and name == "calledElement" and file.vendor:
        yield doubtful(
            "called-element-elsewhere",
            at,
            "{ref} is not in this file; it is looked up by its id when the call is made.",
            ref=ref,
        )
    elif place == "nowhere":
        yield wrong(
            "dangling-reference",
            at,
            "{attribute} must name an element of the file; there is no {ref}.",
            attribute=name,
            ref=ref,
        )


def _unknown_prefix(at: Element, name: str, ref: str) -> Problem:
    return wrong(
        "unknown-prefix",
        at,
        "{attribute} must name an element; the prefix of {ref} is not declared.",
        attribute=name,
        ref=ref,
    )


def _children(file: File, element: Element, kind: Kind) -> Iterator[Problem]:
    if kind.content in ("text", "reference"):
        yield from _nothing_of_bpmn(file, element, kind)
        return
    counts: dict[str, int] = {}
    for child in element.children:
        if child.tag.startswith("{"):
            yield from _foreign_child(element, child)
            continue
        place = kind.child(child.tag)
        if place is None:
            yield _misplaced(element, child)
            continue
        counts[place.label] = counts.get(place.label, 0) + 1
        if place.most is not None and counts[place.label] == place.most + 1:
            yield wrong(
                "too-many-children",
                child,
                "A {parent} may hold only {most} {child}.",
                parent=element.tag,
                most=place.most,
                child=place.label,
            )
    for place in kind.children:
        if counts.get(place.label, 0) < place.least:
            yield wrong(
                "missing-child",
                element,
                "A {tag} must hold {least} {child} or more; it held {found}.",
                least=place.least,
                child=place.label,
                found=counts.get(place.label, 0),
            )


def _nothing_of_bpmn(file: File, element: Element, kind: Kind) -> Iterator[Problem]:
    """References hold no elements, extensions none of BPMN; texts may hold any markup."""
    extends = element.tag == "extensionElements" and not file.tool
    for child in element.children if extends or kind.content == "reference" else ():
        if not child.tag.startswith("{"):
            yield _misplaced(element, child)


def _order(file: File, element: Element, kind: Kind) -> Iterator[Problem]:
    """Children stand in the order of the schema; some tools have one of their own."""
    last, before = -1.0, ""
    for child in element.children:
        place = kind.child(child.tag) if kind.content == "elements" else None
        position = _DIAGRAMS if child.tag == _DIAGRAM else None
        if place is not None:
            position = kind.children.index(place)
        if position is not None and position < last:
            say = doubtful if file.tool else wrong
            yield say(
                "child-order",
                child,
                "Inside a {parent} a {tag} must stand before {other}.",
                parent=element.tag,
                other=before,
            )
            return
        if position is not None:
            last, before = position, child.tag


def _misplaced(element: Element, child: Element) -> Problem:
    if child.tag not in ELEMENTS:
        return wrong("unknown-element", child, "BPMN has no element {tag}.")
    return wrong(
        "misplaced-element", child, "A {tag} must not be inside a {parent}.", parent=element.tag
    )


def _foreign_child(element: Element, child: Element) -> Iterator[Problem]:
    """Only diagrams and relationships stand outside extensionElements."""
    if element.tag in ("definitions", "extensionElements") and child.tag.endswith("}BPMNDiagram"):
        return
    uri, _, name = child.tag[1:].partition("}")
    if not uri:
        yield wrong("unknown-element", child, "BPMN has no element {tag}.", tag=name)
        return
    if uri in (BPMNDI, DC, DI):
        yield wrong(
            "misplaced-element", child, "A {tag} must not be inside a {parent}.", parent=element.tag
        )
        return
    yield doubtful(
        "extension-outside-extension-elements",
        child,
        "Elements of other namespaces belong inside extensionElements; {found} is ignored.",
        found=child.tag,
    )


def _content(file: File, element: Element, kind: Kind) -> Iterator[Problem]:
    text = element.text.strip()
    if kind.content == "reference":
        if not is_qname(text):
            yield wrong(
                "wrong-value",
                element,
                "A {tag} must hold {expected}; it held {found!r}.",
                expected=expected("QName"),
                found=text,
            )
        elif kind.leads_to:
            yield from _reference(file, element, element.tag, text, kind.leads_to)
    elif kind.content == "elements" and text:
        yield wrong(
            "text-not-allowed",
            element,
            "A {tag} must not hold text; it held {found!r}.",
            found=text,
        )


def _ids(file: File) -> Iterator[Problem]:
    """Ids of BPMN elements and diagrams must differ; those in extensions are their own matter."""
    known = dict(file.by_id)
    for element in _with_ids(file.root):
        name = (element.id or "").strip()
        first = known.setdefault(name, element)
        if first is not element:
            say = doubtful if element.tag.startswith("{") and file.tool else wrong
            yield say(
                "duplicate-id",
                element,
                "The id {id} must be used once; line {line} has it too.",
                id=name,
                line=first.line,
            )


def _with_ids(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.id:
            yield element
        if element.tag != "extensionElements":
            waiting.extend(reversed(element.children))
