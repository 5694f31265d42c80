"""A sitting of a reviewer: fact after fact on the screen, one key and Enter for each decision."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click

from sanctioncheck.cli.docket import Docket
from sanctioncheck.cli.journal import Entry
from sanctioncheck.errors import InputError, sanitise
from sanctioncheck.errors.reviewing import CaseMoved
from sanctioncheck.explain.proposal import footing, propose
from sanctioncheck.load.restate import current, fields_of
from sanctioncheck.render import review

_DONE = {"accept": "accepted", "reject": "rejected", "edit": "edited", "sign": "signed", "undo": "undone"}


def read_line(prompt: str) -> str | None:
    """Ask for a line on standard input; None where there are no more.

    What is no text in the encoding of the terminal is replaced, so that it can be written.
    """
    click.echo(prompt, nl=False)
    line = sys.stdin.readline().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not sys.stdin.isatty():
        # A terminal shows what is typed; what a script sends is shown too, so that the record can be read.
        click.echo(sanitise(line.strip()))
    return line.strip() if line else None


class Sitting:
    """Goes through facts of a case with a reviewer; whatever is decided is written at once."""

    def __init__(self, docket: Docket, facts: Sequence[str], width: int, colour: bool) -> None:
        self.docket, self.facts, self.width, self.colour = docket, tuple(facts), width, colour
        self.at = 0
        self.fresh = True
        """Whether the fact is to be drawn before the next question."""
        self.made: list[Entry] = []
        self.keys: dict[str, Callable[[], bool]] = {
            "a": self.accept, "r": self.reject, "e": self.edit, "n": self.forward, "": self.again, "b": self.back,
            "u": self.undo, "w": self.why, "?": self.help, "q": lambda: False,
        }  # fmt: skip

    def hold(self) -> None:
        """Go on until the reviewer quits, or there is nothing more to read."""
        while True:
            if self.fresh:
                self.show()
                self.fresh = False
            line = read_line(f"{review.KEYS} > ")
            if line is None:
                return
            key = self.keys.get(line.lower())
            if key is None:
                self.say(f"`{line}` is no key")
                key = self.help
            try:
                if not key():
                    return
            except InputError as error:
                self.fault(error)

    @property
    def fact(self) -> str:
        """The fact on the screen."""
        return self.facts[self.at]

    def say(self, text: str) -> None:
        """Print a line; nothing in it steers the terminal."""
        click.echo(sanitise(text, keep="\n"))

    def fault(self, error: InputError) -> None:
        """Say what is wrong."""
        for problem in error.problems:
            if problem.severity == "error":
                self.say(problem.render())
            self.fresh = self.fresh or isinstance(problem, CaseMoved)

    def show(self) -> None:
        """Draw the fact, or say that there is no further one."""
        if self.at >= len(self.facts):
            self.say("\nThere is no further one. b goes back, u undoes, q quits.")
            return
        found = self.docket.fact(self.fact)
        proposal = propose(self.docket.loaded, self.docket.rulebook, found)
        signed = self.docket.signatures(self.fact)
        drawn = review.card(proposal, (self.at + 1, len(self.facts)), signed, self.width)
        click.echo(review.coloured(drawn) if self.colour else drawn)

    # --- keys; each tells whether to go on

    def accept(self) -> bool:
        """Accept the fact and go on to the next."""
        return self.at >= len(self.facts) or self._decided(self.docket.accept(self.fact))

    def reject(self) -> bool:
        """Ask why, reject the fact, and go on to the next."""
        if self.at >= len(self.facts):
            return True
        why = read_line("why? > ")
        return self._decided(self.docket.reject(self.fact, why or ""))

    def _decided(self, entry: Entry) -> bool:
        self.made.append(entry)
        note = " (first signature; somebody else must sign too)" if entry.what == "sign" else ""
        self.say(f"{_DONE[entry.what]}: {entry.fact}{note}")
        return self.forward()

    def forward(self) -> bool:
        """Go on to the next fact."""
        self.at = min(self.at + 1, len(self.facts))
        return self.again()

    def again(self) -> bool:
        """Show the fact once more."""
        self.fresh = True
        return True

    def back(self) -> bool:
        """Go back to the fact before."""
        self.at = max(self.at - 1, 0)
        return self.again()

    def undo(self) -> bool:
        """Undo the last decision and go back to its fact."""
        entry = self.docket.undo()
        self.made.append(entry)
        undone = self.docket.journal.entries[(entry.undoes or 0) - 1]
        self.say(f"undone: {_DONE[undone.what] if undone else ''} {entry.fact}")
        if entry.fact not in self.facts:
            self.facts = (*self.facts, entry.fact)
        self.at = self.facts.index(entry.fact)
        return self.again()

    def why(self) -> bool:
        """Say what the proposal rests on."""
        if self.at < len(self.facts):
            found = self.docket.fact(self.fact)
            rests = footing(self.docket.loaded, self.docket.rulebook, found)
            proposal = propose(self.docket.loaded, self.docket.rulebook, found)
            click.echo(review.why(proposal, rests, self.width))
        return True

    def help(self) -> bool:
        """Say what the keys do."""
        click.echo(review.HELP)
        return True

    def edit(self) -> bool:
        """Ask what to change and to what, until nothing more is to be changed; a wrong edit is asked again."""
        if self.at >= len(self.facts):
            return True
        self.fresh = False
        while True:
            fields = fields_of(self.docket.entry(self.fact))
            self.say(f"what can be edited: {', '.join(fields)}")
            line = read_line("edit what? (`?` help, Enter when done) > ")
            if not line:
                return self.again()
            if line == "?":
                click.echo(review.EDIT_HELP)
                continue
            name, _, value = line.partition(" ")
            try:
                self._change(self._field(name, fields), value.strip())
            except InputError as error:
                self.fault(error)
                if self.fresh:
                    return True

    def _field(self, name: str, fields: tuple[str, ...]) -> str:
        """Complete a name: `by` is `role:by`, and `mode` is that of the only passage."""
        ends = [field for field in fields if field in (name, f"role:{name}") or field.partition("#")[0] == name]
        return ends[0] if len(ends) == 1 else name

    def _change(self, field: str, value: str) -> None:
        entry = self.docket.entry(self.fact)
        if field in fields_of(entry) and not value:
            self.say(f"now: {shown(current(entry, field))}")
            value = read_line(f"{field} > ") or ""
        made = self.docket.edit(self.fact, field, value)
        self.made.append(made)
        self.say(f"{field}: {shown(made.before[field])} → {shown(made.after[field])}")

    def summary(self) -> str:
        """Say what was done, and what is left."""
        counts = {what: sum(entry.what == what for entry in self.made) for what in _DONE}
        done = ", ".join(f"{number} {_DONE[what]}" for what, number in counts.items() if number) or "nothing decided"
        left = sum(fact.review.state == "proposed" for fact in self.docket.loaded.case.facts)
        return f"{done}; {left} of {len(self.docket.loaded.case.facts)} facts still proposed"


def shown(value: object) -> str:
    """Write a value of a fact for the eye.

    >>> shown({"actor": "dprk"}), shown(None), shown("x")
    ('actor: dprk', '-', 'x')
    """
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown(each)}" for key, each in value.items())
    return "-" if value is None else str(value)
