"""The facts of a case while they are decided on: every decision is checked, written at once, and can be undone."""

from __future__ import annotations

import contextlib
import glob
import json
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from sanctioncheck.cli.journal import PENDING, Entry, Journal, What, alone, names_of, settle
from sanctioncheck.cli.output import PART, write_whole
from sanctioncheck.errors import InputError, Problem
from sanctioncheck.errors.reviewing import (
    AlreadySo,
    BadName,
    CannotAmend,
    CannotKeep,
    CaseMoved,
    ChangedSince,
    JournalTorn,
    NoSuchFact,
    NotAcceptable,
    NothingToUndo,
    OtherEyesNeeded,
    ReasonNeeded,
)
from sanctioncheck.load.amend import LIMITS
from sanctioncheck.load.case import LoadedCase, check_case, load_case
from sanctioncheck.load.document import Data, Document
from sanctioncheck.load.restate import current, restate, value_of
from sanctioncheck.load.yamltext import read_document
from sanctioncheck.model.fact import Fact
from sanctioncheck.model.rulebook import Rulebook

_LONGEST_NAME = 100
_MARK = b"\xef\xbb\xbf"


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one person's: capitals, spaces and ways to write a letter do not count.

    >>> same_name("Ana  Berg", "ana berg")
    True
    """
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def check_name(name: str) -> str:
    """Give the name of a reviewer as it is written.

    Raises:
        InputError: it is empty, too long, or looks like two names.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or ";" in name or not name.isprintable():
        raise InputError([BadName(place=None, name=name)])
    return name


