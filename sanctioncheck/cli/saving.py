"""A changed case as a folder of its own: what was supposed becomes an assumption, what was rejected is marked so."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sanctioncheck.cli.casetext import case_text
from sanctioncheck.errors import InputError, sanitise
from sanctioncheck.errors.supposing import CannotSave
from sanctioncheck.load.yamltext import read_yaml
from sanctioncheck.model.fact import Case, Fact, Stated

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_HEADER = "# {title}, changed with `sanctioncheck whatif`:\n{changes}"


def save_case(folder: Path, target: Path, before: Case, case: Case, told: tuple[str, ...], as_of: str | None) -> None:
    """Write a changed case to a new folder, with copies of its sources; the folder appears whole or not at all.

    Args:
        folder: the folder of the case as it was.
        target: the new folder; its name becomes the id of the case.
        before: the case as it was.
        case: the case with the changes made.
        told: each change, in words; they stand in a comment at the top.
        as_of: the day as of which it is judged, where that is another.

    Raises:
        InputError: there is such a folder already, its name is no id, or it cannot be written.
    """
    if not _ID.match(target.name):
        raise InputError([CannotSave(place=None, path=str(target), reason="its name is no id of a case")])
    if target.exists():
        raise InputError([CannotSave(place=None, path=str(target), reason="it exists already")])
    file = folder / "case.yaml" if folder.is_dir() else folder
    text = _changed(file.read_bytes(), before, case, target.name, told, as_of)
    _write_folder(file.parent, target, case, {"case.yaml": text})


def _write_folder(folder: Path, target: Path, case: Case, files: Mapping[str, str]) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
            made = Path(name) / target.name
            made.mkdir()
            for source in case.sources:
                copy = made / source.path
                if not copy.resolve().is_relative_to(made.resolve()) or ".." in Path(source.path).parts:
                    reason = f"the source {source.id} lies outside its folder"
                    raise InputError([CannotSave(place=None, path=str(target), reason=reason)])
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / source.path, copy)
            for name_, text in files.items():
                (made / name_).write_text(text, encoding="utf-8", newline="\n")
            os.rename(made, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([CannotSave(place=None, path=str(target), reason=reason)]) from error


def save_part(file: Path, target: Path, case: Case, told: tuple[str, ...], more: Mapping[str, str]) -> None:
    """Write what is left of a case to a new folder, with copies of the sources; it appears whole or not at all.

    Args:
        file: the file of the case as it was.
        target: the new folder.
        case: the case with entries left out.
        told: what is said in a comment at the top.
        more: further files of the folder, name to text.

    Raises:
        InputError: there is such a folder already, or it cannot be written.
    """
    if target.exists():
        raise InputError([CannotSave(place=None, path=str(target), reason="it exists already")])
    data: dict[str, Any] = dict(_plain(read_yaml("case.yaml", file.read_bytes()).data))
    data["case"] = target.name
    for part in ("facts", "judgements", "assumptions", "opinions", "refused"):
        ids = {each.id for each in getattr(case, part)}
        data[part] = [entry for entry in data.get(part, []) if entry["id"] in ids]
        if not data[part]:
            del data[part]
    if "same_event" in data:
        data["same_event"] = [list(group) for group in case.same_event]
    header = "".join(f"# {sanitise(line)}\n" for line in told)
    _write_folder(file.parent, target, case, {"case.yaml": case_text(data, header), **more})


def _changed(raw: bytes, before: Case, case: Case, name: str, told: tuple[str, ...], as_of: str | None) -> str:
    """Give the text of the case file with the changes made in it; what did not change keeps its order."""
    data: dict[str, Any] = dict(_plain(read_yaml("case.yaml", raw).data))
    data["case"] = name
    if as_of is not None:
        data["as_of"] = as_of
    for part in ("actors", "things"):
        added = [each for each in getattr(case, part) if each not in getattr(before, part)]
        if added:
            data[part] = [*data.get(part, []), *(each.model_dump(mode="json", exclude_defaults=True) for each in added)]
    facts = zip(data.get("facts", []), before.facts, case.facts, strict=True)
    data["facts"] = [_fact(dict(entry), old, new) for entry, old, new in facts]
    for part in ("judgements", "assumptions"):
        ids = {each.id for each in getattr(case, part)}
        data[part] = [entry for entry in data.get(part, []) if entry["id"] in ids]
    written = {entry["id"] for entry in data["assumptions"]}
    data["assumptions"] += [_stated(a) for a in case.assumptions if a.id not in written]
    data["refused"] = [{"id": each.id, "reason": each.reason} for each in case.refused]
    for part in ("facts", "judgements", "assumptions", "refused"):
        if not data[part]:
            del data[part]
    header = _HEADER.format(title=case.case, changes="".join(f"#   {sanitise(line)}\n" for line in told))
    return case_text(data, header)


def _fact(entry: dict[str, Any], old: Fact, new: Fact) -> dict[str, Any]:
    """Give the entry of a fact with the supports that are left, and marked where it is rejected."""
    entry["support"] = [
        each for each, support in zip(entry["support"], old.support, strict=True)
        if any(support is left for left in new.support)
    ]  # fmt: skip
    if new.review is not old.review:
        entry["review"] = {"state": new.review.state, "by": new.review.by, "why": new.review.why}
    return entry


def _stated(stated: Stated) -> dict[str, Any]:
    claim = stated.claim
    inner: dict[str, Any] = {claim.predicate: dict(claim.roles)}
    said = stated.model_dump(mode="json", by_alias=True, exclude={"claim"}, exclude_none=True)
    ident = said.pop("id")
    return {"id": ident, **(inner if claim.positive else {"not": inner}), **said}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
