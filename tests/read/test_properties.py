"""Whatever the text: reading it ends, breaks nothing, quotes word for word, and gives the same again."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctioncheck.cli.timing import within
from sanctioncheck.read.extractor import Tools, extract, extractor_called
from sanctioncheck.read.grammar.form.pieces import pieces
from sanctioncheck.read.plain import read_plain

WORDS = st.sampled_from(
    [
        "Ruritania",
        "Arcadia",
        "Ruritanian",
        "Arcadian",
        "Kim",
        "Moscow",
        "troops",
        "rockets",
        "sent",
        "shipped",
        "denied",
        "that",
        "to",
        "from",
        "by",
        "with",
        "the",
        "and",
        "its",
        "they",
        "both",
        "countries",
        "not",
        "no",
        "never",
        "if",
        "will",
        "may",
        "shall",
        "said",
        "allegedly",
        "“",
        "”",
        '"',
        "(",
        ")",
        ",",
        ";",
        ":",
        ".",
        "?",
        "!",
        "\n",
        "\n\n",
        "-",
        "–",
        "it",
        "who",
        "which",
        "attacked",
        "supported",
        "war",
        "against",
        "alongside",
        "each",
        "other",
        "Orbel",
        "Trading",
        "FZE",
        "2024",
        "May",
        "of",
        "in",
        "on",
        "<b>",
        "=A1",
        "{{",
        "\u202e",
        "\u200b",
        "\x1b[31m",
        "é",
        "北",
    ]
)
SALAD = st.lists(WORDS, max_size=60).map(" ".join)
TEXTS = st.one_of(SALAD, st.text(max_size=300))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TEXTS)
def test_every_quote_filler_and_trigger_of_any_text_stands_in_it(tools: Tools, text: str) -> None:
    document = read_plain(text.replace("\r", "\n").replace("\0", ""), "any.txt")
    extractor = extractor_called("rules", tools)
    kept, rejected = extract(document, extractor, tools)
    for proposal in kept:
        for told in (proposal.quote, proposal.trigger, *(f.span for f in proposal.roles.values() if f.span)):
            assert document.text[told.start : told.end] == told.exact
        assert proposal.quote.start <= proposal.trigger.start < proposal.trigger.end <= proposal.quote.end
        law = tools.vocabulary.predicates[proposal.predicate].cues
        assert law is not None, "what no cue can say is never read in a text"
        assert proposal.mode != "opinion" or proposal.opinion
    assert extract(document, extractor_called("rules", tools), tools) == (kept, rejected)


@given(st.text(max_size=9000))
def test_the_pieces_of_a_text_stand_in_it_in_order_and_overlap_nowhere(text: str) -> None:
    last = 0
    for piece in pieces(text):
        assert piece.start >= last
        last = piece.start + len(piece.text)
        assert last <= len(text)


def test_a_sentence_without_end_is_read_in_time_that_grows_with_it(tools: Tools) -> None:
    text = "Ruritania and " * 20_000 + "Arcadia sent troops."
    with within(120, "long.txt"):
        kept, _ = extract(read_plain(text, "long.txt"), extractor_called("rules", tools), tools)
    assert len(kept) < 5_000
