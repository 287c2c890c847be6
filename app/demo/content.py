"""The invented boards, read from their files."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HOUSE = uuid.UUID("5e8b0c1e-6f0e-4c6e-9f6a-2d6f6a7c1b10")
NEWCOMERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One post: who, when, and what. The nonce is always the same, so sending it again changes nothing."""

    author: str
    hours_ago: float
    body: str
    nonce: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """An opening post and the replies to it, in their order."""

    space: str
    title: str
    opening: Text
    replies: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A member, and for how many days."""

    pseudonym: str
    affiliation: str
    days: float
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything of one community."""

    spaces: tuple[dict[str, str], ...]
    authors: tuple[Author, ...]
    threads: tuple[Thread, ...]


def read(lang: str) -> Content:
    """The invented board of one language. Raises FileNotFoundError where nobody wrote one."""
    raw = tomllib.loads((Path(__file__).parent / f"threads_{lang}.toml").read_text("utf-8"))
    threads = tuple(_thread(lang, place, entry) for place, entry in enumerate(raw["threads"]))
    return Content(spaces=tuple(raw["spaces"]), authors=tuple(_authors(raw["members"], threads)), threads=threads)


def _thread(lang: str, place: int, raw: dict[str, Any]) -> Thread:
    hours = float(raw["days_ago"]) * 24
    opening = _text(f"{lang}/{place}", raw, hours)
    replies = (
        # A reply of "now" would be written in the future.
        _text(f"{lang}/{place}/{number}", reply, max(hours - reply["hours_later"], 0.4 - number * 0.04))
        for number, reply in enumerate(raw["replies"])
    )
    return Thread(space=raw["space"], title=raw["title"], opening=opening, replies=tuple(replies))


def _text(name: str, raw: dict[str, Any], hours: float) -> Text:
    return Text(author=raw["author"], hours_ago=hours, body=raw["body"].strip(), nonce=uuid.uuid5(_HOUSE, name))


def _authors(members: list[dict[str, str]], threads: tuple[Thread, ...]) -> Iterator[Author]:
    oldest = dict.fromkeys((member["pseudonym"] for member in members), 0.0)
    for text in (text for thread in threads for text in (thread.opening, *thread.replies)):
        oldest[text.author] = max(oldest[text.author], text.hours_ago / 24)
    # Those who came last are the newcomers, whatever they write is read more closely.
    newest = sorted(oldest, key=lambda name: oldest[name])[:NEWCOMERS]
    for place, member in enumerate(members):
        name = member["pseudonym"]
        days = oldest[name] + (0.5 if name in newest else 30 + 7 * place)
        yield Author(pseudonym=name, affiliation=member["affiliation"], days=days, is_new=name in newest)
