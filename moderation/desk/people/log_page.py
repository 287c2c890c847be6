"""A log as a page: filtered, verified, its newest row as a checkpoint; the staff's and a community's alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.http.door import tx_of
from app.http.respond import page
from app.kernel import chain
from app.kernel.chain import Found
from app.kernel.i18n import N_
from app.kernel.ids import is_ref
from moderation.desk import words
from moderation.desk.access import Permission, may
from moderation.desk.listing import Q
from moderation.desk.people import journal, verbs
from moderation.desk.people.forms import KnownForm
from moderation.desk.people.journal import Line, Sought
from moderation.desk.web import staff_of

PROCESSES = {
    "screener": N_("Screening"),
    "operator": N_("Operator"),
    "unknown": N_("Nobody known"),
    "courier": N_("Courier"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One row. `actor` is a colleague's name or a process."""

    id: int
    at: datetime
    actor: str
    is_process: bool
    what: str
    about: str
    code: str
    case_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """The newest rows that fit, how to ask for others, and what verifying found."""

    lines: tuple[LogLine, ...]
    older: str
    sought: Sought
    verbs: tuple[tuple[str, str], ...]
    actors: tuple[tuple[str, str], ...]
    base: str
    community_name: str
    form: KnownForm
    found: Found | None
    checkpoint: str


async def show(request: Request, base: str, *, community: str = "", form: KnownForm | None = None) -> Response:
    """Fifty rows, newest first; with a form that was sent, also whether the whole chain holds."""
    tx, wanted = tx_of(request), _sought(request)
    entries = await journal.rows(tx, wanted)
    names = {row["ref"]: row["name"] for row in await tx.all(Q.colleagues)}
    is_reader = bool(community) and may(staff_of(request), Permission.READ_CASES)
    found = await _verified(request, form) if form is not None and not form.has_errors else None
    shown = LogPage(
        lines=tuple(_line(entry, names, community if is_reader else "") for entry in entries),
        older=_older(wanted, entries[-1].id) if len(entries) == journal.MOST else "",
        sought=wanted,
        verbs=tuple((words.VERBS if community else verbs.WORDS).items()),
        actors=tuple(sorted(names.items(), key=lambda one: one[1])),
        base=base,
        community_name=community,
        form=form or KnownForm.empty(request),
        found=found,
        checkpoint=f"{found.rows}:{found.head.hex()}" if found else "",
    )
    return page(request, "pages/desk/log.html", shown, status=422 if form is not None and form.has_errors else 200)


async def download(request: Request, name: str) -> Response:
    """The newest row's number and hash, to be kept elsewhere: `havre audit verify` holds the log against it."""
    text = f"{name}:{await journal.checkpoint(tx_of(request))}\n"
    headers = {"Content-Disposition": f'attachment; filename="havre-log-{name}.txt"'}
    return PlainTextResponse(text, headers=headers)


async def _verified(request: Request, form: KnownForm) -> Found:
    number, _, digest = form.known.partition(":")
    known = (int(number), bytes.fromhex(digest)) if digest else None
    return await chain.verify(tx_of(request), known=known)


def _sought(request: Request) -> Sought:
    params = request.query_params
    before, actor, about = params.get("before", ""), params.get("who", ""), params.get("about", "").strip()
    return Sought(
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None,
        verb=params.get("what", "") if params.get("what", "") in {**words.VERBS, **verbs.WORDS} else "",
        actor=actor if is_ref(actor) or actor in PROCESSES else "",
        subject=about if is_ref(about) else "",
    )


def _older(wanted: Sought, last: int) -> str:
    named = (("what", wanted.verb), ("who", wanted.actor), ("about", wanted.subject))
    return f"?before={last}" + "".join(f"&{name}={value}" for name, value in named if value)


def _line(entry: Line, names: dict[str, str], community: str) -> LogLine:
    first = entry.subject.partition(" ")[0]
    return LogLine(
        id=entry.id,
        at=entry.at,
        actor=names.get(entry.actor) or PROCESSES.get(entry.actor, entry.actor),
        is_process=entry.actor in PROCESSES,
        what=words.VERBS.get(entry.verb) or verbs.WORDS.get(entry.verb, entry.verb),
        about=names.get(first, first),
        code=words.REASONS.get(entry.code) or words.LANES.get(entry.code) or entry.code,
        case_href=_href(entry.verb, first, community) if community and is_ref(first) else "",
    )


def _href(verb: str, ref: str, community: str) -> str:
    """The page of what a row is about; empty where it has none."""
    if verb.startswith("member_"):
        return f"/{community}/members/{ref}"
    return f"/{community}/cases/{ref}" if verb.startswith(("case_", "decided_", "cutout_", "escalation_")) else ""
