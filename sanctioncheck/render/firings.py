"""The log of firings as text, as JSON lines, and as a picture of who told whom what, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sanctioncheck.model.fired import FiringLog, FiringNode, PremiseNode
from sanctioncheck.render import firingwords, phrases
from sanctioncheck.render.jsontext import to_json_line
from sanctioncheck.render.outline import wrapped
from sanctioncheck.render.safe import plain

_EVIDENCE = "evidence"
_LANE, _ROW, _TOP, _LEFT = 260, 46, 70, 40
_CHARACTERS = 30
_LABEL = 25
_NARROWEST = 30


def to_text(log: FiringLog, width: int) -> str:
    """Write the log for a terminal, at most ``width`` columns wide."""
    lines = [
        firingwords.FIRINGS.format(
            case=plain(log.case), shown=len(log.firings), total=log.total, durable=plain(log.durable)
        )
    ]
    for reason in refusals(log):
        lines += _hung(reason, width, 0)
    for firing in log.firings:
        lines += ["", *_lines(firing, width)]
    return "\n".join(lines) + "\n"


def refusals(log: FiringLog) -> tuple[str, ...]:
    """Say of which norms there are no firings, and why."""
    return tuple(plain(firingwords.REFUSED.format(reason=reason)) for reason in log.refused)


def _lines(firing: FiringNode, width: int) -> Iterator[str]:
    yield from _hung(f"{firing.number}  {plain(_head(firing))}", width, 0)
    for premise in firing.premises:
        yield from _hung(_premise(premise), width, 6)
    yield from _hung(f"→ {plain(_conclusion(firing))}", width, 4)


def _hung(text: str, width: int, margin: int) -> Iterator[str]:
    """Break a line, and set what follows four columns further in."""
    first, *rest = wrapped(text, max(width - margin - 4, _NARROWEST)) or [""]
    yield " " * margin + first
    yield from (" " * (margin + 4) + line for line in rest)


def _head(firing: FiringNode) -> str:
    """Say which rule fired, under which readings, for whom and of what."""
    parts = [f"{firingwords.FIRING_KIND[firing.kind]} {firing.rule}{f' {firing.part}' if firing.part else ''}"]
    if firing.kind == "norm":
        parts.append(firingwords.FIRING_HEARING[firing.disputes])
    else:
        parts.append(firingwords.FIRING_DISPUTES[firing.disputes])
    parts += [f"{position}: {reading}" for position, reading in firing.readings.items()]
    if firing.bindings:
        parts.append(", ".join(f"{variable} = {thing}" for variable, thing in firing.bindings.items()))
    if firing.when or firing.days:
        parts.append(firing.when or firing.days)
    return " · ".join(parts)


def _premise(premise: PremiseNode) -> str:
    grounds = ", ".join([f"firing {number}" for number in premise.by] or premise.facts)
    said = f"{_sign(premise.true_to, premise.false_to)} {plain(premise.text)}"
    if premise.turned:
        said += f" ({firingwords.FIRING_TURNED})"
    return f"{said}, {_reached(premise)}{f' [{plain(grounds)}]' if grounds else ''}"


def _reached(node: PremiseNode | FiringNode) -> str:
    """Say up to which standard something is true, or false; of an exception, whether it holds."""
    true, false, nothing = firingwords.FIRING_TRUE, firingwords.FIRING_FALSE, firingwords.FIRING_OPEN
    if node.kind in ("exception", "exclusion"):
        true, false, nothing = firingwords.FIRING_HOLDS, firingwords.FIRING_EXCLUDED, firingwords.FIRING_NOT_HELD
    said = []
    if node.true_to:
        said.append(true.format(standard=phrases.STANDARD[node.true_to]))
    if node.false_to:
        said.append(false.format(standard=phrases.STANDARD[node.false_to]))
    return ", ".join(said) or nothing


def _conclusion(firing: FiringNode) -> str:
    about = firing.text or f"{firingwords.FIRING_CONCLUDES[firing.kind]} {firing.part}".rstrip()
    return f"{_sign(firing.true_to, firing.false_to)} {about}: {_reached(firing)}"


def _sign(true_to: str | None, false_to: str | None) -> str:
    return "±" if true_to and false_to else "+" if true_to else "−" if false_to else "?"


def to_json_lines(log: FiringLog) -> str:
    """Write one JSON object a line, one line a firing."""
    return "".join(to_json_line(firing) for firing in log.firings)


def to_svg(log: FiringLog) -> str:
    """Draw the firings as a sequence: a lane for the evidence and for each rule, a row for each firing.

    An arrow is what a firing rests on, from the evidence or from what fired before; pointed at, it says which facts,
    and a box which rule and what followed. All text is escaped by the writer of XML; control characters are told, not
    written.
    """
    lanes = [_EVIDENCE, *dict.fromkeys(firing.rule for firing in log.firings)]
    x = {lane: _LEFT + _LANE * i + _LANE // 2 for i, lane in enumerate(lanes)}
    rule = {firing.number: firing.rule for firing in log.firings}
    rows = {firing.number: _TOP + _ROW * row for row, firing in enumerate(log.firings)}
    width, height = _LEFT * 2 + _LANE * len(lanes), _TOP + _ROW * (len(log.firings) + 1)
    svg = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", role="img",
                  width=str(width), height=str(height))  # fmt: skip
    svg.set("font-family", "sans-serif")
    svg.set("font-size", "11")
    title = firingwords.FIRINGS.format(case=log.case, shown=len(log.firings), total=log.total, durable=log.durable)
    SubElement(svg, "title").text = plain(title)
    SubElement(svg, "rect", width="100%", height="100%", fill="#ffffff")
    marker = SubElement(SubElement(svg, "defs"), "marker", id="tip", viewBox="0 0 8 8", refX="8", refY="4",
                        markerWidth="7", markerHeight="7", orient="auto")  # fmt: skip
    SubElement(marker, "path", d="M0 0L8 4L0 8z", fill="#333333")
    for lane in lanes:
        _text(svg, x[lane], _TOP - 36, _cut(lane), anchor="middle", weight="bold")
        SubElement(svg, "line", x1=str(x[lane]), x2=str(x[lane]), y1=str(_TOP - 26), y2=str(height - 10),
                   stroke="#bbbbbb")  # fmt: skip
    for firing in log.firings:
        _draw(svg, firing, rows, x, rule)
    indent(svg)
    return tostring(svg, encoding="unicode") + "\n"


def _draw(svg: Element, firing: FiringNode, rows: dict[int, int], x: dict[str, int], rule: dict[int, str]) -> None:
    at, y = x[firing.rule], rows[firing.number]
    senders: dict[str, list[PremiseNode]] = {}
    for premise in firing.premises:
        if not (premise.true_to or premise.false_to):
            continue
        for number in premise.by:
            if rule.get(number) == firing.rule:
                # From a box of the same lane: an arc beside it.
                bow = f"M{at + 100} {rows[number]}C{at + 125} {rows[number]} {at + 125} {y} {at + 100} {y}"
                arc = SubElement(svg, "path", {"d": bow, "fill": "none", "stroke": "#333333",
                                               "marker-end": "url(#tip)"})  # fmt: skip
                SubElement(arc, "title").text = plain(_premise(premise))
        for sender in {rule.get(number, _EVIDENCE) for number in premise.by} or {_EVIDENCE}:
            if sender != firing.rule and premise.kind == "atom":
                senders.setdefault(sender, []).append(premise)
    for sender, premises in sorted(senders.items()):
        side = 1 if x[sender] > at else -1
        line = SubElement(svg, "line", {"x1": str(x[sender]), "x2": str(at + side * 100), "y1": str(y), "y2": str(y),
                                        "stroke": "#333333", "marker-end": "url(#tip)"})  # fmt: skip
        SubElement(line, "title").text = "\n".join(plain(_premise(each)) for each in premises)
        label = _cut("; ".join(each.atom for each in premises), _LABEL)
        _text(svg, x[sender] - side * 6, y - 4, label, anchor="start" if side < 0 else "end")
    fill = "#dff0d8" if firing.true_to and not firing.false_to else "#f8dcd9" if firing.false_to else "#eeeeee"
    box = SubElement(svg, "rect", {"x": str(at - 100), "y": str(y - 15), "width": "200", "height": "30", "rx": "4",
                                   "fill": fill, "stroke": "#333333"})  # fmt: skip
    SubElement(box, "title").text = f"{plain(_head(firing))}\n{plain(_conclusion(firing))}"
    named = firing.part or firing.atom or firingwords.FIRING_CONCLUDES[firing.kind]
    _text(svg, at, y - 2, _cut(f"{firing.number} {_sign(firing.true_to, firing.false_to)} {named}"), anchor="middle")
    _text(svg, at, y + 11, _cut(_side(firing)), anchor="middle")


def _side(firing: FiringNode) -> str:
    words = firingwords.FIRING_HEARING if firing.kind == "norm" else firingwords.FIRING_DISPUTES
    return words[firing.disputes]


def _text(svg: Element, x: int, y: int, text: str, *, anchor: str, weight: str = "normal") -> None:
    SubElement(svg, "text", {"x": str(x), "y": str(y), "text-anchor": anchor, "font-weight": weight}).text = text


def _cut(text: str, most: int = _CHARACTERS) -> str:
    shown = plain(text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
