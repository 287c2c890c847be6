"""What happens to a text: read, tried and changed by the leads of a community."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.forms import Form
from app.http.respond import page
from app.http.routing import Answer, route
from app.kernel.errors import Invalid, NotFound
from moderation.cases import guarding, policies
from moderation.cases.policy import Policy, Row
from moderation.desk.access import Permission
from moderation.desk.handbook import policy_page as pages
from moderation.desk.handbook.policy_forms import RowForm, clock_values, row_values, with_row
from moderation.desk.handbook.policy_saving import LANES, is_number, save_policy, seen_of
from moderation.desk.handbook.saving import complain, done_of, saved
from moderation.desk.web import staff_of
from moderation.handbook import policy_versions, trying

MOST = 20


async def show_policy(request: Request) -> Response:
    """The table, the clocks, and the history."""
    tx, lang = tx_of(request), staff_of(request).lang
    before = request.query_params.get("before", "")
    policy, number = await policies.current(tx), await policy_versions.newest_number(tx)
    found = await policy_versions.history(tx, before=int(before) if is_number(before) else None, most=MOST)
    needs = pages.PolicyPage(
        rows=tuple(pages.row_line(row, lang) for row in policy.rows),
        clocks=pages.clock_lines(policy),
        unanswered=clock_values(policy)["unanswered_after"],
        versions=pages.version_lines(found, number, lang),
        number=number,
        older=f"?before={found[-1].number}" if len(found) == MOST and found[-1].number > 1 else "",
        done=done_of(request),
    )
    return page(request, "pages/desk/handbook_policy.html", needs)


async def show_row(request: Request) -> Response:
    """One row as a form."""
    row = await _row(request)
    values = row_values(row, staff_of(request).lang)
    return await _row_page(request, row, RowForm.empty(request, seen=await seen_of(request), **values))


async def try_row(request: Request) -> Response:
    """What the changed row would have done with the texts of the last 30 days; nothing is saved."""
    row, form, now = await _row(request), await RowForm.read(request), await policies.current(tx_of(request))
    form.fields["note"].errors.clear()
    if not form.has_errors:
        then = with_row(now, row, form)
        if _complained(form, then):
            return await _row_page(request, row, form, status=422)
        effects = await trying.effects(tx_of(request), now, then)
        return await _row_page(request, row, form, effects=effects)
    return await _row_page(request, row, form, status=422)


async def change_row(request: Request) -> Answer:
    """The row counts from the next text on; or the form again with what is wrong (422), or stale (409)."""
    row, form = await _row(request), await RowForm.read(request)

    async def again(status: int, conflict: str) -> Response:
        return await _row_page(request, row, form, status=status, conflict=conflict)

    async def save() -> None:
        policy = with_row(await policies.current(tx_of(request)), row, form)
        await save_policy(request, policy, form)

    return await saved(request, form, save, again, then=f"/{place_of(request)}/policy?done=saved")


def _complained(form: Form, policy: Policy) -> bool:
    try:
        guarding.check(policy)
    except Invalid as wrong:
        complain(form, wrong)
    return form.has_errors


async def _row(request: Request) -> Row:
    policy = await policies.current(tx_of(request))
    found = next((row for row in policy.rows if row.code == request.path_params["code"]), None)
    if found is None:
        raise NotFound()
    return found


async def _row_page(
    request: Request,
    row: Row,
    form: RowForm,
    *,
    effects: tuple[trying.Effect, ...] = (),
    status: int = 200,
    conflict: str = "",
) -> Response:
    line = pages.row_line(row, staff_of(request).lang)
    needs = pages.RowPage(row=line, form=form, effects=effects, lanes=LANES, conflict=conflict)
    return page(request, "pages/desk/handbook_policy_row.html", needs, status=status)


BASE = "/{community}/policy"

ROUTES: list[BaseRoute] = [
    route("GET", BASE, show_policy, needs=Permission.EDIT_POLICY),
    route("GET", f"{BASE}/rows/{{code}}", show_row, needs=Permission.EDIT_POLICY),
    route("POST", f"{BASE}/rows/{{code}}/trials", try_row, needs=Permission.EDIT_POLICY),
    route("POST", f"{BASE}/rows/{{code}}/versions", change_row, needs=Permission.EDIT_POLICY),
]
