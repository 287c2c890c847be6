"""Posts and threads as their pages show them: everything is ready, so that the templates only lay it out.

A page shows twenty of them, so what is alike for many (moments, pictures of names) is made once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from starlette.requests import Request

from app.access.identity import Identity
from app.board import topics
from app.board.model import Post, Thread
from app.http.door import door_of
from app.kernel import i18n
from app.kernel.i18n import N_, translate

EDITED = N_("Edited by its author")
CHANGED = N_("Changed by a guide")
GUIDE = N_("Guide")
ABOUT = N_("This is about: %(topics)s. Open it when you wish.")
TODAY = N_("today")
YESTERDAY = N_("yesterday")


class Line(NamedTuple):
    """A visible post as one reader sees it."""

    ref: str
    at: str  # its own address, for what can be done with it
    author: str
    shade: str  # classes of the picture beside the name
    letter: str
    iso: str
    when: str
    html: str  # rendered once, when it was approved
    is_own: bool
    mark: str  # that a guide wrote it, or who changed it since, in words
    note: str  # what it is about, for readers who want to know before they read


class ThreadLine(NamedTuple):
    """A thread in a list."""

    ref: str
    title: str
    author: str
    space: str
    replies: str  # how many, in words
    iso: str
    when: str
    is_closed: bool


def lines_of(posts: Iterable[Post], reader: Identity, now: datetime) -> list[Line]:
    """Posts, ready to be laid out. Of others' no time finer than a day: it could tell who somebody is."""
    lang, me, base = reader.lang, reader.member_id, f"/{reader.community}/posts/"
    today = i18n.day_of(now)
    return [
        Line(
            post.ref,
            base + post.ref,
            post.author,
            *_picture(post.author),
            *(when(post.sent_at, lang) if post.author_id == me else _day(post.sent_at, lang, today)),
            post.html,
            post.author_id == me,
            _mark(post, lang),
            translate(lang, ABOUT, topics=topics.listed(post.topics, lang)) if post.topics else "",
        )
        for post in posts
    ]


def thread_lines(threads: Iterable[Thread], lang: str, now: datetime) -> list[ThreadLine]:
    """Threads, ready to be laid out; when somebody last wrote in one is told by its day."""
    today = i18n.day_of(now)
    return [
        ThreadLine(
            thread.ref,
            thread.title,
            thread.author,
            thread.space_name,
            _counted(thread.replies, lang),
            *_day(thread.active_at, lang, today),
            thread.is_closed,
        )
        for thread in threads
    ]


def now_of(request: Request) -> datetime:
    """The present, once for a whole page."""
    return door_of(request).clock.now()


def when(at: datetime, lang: str) -> tuple[str, str]:
    """A moment of one's own for machines and for people, to the minute."""
    return _when(at.replace(second=0, microsecond=0), lang)


def _mark(post: Post, lang: str) -> str:
    if post.is_guide:
        return translate(lang, GUIDE)
    if post.changed_by == "guide":
        return translate(lang, CHANGED)
    return translate(lang, EDITED) if post.is_edited else ""


def _day(at: datetime, lang: str, today: date) -> tuple[str, str]:
    return _day_of_hour(at.replace(minute=0, second=0, microsecond=0), lang, today)


@lru_cache(maxsize=8192)
def _day_of_hour(hour: datetime, lang: str, today: date) -> tuple[str, str]:
    day = i18n.day_of(hour)
    near = {0: TODAY, 1: YESTERDAY}.get((today - day).days)
    return day.isoformat(), translate(lang, near) if near else i18n.day(day, lang)


@lru_cache(maxsize=1024)
def _counted(replies: int, lang: str) -> str:
    return i18n.catalogue(lang).ngettext("%(num)s reply", "%(num)s replies", replies) % {"num": replies}


@lru_cache(maxsize=8192)
def _when(minute: datetime, lang: str) -> tuple[str, str]:
    return minute.isoformat(), i18n.moment(minute, lang)


@lru_cache(maxsize=4096)
def _picture(pseudonym: str) -> tuple[str, str]:
    shade = crc32(pseudonym.encode())
    return f"a{shade % 8} p{shade // 8 % 4}", pseudonym[:1].upper()
