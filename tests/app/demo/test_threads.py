"""The invented threads of the demonstration are whole, varied, and point at nobody."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "app" / "demo"
LANGUAGES = ("en", "fr")
HELP_LINES = {"1-844-750-1648", "1-800-268-7708"}

PHONE = re.compile(r"(?<!\w)(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\w)")
LONG_NUMBER = re.compile(r"\d[\d .-]{6,}\d")
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
HANDLE = re.compile(r"(?<![\w.])@(\w+)")
LINK = re.compile(r"(?:https?://|www\.)([\w.-]+)")
POSTAL_CODE = re.compile(r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b")
SENTENCE_END = re.compile(r"(?<=[.?!…])[\"”»\u00a0]*\s+|\n+")

each_language = pytest.mark.parametrize("lang", LANGUAGES)


@cache
def board(lang: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"threads_{lang}.toml").read_text(encoding="utf-8"))


def posts(lang: str) -> Iterator[dict[str, Any]]:
    for thread in board(lang)["threads"]:
        yield thread
        yield from thread["replies"]


def bodies(lang: str) -> list[str]:
    return [post["body"] for post in posts(lang)]


def everything_visible(lang: str) -> str:
    titles = [thread["title"] for thread in board(lang)["threads"]]
    spaces = [f"{space['name']} {space['description']}" for space in board(lang)["spaces"]]
    return "\n".join([*spaces, *titles, *bodies(lang)])


def sentences(body: str) -> list[str]:
    """Sentences of four words or more, folded; shorter ones may recur as they do in talk."""
    folded = (" ".join(re.findall(r"\w+", part.casefold())) for part in SENTENCE_END.split(body))
    return [sentence for sentence in folded if len(sentence.split()) >= 4]


@each_language
def test_a_board_has_six_spaces_and_twenty_four_members(lang: str) -> None:
    assert len(board(lang)["spaces"]) == 6
    assert len(board(lang)["members"]) == 24
    assert set(board(lang)) == {"spaces", "members", "threads"}


@each_language
def test_a_board_has_at_least_forty_threads_of_two_to_seven_replies(lang: str) -> None:
    threads = board(lang)["threads"]
    assert len(threads) >= 40
    assert [thread["title"] for thread in threads if not 2 <= len(thread["replies"]) <= 7] == []


@each_language
def test_every_entry_has_exactly_the_fields_the_seeder_reads(lang: str) -> None:
    for space in board(lang)["spaces"]:
        assert set(space) == {"slug", "name", "description"}
    for member in board(lang)["members"]:
        assert set(member) == {"pseudonym", "affiliation"}
        assert member["affiliation"] in {"serving", "veteran", "public_service", "family"}
    for thread in board(lang)["threads"]:
        assert set(thread) == {"space", "author", "title", "days_ago", "body", "replies"}
        for reply in thread["replies"]:
            assert set(reply) == {"author", "hours_later", "body"}


@each_language
def test_every_author_and_every_space_exists(lang: str) -> None:
    members = {member["pseudonym"] for member in board(lang)["members"]}
    spaces = {space["slug"] for space in board(lang)["spaces"]}
    assert {post["author"] for post in posts(lang)} <= members
    assert {thread["space"] for thread in board(lang)["threads"]} == spaces


@each_language
def test_every_member_writes_several_times_and_nobody_dominates(lang: str) -> None:
    written = Counter(post["author"] for post in posts(lang))
    members = {member["pseudonym"] for member in board(lang)["members"]}
    assert {name for name in members if written[name] < 4} == set()
    assert max(written.values()) <= len(bodies(lang)) // 8


def test_pseudonyms_are_unique_over_both_boards_and_of_an_allowed_shape() -> None:
    names = [member["pseudonym"] for lang in LANGUAGES for member in board(lang)["members"]]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*(?:-\d{1,2})?", name)] == []
    assert [name for name in names if not 3 <= len(name) <= 20] == []


@each_language
def test_replies_follow_in_order_and_none_lies_in_the_future(lang: str) -> None:
    for thread in board(lang)["threads"]:
        hours = [reply["hours_later"] for reply in thread["replies"]]
        assert 0 < thread["days_ago"] <= 60, thread["title"]
        assert hours == sorted(set(hours)), thread["title"]
        assert hours[0] > 0, thread["title"]
        assert hours[-1] < thread["days_ago"] * 24, thread["title"]


@each_language
def test_bodies_are_between_a_few_words_and_a_page(lang: str) -> None:
    lengths = {body[:40]: len(body.split()) for body in bodies(lang)}
    assert {start: count for start, count in lengths.items() if not 5 <= count <= 220} == {}
    assert sum(count >= 80 for count in lengths.values()) >= 5


@each_language
def test_titles_are_unique_and_fit_one_line(lang: str) -> None:
    titles = [thread["title"] for thread in board(lang)["threads"]]
    assert len(titles) == len(set(titles))
    assert [title for title in titles if not 2 <= len(title) <= 80] == []


def test_no_sentence_is_written_twice_on_either_board() -> None:
    said = Counter(sentence for lang in LANGUAGES for body in bodies(lang) for sentence in sentences(body))
    assert {sentence: times for sentence, times in said.items() if times > 1} == {}


def test_no_text_of_one_board_is_copied_to_the_other() -> None:
    english, french = (set(bodies(lang)) | {t["title"] for t in board(lang)["threads"]} for lang in LANGUAGES)
    assert english & french == set()


@each_language
def test_phone_numbers_are_help_lines_or_reserved_for_fiction(lang: str) -> None:
    numbers = set(PHONE.findall(everything_visible(lang))) - HELP_LINES
    assert len(numbers) >= 3
    assert [number for number in numbers if not re.fullmatch(r"\d{3}-555-01\d\d", number)] == []


@each_language
def test_no_other_long_number_is_written(lang: str) -> None:
    left = PHONE.sub("", everything_visible(lang))
    assert LONG_NUMBER.findall(left) == []


@each_language
def test_addresses_links_and_handles_belong_to_nobody(lang: str) -> None:
    text = everything_visible(lang)
    assert len(EMAIL.findall(text)) >= 3
    assert set(EMAIL.findall(text)) <= {"example.org", "example.ca"}
    assert {host for host in LINK.findall(text) if not host.endswith("example.org")} == set()
    assert [handle for handle in HANDLE.findall(EMAIL.sub("", text)) if not handle.startswith("example_")] == []


@each_language
def test_every_typed_kind_of_detail_is_there_to_be_masked(lang: str) -> None:
    text = everything_visible(lang)
    kinds = (PHONE, EMAIL, LINK, POSTAL_CODE)
    assert [kind.pattern for kind in kinds if not kind.search(text)] == []
    assert HANDLE.search(EMAIL.sub("", text))


def test_french_typography_is_canadian() -> None:
    text = everything_visible("fr")
    assert re.findall(r".{0,12} :(?=\s)", text) == []
    assert re.findall(r"«(?!\u00a0).{8}|.{8}(?<!\u00a0)»", text) == []
    assert re.findall(r".{0,12}\s[?!;]", text) == []
    assert re.findall(r"\w·\w", text) == []
