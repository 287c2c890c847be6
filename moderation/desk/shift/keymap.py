"""What a single key does at the desk: the table of acts, and a person's own keys over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One act, what it is called, and the key that does it; no key where the person wants none."""

    code: str
    words: str
    key: str


# The codes of decisions are those of `Act`. Enter and Ctrl+Enter are the browser's habits and stay as they are.
KEYS: tuple[Key, ...] = (
    Key(code="next", words=N_("next case"), key="j"),
    Key(code="previous", words=N_("previous case"), key="k"),
    Key(code="text", words=N_("show or hide a heavy text"), key="b"),
    Key(code="post", words=N_("Post"), key="p"),
    Key(code="edit_and_post", words=N_("Edit and post"), key="e"),
    Key(code="hold_and_ask", words=N_("Hold and ask"), key="h"),
    Key(code="decline", words=N_("Not post"), key="x"),
    Key(code="hide", words=N_("Take down"), key="t"),
    Key(code="write", words=N_("Write to the author"), key="n"),
    Key(code="keep", words=N_("Leave as it is"), key="l"),
    Key(code="raise", words=N_("Ask the seniors"), key="r"),
    Key(code="words", words=N_("your words to the author"), key="i"),
    Key(code="more", words=N_("more in the same decision"), key="m"),
    Key(code="talk", words=N_("words between guides"), key="a"),
    Key(code="pass", words=N_("leave it to a colleague"), key="s"),
    Key(code="release", words=N_("put it back in the list"), key="z"),
    Key(code="take_over", words=N_("take it over"), key="o"),
    Key(code="news", words=N_("show what is new"), key="w"),
    Key(code="undo", words=N_("undo the last decision"), key="u"),
    Key(code="search", words=N_("search"), key="/"),
    Key(code="home", words=N_("go to the overview"), key="g"),
    Key(code="list", words=N_("this list"), key="?"),
)
DEFAULTS: Mapping[str, str] = {one.code: one.key for one in KEYS}


def keys_with(own: Mapping[str, str]) -> tuple[Key, ...]:
    """Every act with this person's key."""
    return tuple(Key(code=one.code, words=one.words, key=own.get(one.code, one.key)) for one in KEYS)


def changed(wanted: Mapping[str, str]) -> dict[str, str]:
    """What differs from the table, which is all that is kept of a person."""
    return {code: key for code, key in wanted.items() if DEFAULTS.get(code, key) != key}


def clash(wanted: Mapping[str, str]) -> tuple[str, str] | None:
    """Two acts that want the same key, in the order of the table; None where all may stand."""
    seen: dict[str, str] = {}
    for one in KEYS:
        key = wanted.get(one.code, one.key)
        if key and key in seen:
            return one.code, seen[key]
        seen[key] = one.code
    return None
