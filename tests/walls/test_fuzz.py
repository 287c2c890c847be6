"""Whatever is sent to whatever address: an answer, never a 500; and what must not be seen looks like what never was."""

from __future__ import annotations

import itertools
import os
import re
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from starlette.applications import Starlette

from app.kernel.hashing import digest_of
from app.kernel.ids import new_ref
from tests.app.board.house import Person, joins, lands, makes_space, opens, shown_reply, shown_thread
from tests.app.web.membership import open_board
from tests.conftest import Servers, World, new_world
from tests.walls.knocking import Answered, knock
from tests.walls.naughty import FORM, NAUGHTY, Asked, Some, encoded, requests

MANY = int(os.environ.get("HAVRE_FUZZ", "2000"))
CSRF = re.compile(rb'name="csrf" value="([0-9a-f]+)"')
SESSION = """
INSERT INTO en.session (digest, member_id, ends_at) VALUES ($1, $2, now() + interval '12 hours') ON CONFLICT DO NOTHING
"""
# What differs between two answers of the same kind: the mask of a form's token, its number.
MASKS = re.compile(rb'(name="(?:csrf|nonce)" value=")[^"]+|(data-csrf=")[^"]+')


@dataclass(slots=True, repr=False)
class Target:
    """The members' door, some people at it, and things that exist."""

    app: Starlette
    world: World
    people: list[Person]
    tokens: dict[str, str]
    things: list[str]
    answers: Counter[int] = field(default_factory=Counter)
    addresses: Iterator[int] = field(default_factory=itertools.count)

    def address(self) -> str:
        """A client's address that no limit knows yet."""
        number = next(self.addresses)
        return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    async def sign_in_again(self) -> None:
        """Everybody has a session, also who just ended it."""
        for person in self.people:
            await self.world.execute(SESSION, digest_of(person.token), person.id)

    def cookie(self, person: Person | None) -> list[tuple[bytes, bytes]]:
        return [(b"cookie", f"havre_{person.community}={person.token}".encode())] if person else []

    async def ask(self, verb: str, path: str, person: Person | None, fields: dict[str, str] | None = None) -> Answered:
        """A well-formed request."""
        csrf = {"csrf": self.tokens[person.token]} if person else {}
        body = encoded([*csrf.items(), *(fields or {}).items()]) if verb == "POST" else b""
        headers = [*self.cookie(person), (b"sec-fetch-site", b"same-origin"), (b"content-type", FORM)]
        return await knock(self.app, verb, path, headers=headers, body=body, client=self.address())


@pytest.fixture(scope="module")
async def target(servers: Servers) -> AsyncIterator[Target]:
    async with new_world(servers) as world, open_board(world, patience_ms="0") as board:
        await makes_space(world, "nights", "Nights")
        people = [await joins(world, f"Tide {number}") for number in range(20)]
        people.append(await joins(world, "Not Welcomed", is_welcomed=False))
        thread = await shown_thread(world, people[0], "nights", "A title", "A text.")
        reply = await shown_reply(world, people[1], thread.thread_ref, "A reply.")
        held = await opens(world, people[0], "nights", "A held title", "A held text.")
        await lands(world, held.post_ref, "hold")
        things = ["nights", thread.thread_ref, thread.post_ref, reply.post_ref, held.post_ref, held.thread_ref]
        made = Target(board.app, world, people, {}, things)
        for person in people:
            page = await made_page(made, person)
            found = CSRF.search(page.body)
            assert found, page.status
            made.tokens[person.token] = found[1].decode()
        yield made


async def made_page(target: Target, person: Person) -> Answered:
    return await knock(target.app, "GET", "/en/me", headers=target.cookie(person))


def _meant(target: Target, some: Some) -> str:
    return target.things[some] if isinstance(some, int) else some


def _fields_of(target: Target, asked: Asked) -> list[tuple[str, str]]:
    fields = [(name, _meant(target, value)) for name, value in asked.fields]
    if asked.csrf == "none" or asked.who < 0:
        return fields
    own, another = (target.tokens[target.people[who].token] for who in (asked.who, asked.who - 1))
    token = ("csrf", {"another's": another, "naughty": "\ud800"}.get(asked.csrf, own))
    times = 2 if asked.csrf == "twice" else 1
    return [*[token] * times, *(pair for pair in fields if pair[0] != "csrf")]


