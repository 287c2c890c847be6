"""The clocks of a community, and the versions of its policy."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import page
from app.http.routing import Answer, route
from app.kernel.errors import NotFound
from moderation.cases import policies
from moderation.cases.policy import default
from moderation.desk.access import Permission
from moderation.desk.handbook import policy_page as pages
from moderation.desk.handbook.policy_forms import ClocksForm, NoteForm, clock_values, with_clocks
from moderation.desk.handbook.policy_saving import LANES, is_number, save_policy, seen_of
from moderation.desk.handbook.saving import saved
from moderation.desk.web import staff_of
from moderation.handbook import policy_versions, trying
from moderation.handbook.policy_versions import Version


async def show_clocks(request: Request) -> Response:
    """The clocks as a form."""
    values = clock_values(await policies.current(tx_of(request)))
    form = ClocksForm.empty(request, seen=await seen_of(request), **values)
    return page(request, "pages/desk/handbook_clocks.html", pages.ClocksPage(form=form, conflict=""))


async def change_clocks(request: Request) -> Answer:
    """The clocks count from the next case on; or the form again (422, 409)."""
    form = await ClocksForm.read(request)

    async def again(status: int, conflict: str) -> Response:
        needs = pages.ClocksPage(form=form, conflict=conflict)
        return page(request, "pages/desk/handbook_clocks.html", needs, status=status)

    async def save() -> None:
        policy = with_clocks(await policies.current(tx_of(request)), form)
        await save_policy(request, policy, form)

    return await saved(request, form, save, again, then=f"/{place_of(request)}/policy?done=saved")


async def show_version(request: Request) -> Response:
    """One version: what it changed, and what it would do if it counted again."""
    version = await _version(request)
    return await _version_page(request, version, NoteForm.empty(request, seen=await seen_of(request)))


async def restore_version(request: Request) -> Answer:
    """An earlier version counts again, as a new one; or the form again (422, 409)."""
    version, form = await _version(request), await NoteForm.read(request)

    async def again(status: int, conflict: str) -> Response:
        return await _version_page(request, version, form, status=status, conflict=conflict)

    async def save() -> None:
        lead, seen = staff_of(request).guide, int(form.seen)
        await policy_versions.take_back(tx_of(request), lead, version.number, note=form.note, seen=seen)

    return await saved(request, form, save, again, then=f"/{place_of(request)}/policy?done=saved")


async def _version(request: Request) -> Version:
    asked = request.path_params["number"]
    if not is_number(asked):
        raise NotFound()
    if int(asked) == 0:
        return Version(number=0, note="", made_by="", made_at=None, policy=default(), changes=())
    return await policy_versions.version(tx_of(request), int(asked))


async def _version_page(
    request: Request, version: Version, form: NoteForm, *, status: int = 200, conflict: str = ""
) -> Response:
    tx, lang = tx_of(request), staff_of(request).lang
    now, number = await policies.current(tx), await policy_versions.newest_number(tx)
    effects = await trying.effects(tx, now, version.policy) if version.policy else ()
    changes = policy_versions.changes(now, version.policy) if version.policy else ()
    needs = pages.VersionPage(
        version=pages.version_line(version, number, lang),
        form=form,
        differences=pages.change_lines(changes, lang),
        effects=effects,
        lanes=LANES,
        conflict=conflict,
    )
    return page(request, "pages/desk/handbook_policy_version.html", needs, status=status)


BASE = "/{community}/policy"

ROUTES: list[BaseRoute] = [
    route("GET", f"{BASE}/clocks", show_clocks, needs=Permission.EDIT_POLICY),
    route("POST", f"{BASE}/clocks/versions", change_clocks, needs=Permission.EDIT_POLICY),
    route("GET", f"{BASE}/versions/{{number}}", show_version, needs=Permission.EDIT_POLICY),
    route("POST", f"{BASE}/versions/{{number}}/restorations", restore_version, needs=Permission.EDIT_POLICY),
]