class Docket:
    """One case under review by one person.

    Raises, from every decision:
        InputError: it cannot be made or written; then nothing has changed.
    """

    def __init__(self, path: Path, rulebook: Rulebook, by: str, on: str, when: str, *, four_eyes: bool = False) -> None:
        self.rulebook, self.by, self.on, self.when, self.four_eyes = rulebook, check_name(by), on, when, four_eyes
        load_case(path, rulebook)
        self.folder, self.file = (path, path / "case.yaml") if path.is_dir() else (path.parent, path)
        self.shown = f"{self.folder.name or self.folder.resolve().name}/{self.file.name}"
        self.journal = Journal(self.folder)
        self.recovered: Entry | None = None
        self._read()
        with alone(self.folder):
            self._recover()
            self._sweep()

    # --- what there is

    def _read(self) -> None:
        raw = self._bytes()
        self.loaded: LoadedCase = check_case(raw, self.folder, self.shown, self.rulebook)
        self.mark = _MARK if raw.startswith(_MARK) else b""
        self.document: Document = read_document(self.shown, raw, LIMITS)

    def _bytes(self) -> bytes:
        try:
            return self.file.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError([CannotKeep(place=None, path=self.shown, reason=reason)]) from error

    def number(self, fact: str) -> int:
        """Give which fact it is, from 0."""
        ids = [each.id for each in self.loaded.case.facts]
        if fact not in ids:
            raise InputError([NoSuchFact(place=None, fact=fact, facts=tuple(ids))])
        return ids.index(fact)

    def fact(self, fact: str) -> Fact:
        """Give a fact as it now stands."""
        return self.loaded.case.facts[self.number(fact)]

    def entry(self, fact: str) -> Mapping[str, Data]:
        """Give a fact as the case file has it."""
        found: Mapping[str, Data] = self.document.data["facts"][self.number(fact)]
        return found

    def signatures(self, fact: str) -> tuple[str, ...]:
        """Give who has signed the fact as it now stands, where a second signature is awaited."""
        return self.journal.signatures(fact, _digest(self.entry(fact)))

    def mine(self) -> list[tuple[int, Entry]]:
        """Give the reviewer's own decisions that were not undone, each with its number."""
        return [(number, entry) for number, entry in self.journal.standing() if same_name(entry.who, self.by)]

    # --- decisions

    def accept(self, fact: str, via: str | None = None) -> Entry:
        """Accept a fact, or under four eyes sign it for the first time."""
        found = self.fact(fact)
        if found.status != "actual":
            raise InputError([NotAcceptable(place=None, fact=fact, status=found.status)])
        if found.review.state == "accepted" and found.review.by is not None:
            raise InputError([AlreadySo(place=None, fact=fact, what=f"accepted by {found.review.by}")])
        signed = self.signatures(fact)
        if self.four_eyes:
            if any(same_name(name, self.by) for name in signed):
                raise InputError([OtherEyesNeeded(place=None, fact=fact, by=self.by)])
            if not signed:
                digest = _digest(self.entry(fact))
                return self._write("sign", fact, {}, signed=digest, via=via)
        by = names_of((*signed, self.by)) if self.four_eyes else self.by
        return self._write("accept", fact, {"review": {"state": "accepted", "by": by, "on": self.on}}, via=via)

    def reject(self, fact: str, why: str, via: str | None = None) -> Entry:
        """Reject a fact for a reason."""
        self.fact(fact)
        why = " ".join(why.split())
        if not why:
            raise InputError([ReasonNeeded(place=None, fact=fact)])
        review = {"state": "rejected", "by": self.by, "on": self.on, "why": why}
        return self._write("reject", fact, {"review": review}, via=via)

    def edit(self, fact: str, field: str, text: str) -> Entry:
        """Change one field of a fact to what somebody typed; what was decided on it before is open again."""
        return self.change(fact, {field: value_of(self.entry(fact), field, text)})

    def change(self, fact: str, values: Mapping[str, Data], via: str | None = None) -> Entry:
        """Change fields of a fact; what was decided on it before is open again."""
        after = dict(values)
        if self.fact(fact).review.state != "proposed":
            after["review"] = {"state": "proposed"}
        if all(current(self.entry(fact), field) == value for field, value in values.items()):
            raise InputError([AlreadySo(place=None, fact=fact, what="so")])
        return self._write("edit", fact, after, via=via)

    def undo(self) -> Entry:
        """Undo the reviewer's last decision that still stands."""
        mine = self.mine()
        if not mine:
            raise InputError([NothingToUndo(place=None, by=self.by)])
        number, entry = mine[-1]
        if entry.what == "sign":
            return self._write("undo", entry.fact, self._unsigned(number, entry), undoes=number)
        for field, value in entry.after.items():
            if current(self.entry(entry.fact), field) != value:
                raise InputError([ChangedSince(place=None, fact=entry.fact, field=field)])
        if "review" not in entry.after and self.fact(entry.fact).review.state != "proposed":
            # Somebody has decided on what was edited.
            raise InputError([ChangedSince(place=None, fact=entry.fact, field="review")])
        return self._write("undo", entry.fact, entry.before, undoes=number)

    def _unsigned(self, number: int, signed: Entry) -> dict[str, Data]:
        """Give what a fact is again without a signature: where it was accepted on the strength of it, open."""
        review = current(self.entry(signed.fact), "review")
        names = str(review.get("by", "")).split(";") if isinstance(review, Mapping) else []
        if self.fact(signed.fact).review.state != "accepted" or not any(same_name(n, signed.who) for n in names):
            return {}
        for later, entry in self.journal.standing():
            if (
                later > number
                and (entry.fact, entry.what) == (signed.fact, "accept")
                and entry.after.get("review") == review
            ):
                return entry.before
        raise InputError([ChangedSince(place=None, fact=signed.fact, field="review")])

    # --- writing

    def _write(self, what: What, fact: str, after: Mapping[str, Data], **more: Any) -> Entry:
        with alone(self.folder):
            self._finish()
            self._unmoved()
            number, old = self.number(fact), self.entry(fact)
            before = {field: current(old, field) for field in after}
            document = self.document
            for field, value in after.items():
                document = restate(document, number, field, value)
            raw = self.mark + document.text.encode("utf-8")
            loaded = check_case(raw, self.folder, self.shown, self.rulebook) if after else self.loaded
            self._alone_changed(loaded, number)
            entry = Entry(
                who=self.by, when=self.when, what=what, fact=fact, before=before, after=dict(after),
                case_before=self.loaded.sha256, case_after=loaded.sha256, **more,
            )  # fmt: skip
            self.journal.begin(entry)
            if after:
                self._replace(document.text)
            try:
                self.journal.end(entry)
            except InputError as error:
                if self._take_back(written=bool(after)):
                    raise
                kept = [p for p in error.problems if isinstance(p, CannotKeep)]
                told = [CannotKeep(place=None, path=p.path, reason=p.reason, pending=True) for p in kept]
                raise InputError(told) from error
        self.loaded, self.document = loaded, document
        return entry

    def _finish(self) -> None:
        """Bring to its end what another reviewer began and was killed in; else the record would never hold it.

        Raises:
            InputError: the case is then not what was on the screen.
        """
        if self.journal.interrupted() is None:
            return
        seen = self.loaded.sha256
        self._read()
        self.journal.read()
        self._recover()
        if self.loaded.sha256 != seen:
            raise InputError([CaseMoved(place=None, path=self.shown)])

    def _take_back(self, *, written: bool) -> bool:
        """Put the case back as it was before a decision that the record cannot take, and tell whether it could be.

        Where it could not, what was begun stays noted, and the next sitting brings it to its end.
        """
        try:
            if written:
                write_whole(self.file, ("\ufeff" if self.mark else "") + self.document.text)
        except OSError:
            return False
        self.journal.forget()
        return True

    def _unmoved(self) -> None:
        """Stop where somebody else has changed the case file; it is read again for the next decision."""
        if sha256(self._bytes()).hexdigest() != self.loaded.sha256:
            self._read()
            self.journal.read()
            raise InputError([CaseMoved(place=None, path=self.shown)])
        self.journal.read()

    def _alone_changed(self, loaded: LoadedCase, number: int) -> None:
        """Stop where more than one fact would come out otherwise."""
        facts = list(self.loaded.case.facts)
        facts[number] = loaded.case.facts[number]
        if self.loaded.case.model_copy(update={"facts": tuple(facts)}) != loaded.case:
            raise InputError([CannotAmend(place=None, key=facts[number].id)])

    def _replace(self, text: str) -> None:
        try:
            write_whole(self.file, ("\ufeff" if self.mark else "") + text)
        except OSError as error:
            self.journal.forget()
            reason = error.strerror or type(error).__name__
            raise InputError([CannotKeep(place=None, path=self.shown, reason=reason)]) from error
        settle(self.file.resolve().parent)

    def _recover(self) -> None:
        """Bring to its end what was begun when the program was killed."""
        entry = self.journal.interrupted()
        if entry is None:
            return
        if entry.case_before == self.loaded.sha256 != entry.case_after:
            document = self.document
            try:
                for field, value in entry.after.items():
                    document = restate(document, self.number(entry.fact), field, value)
            except InputError:
                # No decision of ours; kept, it would stop every sitting.
                self.journal.problems.append(JournalTorn(place=None, path=PENDING, line=1, begun=True))
                self.journal.forget()
                return
            raw = self.mark + document.text.encode("utf-8")
            if sha256(raw).hexdigest() == entry.case_after:
                self._replace(document.text)
                self._read()
        if self.loaded.sha256 == entry.case_after and entry not in self.journal.entries[-1:]:
            self.journal.end(entry)
            self.recovered = entry
        self.journal.forget()

    def _sweep(self) -> None:
        """Remove what a program that was killed had begun to write; nobody writes while the case is held alone."""
        for stray in (self.file.name, self.journal.path.name, self.journal.pending.name):
            # Editors keep files of their own there, such as `.case.yaml.swp`.
            for left in self.folder.glob(f".{glob.escape(stray)}.????????{PART}"):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What of the record cannot be read."""
        return tuple(self.journal.problems)


def _digest(entry: Mapping[str, Data]) -> str:
    """Hash what a fact states, so that a signature holds for nothing else."""
    stated = {key: value for key, value in entry.items() if key != "review"}
    return sha256(json.dumps(stated, sort_keys=True, default=str).encode()).hexdigest()