async def _sent(target: Target, asked: Asked) -> Answered:
    part = quote(_meant(target, asked.part).encode("utf-8", "surrogatepass"), safe="")
    path = re.sub(r"\{(ref|slug|token)\}", part, asked.path).replace("{community}", quote(asked.community, safe=""))
    is_needed = path.endswith("/withdrawal") and asked.who in (0, 1)  # what exists is there for the next request, too
    person = target.people[asked.who + 2 * is_needed] if asked.who >= 0 else None
    body = encoded(_fields_of(target, asked))
    name, value = asked.header
    headers = [(b"content-type", asked.kind.encode("latin-1")), (name.encode(), value.encode("latin-1"))]
    headers += target.cookie(person) if name != "cookie" else []
    headers += [(b"sec-fetch-site", b"same-origin")] if name not in ("sec-fetch-site", "origin") else []
    return await knock(
        target.app,
        asked.verb,
        path or "/",
        query=encoded([(name, _meant(target, value)) for name, value in asked.query]),
        headers=headers,
        client=target.address(),
        body=body[: len(body) - asked.cut],
    )


@settings(
    max_examples=MANY,
    deadline=None,
    derandomize="HAVRE_FUZZ" not in os.environ,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(asked=requests())
async def test_no_request_breaks_anything(target: Target, asked: Asked) -> None:
    answer = await _sent(target, asked)
    target.answers[answer.status] += 1
    if asked.path.endswith(("/sign-out", "/everywhere", "/leave")):  # each ends a session
        await target.sign_in_again()
    assert 200 <= answer.status < 500


async def test_the_requests_came_far_enough_to_mean_something(target: Target) -> None:
    assert {200, 303, 403, 404, 413, 422} <= set(target.answers)
    assert target.answers[200] + target.answers[303] > MANY // 5


@pytest.mark.parametrize("naughty", NAUGHTY, ids=lambda text: ascii(text)[:24])
async def test_every_naughty_text_can_be_sent_as_a_reply(target: Target, naughty: str) -> None:
    person = target.people[3 + len(naughty) % 12]
    fields = {"nonce": str(uuid.uuid4()), "body": naughty}
    answer = await target.ask("POST", f"/en/threads/{target.things[1]}/replies", person, fields)
    assert answer.status in (303, 422, 413)
    again = await target.ask("GET", f"/en/threads/{target.things[1]}", person)
    mine = await target.ask("GET", "/en/my-posts", person)
    assert (again.status, mine.status) == (200, 200)


@pytest.mark.parametrize("fields", [{"body": "x" * n} for n in (65_000, 70_000, 500_000)], ids=["65k", "70k", "500k"])
async def test_a_body_that_is_too_large_is_refused_as_such(target: Target, fields: dict[str, str]) -> None:
    answer = await target.ask(
        "POST", "/en/drafts", target.people[2], fields | {"place": "new:nights", "title": "x" * 600}
    )
    assert answer.status == 413


def _plain(answer: Answered, ref: str) -> tuple[int, dict[bytes, bytes], bytes]:
    return answer.status, answer.headers, MASKS.sub(rb"\1", answer.body).replace(ref.encode(), b"REF")


# Somebody else's or nobody's: 0 wrote the opening post and one that is held, 1 the reply.
FORBIDDEN = [
    ("GET", "/en/posts/{}", 2, 1), ("GET", "/en/posts/{}", 4, 1), ("GET", "/en/posts/{}/edit", 3, 0), ("GET", "/en/posts/{}/state", 4, 1),
    ("POST", "/en/posts/{}/edit", 2, 1), ("POST", "/en/posts/{}/withdrawal", 4, 1), ("GET", "/en/threads/{}", 5, 1),
    ("GET", "/en/posts/{}/rule", 4, 1), ("GET", "/en/posts/{}/worry", 4, 1), ("GET", "/en/posts/{}/rule", 2, 0),
    ("POST", "/en/threads/{}/replies", 5, 1), ("POST", "/en/posts/{}/worry", 4, 1), ("GET", "/en/threads/{}", 1, 20),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "path", "thing", "who"), FORBIDDEN)
async def test_what_may_not_be_seen_looks_like_what_never_was(
    target: Target, verb: str, path: str, thing: int, who: int
) -> None:
    person, there, nowhere = target.people[who], target.things[thing], new_ref()
    fields = {"nonce": str(uuid.uuid4()), "body": "A text.", "title": "A title", "words": "Words."}
    forbidden = await target.ask(verb, path.format(there), person, fields)
    unknown = await target.ask(verb, path.format(nowhere), person, fields)
    assert _plain(forbidden, there) == _plain(unknown, nowhere)
    assert forbidden.status == 404


async def test_the_other_community_s_things_are_not_here(target: Target) -> None:
    for person in (target.people[0], None):
        there = await target.ask("GET", f"/fr/threads/{target.things[1]}", person)
        nowhere_ref = new_ref()
        nowhere = await target.ask("GET", f"/fr/threads/{nowhere_ref}", person)
        assert _plain(there, target.things[1]) == _plain(nowhere, nowhere_ref)
        assert there.status in (303, 404)
