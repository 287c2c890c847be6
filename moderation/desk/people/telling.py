"""What follows a change of somebody's rights, once it is committed: a link shown once, and streams that end."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.http.door import door_of
from app.http.respond import AfterCommit, page
from app.http.routing import Answer
from moderation.desk.people.accounts import Invited, Person
from moderation.desk.web import settings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """A link to enrol with, shown once."""

    person: Person
    link: str


def link(request: Request, invited: Invited) -> Answer:
    """The page with somebody's link, shown once and only when everything is committed."""
    address = f"{settings_of(request).url.rstrip('/')}/enrol/{invited.token}?lang={invited.person.lang}"

    async def told() -> Response:
        await end_streams(request)
        return page(request, "pages/desk/people_link.html", LinkPage(person=invited.person, link=address))

    return AfterCommit(told)


async def end_streams(request: Request) -> None:
    """Pages that only listen look again whether their reader may still be there."""
    for place in settings_of(request).languages:
        await door_of(request).bell.ring(f"desk:{place}", "staff")
