"""Inputs like those of the corpus, changed here and there: cut, doubled, spliced, and with what has broken programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

from sanctioncheck.explain.smallest import fewer

CORPUS = Path(__file__).parent / "corpus"
_WORDS = r"""
: | - | # | ' | " | { | } | [ | ] | &a | *a | !!str | <<: | --- | ... | %YAML 1.2 | ~ | null | true | NO | 0 | -1
1e999 | 0x10 | 0o7 | 1_000 | .inf | 2025-02-30 | 9999-12-31 | 0000 | .. | ../ | / | \ | $ | $S | {S} | ß | 한국 | < | >
</p> | <!--
--> | <![CDATA[ | &amp; | &#0; | &#x110000; | <table> | <tr> | <p> | <w:p> | <w:t> | <q> | ]]> | ` | ** | _ | ](
= | @ | + | all: | any: | not: | when: | is_a: | distinct: | total: | share: | readings: | unless: | id: | endobj
/Length 9999999999 | /Kids [1 0 R] | xref | said on Monday that | denied that | North Korea | its | . | “ | ”
"""
_WORD = re.compile(rb"[\w.$-]+")
_SIGNS = "\0\n\t \u202e\u2066\ufeff\ud7ff\U0001f6a2\u0301\u0130\x1b\x85\u2028\x07|"
_BYTES = [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xfe\xff", b"PK\x03\x04", b"%PDF-1.7", b"\x1b[2J", b"  ", b"\n- ", b": "]
TOKENS = [
    *(word.strip().encode() for line in _WORDS.splitlines() for word in line.split(" | ") if word.strip()),
    *(sign.encode() for sign in _SIGNS),
    *_BYTES,
]


def corpus(target: str) -> list[bytes]:
    """Give the inputs kept for a target, in a fixed order."""
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]


def like(chance: Random, kept: tuple[bytes, ...]) -> bytes:
    """Make an input like those kept."""
    data = chance.choice(kept)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 0, 1, 2, 5, 20, 100]))
        kind = chance.choice(["word", "word", "line", "token", "cut", "double", "splice", "bytes", "many"])
        if kind == "word" and (words := [*_WORD.finditer(data)]):
            # One word for another: most likely to be read, and to mean something odd.
            start, end = chance.choice(words).span()
            put = chance.choice(_WORD.findall(chance.choice(kept)) or [b"x"])
        elif kind == "line":
            start = data.rfind(b"\n", 0, start) + 1
            end = data.find(b"\n", start) + 1 or len(data)
            put = chance.choice([b"", data[start:end] * 2])
        elif kind == "cut":
            put = b""
        elif kind == "double":
            put = data[start:end] * 2
        elif kind == "splice":
            other = chance.choice(kept)
            at = chance.randint(0, len(other))
            put = other[at : at + chance.randint(0, 200)]
        elif kind == "bytes":
            put = chance.randbytes(chance.randint(0, 8))
        else:
            put = chance.choice(TOKENS) * (chance.choice([3, 40, 300]) if kind == "many" else 1)
        data = data[:start] + put + data[end:]
    return data


def smaller(data: bytes, breaks: Callable[[bytes], bool], tries: int = 500) -> bytes:
    """Cut an input for as long as it breaks what it broke; at most so many cuts are tried."""
    tried = count(1)
    return bytes(fewer(tuple(data), lambda left: next(tried) <= tries and breaks(bytes(left))))
