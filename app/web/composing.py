"""What members type, and the answer once it is sent: one way for threads, replies and changes."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from typing import Self

from starlette.requests import Request
from starlette.responses import Response

from app.access.identity import Identity
from app.board import mine
from app.board.mine import Story
from app.board.model import OwnPost, Sent
from app.http import respond
from app.http.door import door_of, place_of
from app.http.forms import Form, Text
from app.http.respond import AfterCommit
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from app.web.standings import where_to_see
from app.web.waiting import settled

# Far above what a person writes; a script that floods guides and readers is stopped.
POSTING = Limit(name="posting", most=120, seconds=600)
NONCE = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

Shown = Callable[[Request, Story], Awaitable[Response]]


class SendingForm(Form):
    """A text with the number that makes two arrivals of one form a single text."""

    nonce = Text("", kind="hidden", pattern=NONCE, missing="", wrong="")

    @classmethod
    def fresh(cls, request: Request, **values: str) -> Self:
        """The form as it is first shown."""
        return cls.empty(request, nonce=str(uuid.uuid4()), **values)

    def check(self) -> None:
        """A form without its number, or with a made-up one, has to be sent once more."""
        if self.fields["nonce"].errors:
            self.fields["nonce"].errors.clear()
            self.fields["nonce"].value = str(uuid.uuid4())
            self.complain(None, N_("This form has expired. Please send it again."))


class ReplyForm(SendingForm):
    """A reply."""

    body = Text(
        N_("Your reply"),
        kind="textarea",
        most=10_000,
        hint=N_("Every text is checked before others can read it. Leave out names, places and numbers."),
        missing=N_("Write a few words first."),
    )


class ThreadForm(SendingForm):
    """A new thread."""

    title = Text(
        N_("Title"),
        most=120,
        hint=N_("A few words, so that others can choose whether to read it."),
        missing=N_("Give it a title of a few words."),
    )
    body = Text(
        N_("Your text"),
        kind="textarea",
        most=10_000,
        hint=N_("Every text is checked before others can read it. Leave out names, places and numbers."),
        missing=N_("Write a few words first."),
    )


class ChangeForm(SendingForm):
    """A new version of a reply."""

    body = ThreadForm.declared["body"]


def reader_of(request: Request) -> Identity:
    """The member who asks; routes that need more than a stranger make sure of it."""
    identity: Identity = request.state.visitor
    return identity


def id_of(request: Request) -> int:
    """The number of the member who asks."""
    member_id = reader_of(request).member_id
    assert member_id is not None
    return member_id


async def refuse_floods(request: Request, limit: Limit = POSTING) -> None:
    """Counts one act of this member. Raises TooMany."""
    await door_of(request).throttle.check(limit, f"{place_of(request)}:{id_of(request)}")


def answer_sent(request: Request, sent: Sent, *, shown: Shown | None = None) -> AfterCommit:
    """Once the text is safe: waits a moment for its verdict, then says what became of it.

    `shown` makes the fragment where one is wanted; otherwise the author is sent to where it stands.
    """

    async def then() -> Response:
        post = await settled(request, sent.post_ref, author_id=id_of(request))
        if shown is None or not respond.is_fragment_wanted(request):
            return respond.see(request, where_to_see(post, community=place_of(request)))
        return await shown(request, await story_of(request, post))

    return AfterCommit(then)


async def story_of(request: Request, post: OwnPost) -> Story:
    """What happened to a post, read after the transaction of the request has ended."""
    async with door_of(request).databases[place_of(request)].reading() as tx:
        return await mine.tell_story(tx, post)
