from __future__ import annotations

from pathlib import Path

import pytest

from moderation.screening.danger import lexicon as lexicons
from moderation.screening.danger.lexicon import load_lexicon
from moderation.screening.danger.phrases import PhraseBook
from moderation.screening.screener import read

ROW = """
[[row]]
id = "one"
phrase = "wish to be gone"
forms = ["[i] .. [want] .. [die]"]
guards = ["die laughing"]
category = "suicide"
urgency = "high"
must_hit = ["i want to die"]
must_not_hit = ["y"]
twin = "other"
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PhraseBook:
    monkeypatch.setattr(lexicons, "FOLDER", tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "suicide.toml").write_text(ROW, encoding="utf-8")
    return PhraseBook(load_lexicon("en"))


FOUND = [
    ("its classes side by side", "I want to die", "I want to die"),
    ("three words between two of them", "and I really do not ever want to just die", "I really do not ever want to just die"),
    ("hurried spelling", "im gonna dissapear, i wanna die", "i wanna die"),
    ("a class of several words", "I am ready to go to sleep forever", "I am ready to go to sleep forever"),
]  # fmt: skip
PASSED_OVER = [
    ("too many words between", "I want my brother and all of his friends to die"),
    ("a sentence that ends between", "That is what I want. Die Hard is on tonight"),
    ("another order", "die is what people say when i want to laugh"),
    ("an idiom over its rare word", "I want to die laughing"),
]


@pytest.mark.parametrize(("why", "text", "span"), FOUND, ids=[row[0] for row in FOUND])
def test_a_template_finds(book: PhraseBook, why: str, text: str, span: str) -> None:
    assert [text[s.start : s.end] for s in book.signals(read("en", text))] == [span]


@pytest.mark.parametrize(("why", "text"), PASSED_OVER, ids=[row[0] for row in PASSED_OVER])
def test_a_template_passes_over(book: PhraseBook, why: str, text: str) -> None:
    assert book.signals(read("en", text)) == []
