"""Answers to members, house rules and places to turn to: listed, edited in every language, taken away, brought back."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.board.handbook import STEP
from app.board.places import FIXED
from app.http.door import door_of, tx_of
from app.http.respond import page
from app.http.routing import Answer, route
from app.kernel.errors import NotFound
from app.kernel.i18n import day_of
from moderation.desk.access import Permission
from moderation.desk.handbook import words
from moderation.desk.handbook.entry_forms import FORMS, BoxesForm, EntryForm
from moderation.desk.handbook.entry_page import EntriesPage, EntryPage, HandbookPage, line, section
from moderation.desk.handbook.filling import form_of
from moderation.desk.handbook.saving import done_of, saved
from moderation.desk.web import staff_of
from moderation.handbook import entries
from moderation.handbook.model import Kind, Version

NEW = "new"


async def show_handbook(request: Request) -> Response:
    """The parts of the handbook, and how many places want checking."""
    tx, today = tx_of(request), _today(request)
    found = [section(name, await entries.every(tx, kind), today) for name, kind in words.SECTIONS.items()]
    return page(request, "pages/desk/handbook_home.html", HandbookPage(sections=tuple(found)))


async def show_entries(request: Request) -> Response:
    """One part of the handbook, in the order in which members read it."""
    kind = _kind(request)
    found = await entries.every(tx_of(request), kind)
    today, lang = _today(request), staff_of(request).lang
    lines = tuple(line(_section_name(request), one, today, lang) for one in found)
    needs = EntriesPage(
        section=_section_name(request),
        title=words.TITLES[kind],
        about=words.ABOUT[kind],
        lines=lines,
        stale=sum(one.is_stale for one in lines),
        done=done_of(request),
    )
    return page(request, "pages/desk/handbook_entries.html", needs)


async def show_entry(request: Request) -> Response:
    """One entry as a form; `?from=` begins it with an earlier version, which saving brings back."""
    versions = await _versions(request)
    if not versions:
        return _entry_page(request, await _fresh(request), versions)
    asked = request.query_params.get("from", "")
    begun = next((one for one in versions if str(one.number) == asked), versions[0])
    return _entry_page(request, form_of(request, begun, seen=versions[0].number), versions)


async def show_preview(request: Request) -> Response:
    """As members would read it; nothing is kept."""
    form = await FORMS[_kind(request)].read(request)
    for bound in form.fields.values():
        bound.errors.clear()
    return _entry_page(request, form, await _versions(request), is_preview=True)


async def create_version(request: Request) -> Answer:
    """Members read it from now on; or the form again with what is missing (422), or stale (409)."""
    kind, form = _kind(request), await FORMS[_kind(request)].read(request)

    async def again(status: int, conflict: str) -> Response:
        return _entry_page(request, form, await _versions(request), status=status, conflict=conflict)

    async def save() -> None:
        code = form.code if _is_new(request) else request.path_params["code"]
        if _is_new(request):
            await entries.new_code(tx_of(request), kind, code)
        else:
            await _versions(request)
        await entries.save(tx_of(request), staff_of(request).guide, form.draft(kind, code))

    return await saved(request, form, save, again, then=f"{_base(request)}?done=shown")


async def retire_entry(request: Request) -> Answer:
    """Members no longer read it; its versions are kept. Of the form only the note counts."""
    form, versions = await FORMS[_kind(request)].read(request), await _versions(request)
    if not versions:
        raise NotFound()
    for name in set(form.fields) - {"note", "seen"}:
        form.fields[name].errors.clear()

    async def again(status: int, conflict: str) -> Response:
        return _entry_page(request, form, versions, status=status, conflict=conflict)

    async def save() -> None:
        who, seen = staff_of(request).guide, int(form.seen)
        await entries.retire(tx_of(request), who, _kind(request), versions[0].code, seen=seen, note=form.note)

    return await saved(request, form, save, again, then=f"{_base(request)}?done=retired")


def _entry_page(
    request: Request,
    form: EntryForm,
    versions: tuple[Version, ...],
    *,
    is_preview: bool = False,
    status: int = 200,
    conflict: str = "",
) -> Response:
    kind, code = _kind(request), request.path_params.get("code", NEW)
    needs = EntryPage(
        section=_section_name(request),
        title=words.TITLES[kind],
        code=code,
        form=form,
        boxes=tuple(form.known.items()) if isinstance(form, BoxesForm) else (),
        chosen=form.boxes if isinstance(form, BoxesForm) else (),
        is_preview=is_preview,
        versions=versions,
        is_fixed=kind is Kind.PLACE and code in FIXED,
        conflict=conflict,
    )
    return page(request, "pages/desk/handbook_entry.html", needs, status=status)


async def _fresh(request: Request) -> EntryForm:
    last = max((one.position for one in await entries.every(tx_of(request), _kind(request))), default=0)
    return FORMS[_kind(request)].empty(request, seen="0", position=str(min(last + STEP, 9999)))


async def _versions(request: Request) -> tuple[Version, ...]:
    if _is_new(request):
        return ()
    return await entries.history(tx_of(request), _kind(request), request.path_params["code"])


def _today(request: Request) -> date:
    return day_of(door_of(request).clock.now())


def _is_new(request: Request) -> bool:
    return bool(request.path_params["code"] == NEW)


def _section_name(request: Request) -> str:
    return str(request.path_params["section"])


def _base(request: Request) -> str:
    return f"/handbook/{_section_name(request)}"


def _kind(request: Request) -> Kind:
    kind = words.SECTIONS.get(_section_name(request))
    if kind is None:
        raise NotFound()
    return kind


ENTRY = "/handbook/{section}/{code}"

ROUTES: list[BaseRoute] = [
    route("GET", "/handbook", show_handbook, needs=Permission.EDIT_HANDBOOK),
    route("GET", "/handbook/{section}", show_entries, needs=Permission.EDIT_HANDBOOK),
    route("GET", ENTRY, show_entry, needs=Permission.EDIT_HANDBOOK),
    route("POST", f"{ENTRY}/versions", create_version, needs=Permission.EDIT_HANDBOOK),
    route("POST", f"{ENTRY}/previews", show_preview, needs=Permission.EDIT_HANDBOOK),
    route("POST", f"{ENTRY}/retirements", retire_entry, needs=Permission.EDIT_HANDBOOK),
]
