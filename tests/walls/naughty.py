"""Texts, addresses and requests that break things elsewhere."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st
from starlette.routing import Mount, Route

from app.web.routes import ROUTES

FORM = b"application/x-www-form-urlencoded"
NAUGHTY = [
    "", " ", "\0", "a\0b", "\r\nSet-Cookie: a=b", "\u202eabc", "\u200b" * 50, "\ufeff", "\u2028", "a" + "\u0301" * 10_000,
    "\ud800", "\udfff\ud800", "\U0001f9ff" * 300, "\ufdfd" * 500, "\u1d400", "ﬀ", "ſ", "İ", "ß", "١٢٣", "Ω≈ç√∫", "部落格", "e\u0301",
    "..", "../../etc/passwd", "%00", "%2e%2e%2f", "%c0%af", "//evil.example", "javascript:alert(1)", "file:///etc/passwd",
    "'; DROP TABLE member; --", "' OR 1=1 --", "$1", "\\", "{{7*7}}", "{% raw %}", "%(name)s", "%s%n", "${jndi:ldap://x.example}",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&#0;", "&lt;", "]]>", "<!--", "`", "[a](javascript:b)", "# " * 2000,
    "> " * 2000, "* " * 2000, "_" * 9000, "[" * 5000, "![" * 2000, "-1", "0", "9" * 400, "1e309", "NaN", "Infinity", "0x10", "null",
    "true", "undefined", "[]", "{}", "0000-00-00", "0001-01-01", "9999-12-31", "2023-02-30", "1985-6-3", "-0001-01-01", "new:nights",
    "reply:" + "x" * 50, "edit:../..", "x" * 201, "x" * 10_001, "x" * 70_000, "a@" + "b" * 300 + ".example.org", "a@[127.0.0.1]",
    "@", "a@b@example.org", '"a b"@example.org', "tel:+1", "+" * 40, "613-555-0142", "K1A 0B1", "zz-zz", "ffffffffffffff-" + "a" * 14,
    "8000000000000-aaaaaaaaaaaaaa", str(uuid.UUID(int=0)), "00000000-0000-4000-8000-000000000000", "{}".format("f" * 36),
]  # fmt: skip
ANY_TEXT = st.one_of(st.sampled_from(NAUGHTY), st.text(st.characters(exclude_categories=()), max_size=60))
# The fields of every form, and the parameters of every page.
FIELDS = (
    "body", "title", "nonce", "place", "keep", "pseudonym", "password", "email", "phone", "postal", "born", "affiliation",
    "rules", "notice", "words", "theme", "choice", "before", "after", "to", "sent", "page", "again", "old", "new", "csrf", "lang",
)  # fmt: skip


def every_route() -> Iterator[tuple[str, str]]:
    """Every verb and path of the members' door."""
    for route in ROUTES:
        inner = route.routes if isinstance(route, Mount) else [route]
        prefix = "/{community}" if isinstance(route, Mount) else ""
        for one in inner or []:
            assert isinstance(one, Route)
            for verb in one.methods or ():
                yield verb, prefix + one.path


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    """A form's body; half surrogate pairs travel as they are."""
    return "&".join(
        f"{quote_from_bytes(name.encode('utf-8', 'surrogatepass'))}={quote_from_bytes(value.encode('utf-8', 'surrogatepass'))}"
        for name, value in pairs
    ).encode()


Some = str | int  # a number is one of the things that exist
SOME = st.one_of(ANY_TEXT, st.integers(0, 5))
PAIRS = st.tuples(st.sampled_from(FIELDS), SOME)
VERBS = ("POST", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "X")
PLACES = ("fr", "xx", "", "EN", "en\0", "..", "shared")
TYPES = (
    "", "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "\xff",
    "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=no",
    "multipart/form-data; boundary=" + "b" * 300,
)  # fmt: skip
SAME = ("sec-fetch-site", "same-origin")
HEADERS = (
    ("sec-fetch-site", "cross-site"), ("origin", "null"), ("origin", "http://localhost:8000"), ("hx-request", "true"),
    ("host", "evil.example"), ("host", ""), ("accept-language", "\xff;q=x"), ("x-forwarded-for", "1.2.3.4, \xff"),
    ("cookie", "havre_en=\xff\xfe"), ("cookie", "havre_en=" + "a" * 5000), ("cookie", '=;;=";'), ("if-none-match", "*"),
    ("content-length", "-1"), ("content-length", "x"), ("range", "bytes=0-"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that is wrong in a few ways at once, and right in the others, so that it comes far."""

    verb: str
    path: str
    community: str
    part: Some
    query: list[tuple[str, Some]]
    fields: list[tuple[str, Some]]
    who: int  # -1 is a stranger
    csrf: str
    kind: str
    header: tuple[str, str]
    cut: int


def _mostly(right: object, wrong: tuple[object, ...], times: int) -> st.SearchStrategy[Any]:
    return st.sampled_from([*[right] * times, *wrong])


@st.composite
def requests(draw: st.DrawFn) -> Asked:
    """Any request."""
    verb, path = draw(st.sampled_from(sorted(every_route())))
    return Asked(
        verb=draw(_mostly(verb, VERBS, 16)),
        path=path,
        community=draw(_mostly("en", PLACES, 20)),
        part=draw(st.one_of(st.integers(0, 5), st.integers(0, 5), SOME)),
        query=draw(st.lists(PAIRS, max_size=3)),
        fields=draw(st.lists(PAIRS, max_size=12)),
        who=draw(st.integers(-1, 19)),
        csrf=draw(_mostly("own", ("none", "another's", "twice", "naughty"), 12)),
        kind=draw(_mostly(FORM.decode(), TYPES, 24)),
        header=draw(_mostly(SAME, HEADERS, 24)),
        cut=draw(_mostly(0, (1, 7), 20)),
    )
