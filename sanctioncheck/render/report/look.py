"""How the report looks and answers: its style, and the script that opens a trace and walks the matrix by keys."""

from __future__ import annotations

from typing import Final, NamedTuple

from sanctioncheck.model.finding import Outcome


class Colour(NamedTuple):
    """What is written on what, in six hexadecimal digits each; every pair is told apart without seeing colours."""

    ground: str
    ink: str


COLOURS: Final[dict[Outcome, Colour]] = {
    "violated": Colour("882255", "FFFFFF"),
    "contested": Colour("CC6677", "000000"),
    "undetermined": Colour("DDCC77", "000000"),
    "excused": Colour("88CCEE", "000000"),
    "not-violated": Colour("E8F1F5", "000000"),
    "not-triggered": Colour("F3F3F3", "45454F"),
    "not-applicable": Colour("F3F3F3", "45454F"),
}
"""From the muted scheme of Paul Tol; never red against green."""

_STYLE: Final = """
:root { --ink: #1b1b1f; --paper: #fff; --soft: #5a5a66; --line: #c9c9d1; --tint: #f5f5f8; --link: #0b4a8f; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
main, header.top, nav, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
h1, h2, h3 { font-family: Georgia, "Times New Roman", serif; line-height: 1.2; }
h1 { font-size: 1.9rem; margin: 1.5rem 0 .25rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem; border-top: 2px solid var(--ink); padding-top: .75rem; }
h3 { font-size: 1.1rem; margin: 1rem 0 .25rem; }
a { color: var(--link); }
.about, .soft { color: var(--soft); font-size: .9rem; }
.aid { border-left: 5px solid #882255; background: #fbf3f6; padding: .6rem 1rem; margin: 1rem 0; }
.warn { border-left: 5px solid #ddcc77; background: #fdf9e7; padding: .6rem 1rem; margin: 1rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: .75rem 0; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 3; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; padding: .4rem .9rem; }
fieldset.one label { display: block; }
fieldset label { display: inline-block; margin-right: 1.25rem; padding: .2rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 3px; width: 100%; }
table.plain { border-collapse: collapse; border-spacing: 0; }
table.plain td:first-child { min-width: 9rem; }
table.plain th, table.plain td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; }
th, td { text-align: left; vertical-align: top; }
.matrix thead th { border-bottom: 2px solid var(--ink); padding: .35rem .5rem; }
.matrix tbody th { font-weight: 600; padding: .4rem .5rem; min-width: 12rem; }
.matrix tbody th small { display: block; font-weight: 400; color: var(--soft); }
.matrix td { padding: 0; min-width: 8.5rem; }
.matrix td > span { display: none; height: 100%; }
.cell { display: block; padding: .45rem .6rem; border-radius: 4px; text-decoration: none; min-height: 3.2rem; }
a.cell { text-decoration: underline; text-underline-offset: 3px; }
.cell small { display: block; }
.sign { font-weight: 700; margin-right: .35rem; }
@OUTCOMES@
.legend { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
.legend li { padding: .2rem .6rem; border-radius: 4px; font-size: .9rem; }
body:has(#standard-0:checked) .matrix td > .s0 { display: block; }
body:has(#standard-1:checked) .matrix td > .s1 { display: block; }
body:has(#standard-2:checked) .matrix td > .s2 { display: block; }
body:has(#standard-3:checked) .matrix td > .s3 { display: block; }
body:has(#standard-4:checked) .matrix td > .s4 { display: block; }
article { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; }
article > details > summary { padding: .6rem .9rem; min-height: 0; border-radius: 6px; cursor: pointer; }
article > details > div { padding: 0 1rem 1rem; }
article:target { outline: 3px solid var(--link); }
ul.tree, ul.tree ul { list-style: none; padding-left: 1.1rem; margin: .2rem 0; }
ul.tree ul { border-left: 2px solid var(--line); }
ul.tree li { margin: .3rem 0; overflow-wrap: anywhere; }
.ids { font-size: .82rem; color: var(--soft); }
.source { white-space: pre-wrap; overflow-wrap: anywhere; font-family: Georgia, serif; background: var(--tint); }
.source { padding: 1rem; border-radius: 6px; max-height: 34rem; overflow: auto; }
mark { background: #fde9a9; color: #000; border-bottom: 2px solid #8a6d00; }
mark span, td span[id], td a[id] { scroll-margin-top: 5rem; }
mark:target { background: #ffc832; }
.timeline { width: 100%; height: auto; min-width: 40rem; }
.knot { margin: 1rem 0; }
.knot figcaption { color: var(--soft); font-size: .9rem; }
.knot text { font-size: 11.5px; fill: var(--ink); }
.knot .strong { font-weight: 700; }
.knot rect { fill: var(--paper); stroke: var(--ink); }
.knot rect.norm { fill: var(--tint); stroke-width: 2; }
.knot rect.holds { stroke-width: 2.5; }
.knot rect.contested { stroke-dasharray: 8 3; }
.knot rect.open { stroke: var(--soft); stroke-dasharray: 2 3; }
.knot rect.answered { stroke: var(--soft); fill: #f3f3f3; }
.knot .arrow { stroke: var(--soft); fill: none; }
.knot .head { fill: var(--soft); }
code { font-size: .9em; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  .matrix tbody th, .matrix thead th:first-child { position: sticky; left: 0; background: var(--paper); z-index: 1; }
  .matrix tbody th { min-width: 9rem; max-width: 10rem; }
  h1 { font-size: 1.5rem; }
}
@media (forced-colors: active) { .cell, .legend li { border: 1px solid; } mark { border: 1px solid; } }
@media print {
  body { font-size: 10pt; }
  nav, fieldset, .skip, .choosing, article.quiet { display: none; }
  .source { max-height: none; overflow: visible; }
  tr, .legend li, article summary { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  .knot { break-inside: avoid; }
  .knot svg, .timeline { max-width: 100%; height: auto; min-width: 0; }
  .legend li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .cell { min-height: 0; padding: .2rem .4rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

STYLE: Final = _STYLE.replace(
    "@OUTCOMES@",
    "\n".join(f".{name} {{ background: #{each.ground}; color: #{each.ink}; }}" for name, each in COLOURS.items()),
)

SCRIPT: Final = """
"use strict";
(function () {
  function open() {
    var id = decodeURIComponent(location.hash.slice(1));
    var at = id && document.getElementById(id);
    if (!at) { return; }
    for (var up = at; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
    var inner = at.querySelector(":scope > details");
    if (inner) { inner.open = true; }
    var to = inner ? inner.querySelector("summary") : at;
    if (to.tabIndex < 0) { to.tabIndex = -1; }
    to.focus({ preventScroll: true });
    at.scrollIntoView({ block: "start" });
  }
  addEventListener("hashchange", open);
  addEventListener("DOMContentLoaded", open);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { open(); }
  });
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
  document.querySelectorAll("input[name=reading]").forEach(function (each) {
    each.addEventListener("change", function () {
      each.closest("details").open = false;
      document.getElementById("matrix").scrollIntoView({ block: "start" });
      document.querySelector("details.choosing > summary").focus({ preventScroll: true });
    });
  });
  var table = document.querySelector("table.matrix");
  if (table) {
    table.addEventListener("keydown", function (event) {
      var step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      var here = event.target.closest("td");
      if (!step || !here) { return; }
      var row = here.parentElement.rowIndex, column = here.cellIndex;
      for (;;) {
        row += step[0]; column += step[1];
        var next = table.rows[row] && table.rows[row].cells[column];
        if (!next || next.tagName !== "TD") { return; }
        var link = Array.from(next.querySelectorAll("a")).find(function (a) { return a.offsetParent; });
        if (link) { link.focus(); event.preventDefault(); return; }
      }
    });
  }
})();
"""
