"""The extractor `llm`: a language model behind an endpoint proposes, and everything it says is held against the text.

The text is data: it is sent between marks, nothing in it is an instruction, and whatever the model answers is worth
no more
than the quotes that stand in the text word for word. Any endpoint will do that speaks as OpenAI's chat completions do
and
takes a JSON schema for its answer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sanctioncheck.errors import InputError
from sanctioncheck.errors.extracting import BadOption, ModelSilent
from sanctioncheck.errors.reading import ReaderMissing
from sanctioncheck.model.proposal import Proposal, Rejected
from sanctioncheck.read.answers import Answered, schema_of
from sanctioncheck.read.casefile import Machine
from sanctioncheck.read.document import Document
from sanctioncheck.read.grammar.look import Looker
from sanctioncheck.read.ground import Gate
from sanctioncheck.read.prompt import again, system_prompt, user_prompt

if TYPE_CHECKING:
    from sanctioncheck.read.extractor import Tools

__all__ = ["Llm", "windows"]

KEY = "SANCTIONCHECK_LLM_KEY"
_WINDOW = 6_000
_OVERLAP = 800
_TIMEOUT = 300.0
_LARGEST_ANSWER = 2_000_000
_MOST_WINDOWS = 400


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text that is sent at once."""

    start: int
    text: str


def windows(text: str, size: int = _WINDOW, overlap: int = _OVERLAP) -> Iterator[Window]:
    """Cut a long text into parts that overlap, at the ends of lines or sentences where there are any.

    >>> [(w.start, w.text) for w in windows("One two. Three four. Five.", 12, 4)]
    [(0, 'One two. '), (9, 'Three four. '), (21, 'Five.')]
    """
    at = 0
    while at < len(text):
        end = min(len(text), at + size)
        if end < len(text):
            cut = max(
                text.rfind(mark, at + size // 2, end) + len(mark) if text.rfind(mark, at + size // 2, end) > 0 else 0
                for mark in ("\n", ". ")
            )
            end = cut or end
        yield Window(at, text[at:end])
        if end >= len(text):
            return
        back = max(text.rfind(mark, max(at, end - overlap), end - 2) for mark in ("\n", ". "))
        at = back + 1 if back > at + size // 2 else end


class Llm:
    """Proposes what a language model reads."""

    def __init__(self, tools: Tools) -> None:
        """Take the tools, with the options `url` and `model`.

        Raises:
            InputError: an option is missing, or httpx is not installed.
        """
        url, model = tools.options.get("url", ""), tools.options.get("model", "")
        if not url.startswith(("http://", "https://")):
            raise InputError(
                [
                    BadOption(
                        place=None,
                        what="`llm` needs the address of a model",
                        remedy="give --llm-url, as `http://localhost:8080/v1`",
                    )
                ]
            )
        if not model:
            raise InputError(
                [
                    BadOption(
                        place=None,
                        what="`llm` needs the name of a model",
                        remedy="give --llm-model, as the endpoint calls it",
                    )
                ]
            )
        try:
            import httpx
        except ImportError:
            raise InputError([ReaderMissing(place=None, what="httpx (the extra `llm`)")]) from None
        self.url, self.model, self.tools = url.rstrip("/"), model, tools
        self.machine = Machine("llm", f"{model}, cues {tools.texts.sha256[:12]}")
        self.rejected: list[Rejected] = []
        key = os.environ.get(KEY, "")
        self._client = httpx.Client(timeout=_TIMEOUT, headers={"Authorization": f"Bearer {key}"} if key else {})
        self._schema = schema_of(tools.vocabulary)
        self._system = system_prompt(tools.vocabulary)

    def propose(self, document: Document) -> Iterator[Proposal]:
        """Ask about each part of the text; what the gate rejects goes back once, with the reason.

        Raises:
            InputError: the endpoint cannot be reached, or gives nothing that can be used for any part.
        """
        names, allowed = self.tools.reader.names, self.tools.reader.lexicon.allowed
        grammar = Looker(self.tools.reader, document)
        seen: set[tuple[object, ...]] = set()
        known: list[str] = []
        for number, window in enumerate(windows(document.text)):
            if number >= _MOST_WINDOWS:
                self.rejected.append(Rejected("the text is too long for `llm`", window.text[:80], extractor="llm"))
                return
            messages = [
                {"role": "system", "content": self._system},
                {"role": "user", "content": user_prompt(window.text, known, document.published)},
            ]
            answer = self._ask(messages)
            answered = Answered(answer, document, window.start, len(window.text), names, self.tools.vocabulary)
            gate = Gate(document.text, self.tools.vocabulary, allowed, names, grammar)
            proposals = gate.passed(answered.proposals)
            faults = [*answered.rejected, *gate.rejected]
            if faults:
                messages += [{"role": "assistant", "content": answer}, {"role": "user", "content": again(faults)}]
                second = Answered(
                    self._ask(messages), document, window.start, len(window.text), names, self.tools.vocabulary
                )
                last = Gate(document.text, self.tools.vocabulary, allowed, names, grammar)
                proposals += last.passed(second.proposals)
                self.rejected += [*faults, *second.rejected, *last.rejected]
            for proposal in proposals:
                key = (
                    proposal.predicate,
                    proposal.trigger.start,
                    tuple((role, filled.id) for role, filled in proposal.roles.items()),
                )
                if key not in seen:
                    seen.add(key)
                    yield proposal
            known = list(
                dict.fromkeys(
                    [
                        *known,
                        *(f.name for p in proposals for f in p.roles.values() if f.type in ("state", "organisation")),
                    ]
                )
            )[-30:]

    def _ask(self, messages: list[dict[str, str]]) -> str:
        import httpx

        body = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": True, "schema": self._schema},
            },
        }
        try:
            response = self._client.post(f"{self.url}/chat/completions", json=body)
            response.raise_for_status()
            if len(response.content) > _LARGEST_ANSWER:
                raise InputError([ModelSilent(place=None, url=self.url, reason="its answer is too long")])
            data: Any = response.json()
            content = data["choices"][0]["message"]["content"]
        except httpx.HTTPError as error:
            # The first line says what; the next ones lead to a manual of the web.
            reason = next(iter(str(error).splitlines()), "") or type(error).__name__
            raise InputError([ModelSilent(place=None, url=self.url, reason=reason)]) from None
        except (json.JSONDecodeError, KeyError, IndexError, TypeError):
            raise InputError(
                [ModelSilent(place=None, url=self.url, reason="its answer has not the form of a chat completion")]
            ) from None
        return content if isinstance(content, str) else ""
