"""Sentences and numbers of the frame: both languages, plain, calm, typeset as each language wants."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
OURS = sorted(p for d in ("layouts", "macros", "pages/public") for p in (TEMPLATES / d).rglob("*.html"))
LINES: list[dict[str, Any]] = tomllib.loads((ROOT / "app/kernel/help_lines.toml").read_text("utf-8"))["lines"]


def sentences(file: Path) -> set[str]:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    found: set[str] = set()
    for _, _, message in environment.extract_translations(file.read_text("utf-8")):  # type: ignore[attr-defined]
        found.add(message if isinstance(message, str) else message[0])
    return found


def french(name: str = "frame.po") -> dict[str, str]:
    found: dict[str, str] = {}
    for file in (ROOT / "app/locale/fr").glob(name):
        with file.open("rb") as opened:
            found |= {_first(m.id): str(m.string) for m in read_po(opened, locale="fr") if m.id}
    return found


def _first(forms: str | tuple[str, ...]) -> str:
    return forms if isinstance(forms, str) else forms[0]


ALL = set().union(*(sentences(file) for file in OURS))


def test_every_sentence_of_the_frame_has_its_french() -> None:
    known = french("*.po")  # a page of the house may stand in the fragment of the room that fills it
    assert not {s for s in ALL if not known.get(s)}


def test_no_french_is_left_over() -> None:
    assert not set(french()) - ALL


def test_placeholders_are_the_same_in_both_languages() -> None:
    for english, words in french().items():
        assert set(re.findall(r"%\(\w+\)s", english)) == set(re.findall(r"%\(\w+\)s", words)), english


@pytest.mark.parametrize("words", [*french().values(), *(v for x in LINES for k, v in x.items() if k.endswith("_fr"))])
def test_french_is_typeset_as_in_canada(words: str) -> None:
    assert not re.search(r"(?<!\u00a0):(?!\d)", words), "a colon wants a no-break space before it"
    assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", words), "guillemets hold no-break spaces"
    assert not re.search(r"[\s\u00a0][?!;]", words), "no space before ? ! ;"
    assert "·" not in words, "neutral wording, no midpoints"


@pytest.mark.parametrize("sentence", sorted(ALL | set(french().values())))
def test_no_sentence_shouts(sentence: str) -> None:
    assert "!" not in sentence


@pytest.mark.parametrize("sentence", sorted(ALL))
def test_members_are_spoken_to_in_plain_words(sentence: str) -> None:
    assert not re.search(r"\b(submit\w*|report\w*|violation|users?|anonymous\w*)\b", sentence, re.I)


def test_help_lines_speak_both_languages() -> None:
    assert len(LINES) >= 20
    for line in LINES:
        for part in ("region", "name", "note"):
            assert line[f"{part}_en"] and line[f"{part}_fr"], line
        if "checked" in line:
            assert isinstance(line["checked"], datetime) and line["checked"].tzinfo is not None


def test_help_lines_dial_what_they_show() -> None:
    for line in LINES:
        assert line["tel"] == "1" * line["tel"].startswith("1") + re.sub(r"\D", "", line["call"]).removeprefix("1"), (
            line
        )
        if "sms" in line:
            assert re.sub(r"\D", "", line["sms_shown"]) == line["sms"]


def test_the_lines_everyone_needs_are_there() -> None:
    everywhere = {line["call"] for line in LINES if line["region"] == "ca"}
    assert everywhere >= {"9-8-8", "9-1-1", "1-844-750-1648", "1-800-668-6868", "1-800-268-7708", "1-855-242-3310"}
    assert len({line["region"] for line in LINES}) == 14, "thirteen provinces and territories, and everywhere"
