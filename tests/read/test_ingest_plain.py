"""Plain text and Markdown keep their characters, and their paragraphs are found."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sanctioncheck.read.document import Document
from sanctioncheck.read.ingest import read_bytes


def read(text: str, name: str = "a.txt") -> Document:
    return read_bytes(dedent(text).encode(), name)


def shape(document: Document) -> list[tuple[str, str | None, str]]:
    return [(document.words(block), block.paragraph, block.kind[0]) for block in document.blocks]


def test_no_character_that_is_seen_is_changed_but_line_ends() -> None:
    text = "He said: “the ‘vessel’ – e\u0301 ﬁne\xa0” \t 'x'"
    document = read_bytes(f"{text}\r\nand\rmore".encode(), "a.txt")
    assert document.text == f"{text}\nand\nmore"


@pytest.mark.parametrize("unseen", ["\xad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_a_character_that_nobody_sees_makes_no_other_name(unseen: str) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        document = read_bytes(f"Rus{unseen}sia sold oil to {unseen}Belarus{unseen}.".encode(), name)
        assert document.text == "Russia sold oil to Belarus."


@pytest.mark.parametrize(
    "text", ["او می\u200cخواهد برود.", "क\u094d\u200dष और र\u094d\u200c", "ភាសា\u200bខ្មែរ", "a 👩\u200d🔧 b"]
)
def test_what_joins_and_parts_the_letters_of_a_script_stays(text: str) -> None:
    assert read_bytes(text.encode(), "a.txt").text == text


def test_lines_that_were_wrapped_belong_to_one_paragraph() -> None:
    document = read("""\
        The Panel found that the vessel had been loaded with coal
        in the port, and that the buyer had been named in
        2024. The owner denied it.

        The second paragraph stands alone.
        """)
    assert [words for words, _, _ in shape(document)] == [
        "The Panel found that the vessel had been loaded with coal\nin the port, and that the buyer had been named in\n"
        "2024. The owner denied it.",
        "The second paragraph stands alone.",
    ]


def test_long_lines_without_blank_ones_are_a_paragraph_each() -> None:
    lines = [f"{letter} " + "the vessel sailed to the port and " * 5 + "sank." for letter in "ABC"]
    assert [words for words, _, _ in shape(read("\n".join(lines)))] == lines


def test_numbers_and_bullets_begin_a_paragraph_and_are_not_part_of_it() -> None:
    document = read("""\
        42. The Panel found the following:
        (a) that arms were sent from the first port
        to the second;
        (b) that coal was sent.
        - one vessel
        • another
        ¶ 43 The owner denied it.
        para 44. The buyer was silent.
        """)
    assert shape(document) == [
        ("The Panel found the following:", "42", "p"),
        ("that arms were sent from the first port\nto the second;", "(a)", "i"),
        ("that coal was sent.", "(b)", "i"),
        ("one vessel", None, "i"),
        ("another", None, "i"),
        ("The owner denied it.", "43", "p"),
        ("The buyer was silent.", "44", "p"),
    ]


def test_a_number_in_the_middle_of_a_sentence_begins_nothing() -> None:
    document = read("""\
        The resolution was adopted in June, by a vote of
        15. No State voted against paragraphs
        (b) and (c) of it.
        """)
    assert len(document.blocks) == 1


def test_question_and_answer_are_two_paragraphs() -> None:
    document = read("""\
        Q: Did the vessel carry arms?
        A: It did. It carried arms for
        the militia.
        Mr. Smith: No comment.
        """)
    assert [words.split()[0] for words, _, _ in shape(document)] == ["Q:", "A:", "Mr."]


def test_a_short_last_line_ends_a_paragraph_where_no_blank_line_follows() -> None:
    document = read("""\
        The Panel found that the vessel had been loaded with coal
        in the port.
        The owner of the vessel was asked by the Panel for papers
        and did not answer.
        """)
    assert len(document.blocks) == 2


def test_what_stands_at_the_top_is_taken_for_what_the_text_says_of_itself() -> None:
    document = read("""\
        Title: Arms at sea
        Source: A Gazette
        Date: April 28, 2025
        URL: https://example.org/a

        The vessel sailed, and the crew was glad of it, which was the end of the story that was told.
        """)
    said = (document.title, document.publisher, document.published, document.url, document.language)
    assert said == ("Arms at sea", "A Gazette", "2025-04-28", "https://example.org/a", "en")
    assert len(document.blocks) == 1


def test_a_heading_is_the_title_and_a_line_that_is_a_date_the_day() -> None:
    document = read("Arms at sea\n\nPublished 3 March 2024\n\nThe vessel sailed in May 2019.\n")
    assert (document.title, document.published) == ("Arms at sea", "2024-03-03")


def test_a_text_that_says_nothing_of_itself_has_no_title_and_no_date() -> None:
    document = read("The vessel sailed on 3 March 2024.\n")
    assert (document.title, document.published, document.publisher, document.url) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("O navio foi carregado com carvão e não foi visto pelo porto, mas também uma das tripulações foi.", "pt"),
        ("Le navire a été vu dans le port par les marins, qui sont avec des amis et sur une île.", "fr"),
        ("Судно вышло из порта с углем.", "ru"),
        ("Судно вийшло з порту з вугіллям її власника.", "uk"),
        ("غادرت السفينة الميناء", "ar"),
        ("船舶离开了港口。", "zh"),
        ("Kaksi laivaa upposi.", None),
    ],
)
def test_the_language_is_told_where_it_is_plain(text: str, language: str | None) -> None:
    assert read(text).language == language


def test_form_feeds_count_pages() -> None:
    document = read("The vessel sailed.\n\fIt sank.\n")
    assert [(document.words(block), block.page) for block in document.blocks] == [
        ("The vessel sailed.", 1),
        ("It sank.", 2),
    ]


def test_markdown_is_read_without_its_marks() -> None:
    document = read(
        """\
        ---
        title: "Arms at sea"
        publisher: A Gazette
        date: 2025-04
        lang: en
        ---

        # What *happened*

        The **Panel** [found](https://example.org) that
        the vessel `Sea_Star_2` sailed.[^1] <!-- not said -->

        > It said: "no\\*".

        1. First of all.
        2. Second of all,
           and more.
           - inner

        | Vessel | Cargo |
        |--------|-------|
        | Star   | coal  |

        Not a_word_here * alone.
        """,
        "a.md",
    )
    assert shape(document) == [
        ("What happened", None, "h"),
        ("The Panel found that the vessel Sea_Star_2 sailed.", None, "p"),
        ('It said: "no*".', None, "p"),
        ("First of all.", "1", "p"),
        ("Second of all, and more.", "2", "p"),
        ("inner", None, "i"),
        ("Vessel", None, "c"),
        ("Cargo", None, "c"),
        ("Star", None, "c"),
        ("coal", None, "c"),
        ("Not a_word_here * alone.", None, "p"),
    ]
    said = (document.title, document.publisher, document.published, document.language)
    assert said == ("Arms at sea", "A Gazette", "2025-04", "en")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "![" * 100_000,
        "<!--" * 100_000,
        "*" * 200_000,
        "a* *b" * 50_000,
        "|" + " " * 200_000 + "x",
        "# " + "#" * 200_000 + "x",
        "> " * 100_000 + "x",
        "-" + " " * 200_000 + "x",
        "`" * 200_000,
        "(" * 200_000 + "a",
        "1. " * 70_000 + "a",
    ],
    ids=lambda text: text[:6],
)
def test_text_that_is_made_to_be_slow_is_read_all_the_same(text: str) -> None:
    """Each of these keeps a pattern that is not linear busy for minutes."""
    for name in ("a.md", "a.txt"):
        assert read_bytes(f"The vessel sailed.\n\n{text}".encode(), name).blocks


def test_short_items_need_no_punctuation() -> None:
    document = read("Cargo\n(a) arms\n(b) coal and some oil\n(c) tin\n")
    assert [number for _, number, _ in shape(document)] == [None, "(a)", "(b)", "(c)"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("~~The vessel sailed.~~ The vessel sank.", "The vessel sank."),
        ("~~The vessel\nsailed.~~ The *vessel* sank.", "The vessel sank."),
        ("<del>The vessel sailed.</del> The vessel <s class='x'>sailed</s>sank.", "The vessel sank."),
        ("The vessel sank.\n```text\nThe vessel sailed.\n\n~~~\n```\n", "The vessel sank."),
        ("~~~~\nThe vessel sailed.\n~~~\n~~~~\nThe vessel sank.", "The vessel sank."),
        ("The vessel sank.\n\n> ```\n> The vessel sailed.\n> ```", "The vessel sank."),
        ("About ~5 vessels sank, ~6 sailed.", "About ~5 vessels sank, ~6 sailed."),
    ],
)
def test_what_is_struck_out_or_is_code_is_no_text_of_markdown(text: str, left: str) -> None:
    assert read_bytes(text.encode(), "a.md").text == left
