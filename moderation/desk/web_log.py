"""The log of a community, for its leads: who did what to which case, never what was in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import page
from app.http.routing import route
from app.kernel.i18n import N_
from app.kernel.ids import is_ref
from moderation.cases import listing
from moderation.cases.lines import LogEntry
from moderation.desk import words
from moderation.desk.access import Permission
from moderation.desk.listing import Q

MOST = 50
PROCESSES = {"screener": N_("Screening"), "operator": N_("Operator")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One row. `actor` is a colleague's name or a process."""

    at: datetime
    actor: str
    is_process: bool
    what: str
    code: str
    case_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """The newest rows, and the address of older ones."""

    lines: tuple[LogLine, ...]
    older: str


async def show_log(request: Request) -> Response:
    """Fifty rows, newest first."""
    tx, before = tx_of(request), request.query_params.get("before", "")
    entries = await listing.recent_log(tx, before=int(before) if _is_number(before) else None, most=MOST)
    names = {row["ref"]: row["name"] for row in await tx.all(Q.colleagues)}
    lines = tuple(_line(entry, names, place_of(request)) for entry in entries)
    older = f"?before={entries[-1].id}" if len(entries) == MOST else ""
    return page(request, "pages/desk/log.html", LogPage(lines=lines, older=older))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _line(entry: LogEntry, names: dict[str, str], community: str) -> LogLine:
    first = entry.subject.partition(" ")[0]
    is_case = is_ref(first) and entry.verb != "screening_gave_up"
    return LogLine(
        at=entry.at,
        actor=names.get(entry.actor) or PROCESSES.get(entry.actor, entry.actor),
        is_process=entry.actor in PROCESSES,
        what=words.VERBS.get(entry.verb, entry.verb),
        code=_code(entry),
        case_href=f"/{community}/cases/{first}" if is_case else "",
    )


def _code(entry: LogEntry) -> str:
    return words.REASONS.get(entry.code) or words.LANES.get(entry.code) or entry.code


ROUTES: list[BaseRoute] = [route("GET", "/{community}/log", show_log, needs=Permission.READ_LOG)]
