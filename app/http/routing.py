"""One way from a request to its handler: forgery check, limit, transaction, subject, policy, call.

No route exists without `needs`. What a visitor may not see does not exist: 404, the same bytes as
for something that never was.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.http import forgery
from app.http.door import Door, client_of, door_of, place_of
from app.http.respond import AfterCommit, see
from app.kernel.errors import NotFound
from app.kernel.throttle import Limit

Answer = Response | AfterCommit
Handler = Callable[..., Awaitable[Answer]]
Loader = Callable[[Request], Awaitable[Any]]
SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a route declares; contract tests read it."""

    verb: str
    path: str
    handler: Handler
    needs: Enum
    on: Loader | None
    limit: Limit | None


def route(
    verb: str, path: str, handler: Handler, *, needs: Enum, on: Loader | None = None, limit: Limit | None = None
) -> Route:
    """A route. `on` loads its subject (and locks it on unsafe verbs); `needs` is asked of the policy."""
    rule = Rule(verb=verb, path=path, handler=handler, needs=needs, on=on, limit=limit)

    async def serve(request: Request) -> Response:
        return await _serve(request, rule)

    serve.rule = rule  # type: ignore[attr-defined]
    return Route(path, serve, methods=[verb], name=handler.__name__)


async def _serve(request: Request, rule: Rule) -> Response:
    door = door_of(request)
    database = door.databases.get(place_of(request))
    if database is None:
        raise NotFound()
    is_safe = rule.verb in SAFE
    if not is_safe:
        request.state.form = await forgery.refuse_forged(request)
    if rule.limit is not None:
        await door.throttle.check(rule.limit, client_of(request))
    async with database.reading() if is_safe else database.writing() as tx:
        request.state.tx = tx
        request.state.visitor = visitor = await door.identify(request, tx)
        answer = await _admitted(request, rule, door, visitor)
    if isinstance(answer, AfterCommit):
        return await answer.then()
    return answer


async def _admitted(request: Request, rule: Rule, door: Door, visitor: Any) -> Answer:
    # Asked before the subject is loaded, so a stranger learns nothing from what exists.
    if not visitor.is_signed_in and not door.policy(visitor, rule.needs, None):
        if rule.verb in SAFE:
            return see(request, door.sign_in_path(request))
        raise NotFound()
    subject = await rule.on(request) if rule.on is not None else None
    if not door.policy(visitor, rule.needs, subject):
        raise NotFound()
    if rule.on is None:
        return await rule.handler(request)
    return await rule.handler(request, subject)
