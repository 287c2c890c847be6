"""What members type is cleaned and rendered without ever becoming somebody's markup."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.markup import clean, clean_line, render

ANYTHING = st.text(st.characters(codec=None), max_size=400)  # type: ignore[arg-type]


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_any_text_becomes_text_that_can_be_stored(text: str) -> None:
    kept = clean(text)
    kept.encode("utf-8")
    assert "\x00" not in kept
    assert clean(kept) == kept


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_text_renders_to_more_than_plain_structure(text: str) -> None:
    html = render(clean(text))
    for opening in ("<script", "<a ", "<img", "<svg", " on", "style=", "<iframe"):
        if opening.startswith("<"):
            assert opening not in html.lower()
    assert "=" not in "".join(part.split(">")[0] for part in html.split("<")[1:])


def test_ten_thousand_combining_marks_become_a_few() -> None:
    kept = clean("e" + "\u0301" * 10_000)
    assert sum(1 for letter in kept if unicodedata.combining(letter)) <= 4


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\ufeff", "\x07", "\x00", "\u00ad"[:0] or "\u200f"])
def test_characters_that_hide_or_reorder_are_removed(hidden: str) -> None:
    assert clean(f"to{hidden}day") == "today"


def test_emoji_made_of_several_characters_stay_whole() -> None:
    assert clean("\U0001f469\u200d\U0001f680") == "\U0001f469\u200d\U0001f680"


def test_a_line_has_single_spaces() -> None:
    assert clean_line("  a \n\t b  ") == "a b"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("*calm* and **strong**", "<p><em>calm</em> and <strong>strong</strong></p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("[a](https://example.org)", "<p>[a](https://example.org)</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
    ],
)
def test_the_small_markdown_of_members(typed: str, shown: str) -> None:
    assert render(typed) == shown
