"""A person's own keys: which key does what, or that none does."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.respond import page, see
from app.http.routing import Answer, route
from app.kernel.i18n import N_
from moderation.desk.access import Permission
from moderation.desk.shift import keymap
from moderation.desk.shift.forms import KeysForm, SwitchForm
from moderation.desk.web import staff_of
from moderation.shift.working import Q

PAGE = "pages/desk/shift_keys.html"
DONE = {
    "kept": N_("Your keys are kept."),
    "reset": N_("All keys are as they were at first."),
    "on": N_("The keys are on."),
    "off": N_("The keys are off."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysPage:
    """One field an act."""

    form: KeysForm
    codes: tuple[str, ...]
    done: str


async def show_keys(request: Request) -> Response:
    """The keys as this person has them."""
    own = {f"key_{one.code}": one.key for one in staff_of(request).key_list}
    return _shown(request, KeysForm.empty(request, **own))


def _shown(request: Request, form: KeysForm, status: int = 200) -> Response:
    codes = tuple(one.code for one in keymap.KEYS)
    done = DONE.get(request.query_params.get("done", ""), "")
    return page(request, PAGE, KeysPage(form=form, codes=codes, done=done), status=status)


async def change_keys(request: Request) -> Answer:
    """These keys from the next page on. Refused: one key for two acts."""
    form = await KeysForm.read(request)
    if form.has_errors:
        return _shown(request, form, 422)
    await tx_of(request).run(Q.set_keys, staff_of(request).id, keymap.changed(form.wanted))
    return see(request, "/me/keys?done=kept")


async def reset_keys(request: Request) -> Answer:
    """All keys as they were at first."""
    await tx_of(request).run(Q.set_keys, staff_of(request).id, {})
    return see(request, "/me/keys?done=reset")


async def switch_keys(request: Request) -> Answer:
    """No single key does anything, or all do again."""
    form = await SwitchForm.read(request)
    if not form.has_errors:
        await tx_of(request).run(Q.switch_keys, staff_of(request).id, form.switch == "on")
    return see(request, "/" if form.back else f"/me/keys?done={form.switch or 'on'}")


ROUTES: list[BaseRoute] = [
    route("GET", "/me/keys", show_keys, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/keys", change_keys, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/keys/reset", reset_keys, needs=Permission.CHANGE_OWN_ACCOUNT),
    route("POST", "/me/keys/switch", switch_keys, needs=Permission.CHANGE_OWN_ACCOUNT),
]
