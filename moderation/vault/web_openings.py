"""One opening: the passphrase, the details one by one, the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, tx_of
from app.http.forms import Form
from app.http.respond import AfterCommit, is_fragment_wanted, page, part, see
from app.http.routing import route
from app.kernel.i18n import N_
from app.kernel.sealing import CannotOpen
from moderation.vault import opening as inside
from moderation.vault import store
from moderation.vault.access import Permission
from moderation.vault.forms import CloseForm, ShowForm, TakeBackForm, UnlockForm
from moderation.vault.model import FIELDS, Opening, State
from moderation.vault.opening import Disclosure
from moderation.vault.unsealing import Value
from moderation.vault.web import PASSPHRASES, holder_of, opening_of, senior_of, settings_of, tell, vault_of
from moderation.vault.web_escalations import escalation_behind, escalation_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One field as the page shows it. `values` only in the one answer that discloses it."""

    name: str
    words: str
    shown_at: datetime | None = None
    values: tuple[Value, ...] | None = None
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPage:
    """Protected details. This is recorded."""

    opening: Opening
    details: list[Detail]
    is_unlocked: bool
    unlock: UnlockForm
    closing: CloseForm
    form: Form | None
    recorded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPart:
    """One field alone."""

    opening: Opening
    detail: Detail
    is_unlocked: bool = True


async def show_opening(request: Request, opening: Opening) -> Response:
    """The opening, to the senior who asked for it."""
    if opening.state not in (State.OPEN, State.ENDED, State.CLOSED):
        return see(request, f"/escalations/{opening.escalation_ref}")
    return await _opening_page(request, opening)


async def create_key(request: Request, opening: Opening) -> Response | AfterCommit:
    """The passphrase unlocks the group's key for this opening and this sign-in."""
    senior, form = senior_of(request), await UnlockForm.read(request)
    unlocked = None
    if not form.has_errors:
        await door_of(request).throttle.check(PASSPHRASES, opening.ref)
        unlocked = await inside.unlock(tx_of(request), opening, by=senior, passphrase=form.passphrase)
    if unlocked is None:
        if not form.has_errors:
            form.complain("passphrase", N_("This passphrase does not fit."))
        return await _opening_page(request, opening, form)
    return AfterCommit(partial(_hold, request, opening, unlocked))


async def create_disclosure(request: Request, opening: Opening) -> Response | AfterCommit:
    """Shows one detail, once; what shows it runs only after its ledger entry is committed."""
    senior, form = senior_of(request), await ShowForm.read(request)
    key = holder_of(request).key_for(opening.ref, senior.session)
    if key is None:
        return see(request, f"/openings/{opening.ref}")
    written = await inside.disclose(tx_of(request), opening, by=senior, field=form.detail)
    return AfterCommit(partial(_reveal, request, opening, written, key))


async def create_closing(request: Request, opening: Opening) -> Response | AfterCommit:
    """The outcome, or the taking back of what nobody answered; the key is wiped either way."""
    is_waiting = opening.state in (State.ASKED, State.LAPSED)
    form: CloseForm | TakeBackForm = await (TakeBackForm if is_waiting else CloseForm).read(request)
    if form.has_errors:
        if is_waiting or opening.requester_id != senior_of(request).id:
            return await escalation_page(request, await escalation_behind(request, opening), form)
        return await _opening_page(request, opening, form)
    outcome = form.outcome if isinstance(form, CloseForm) else "withdrawn"
    words = form.closing_words
    await inside.close(tx_of(request), opening, by=senior_of(request), outcome=outcome, words=words)
    return AfterCommit(partial(_closed, request, opening))


async def _hold(request: Request, opening: Opening, unlocked: tuple[int, str]) -> Response:
    assert opening.ends_at is not None
    left = (opening.ends_at - door_of(request).clock.now()).total_seconds()
    epoch, private = unlocked
    seconds = min(left, 900.0)
    holder_of(request).hold(opening.ref, senior_of(request).session, epoch=epoch, private=private, seconds=seconds)
    return see(request, f"/openings/{opening.ref}")


async def _reveal(request: Request, opening: Opening, written: Disclosure, key: tuple[int, str]) -> Response:
    values: tuple[Value, ...] = ()
    is_unreadable = False
    try:
        values = inside.read(written, vault_private=settings_of(request).vault_private_key, key=key)
    except CannotOpen:
        is_unreadable = True
        async with vault_of(request).writing() as tx:
            await inside.unreadable(tx, opening, by=senior_of(request), field=written.field)
    told = Detail(
        name=written.field,
        words=FIELDS[written.field],
        shown_at=written.shown[written.field],
        values=values,
        is_unreadable=is_unreadable,
    )
    if is_fragment_wanted(request):
        return part(request, "parts/vault/detail.html", DetailPart(opening=opening, detail=told))
    details = [told if one.name == told.name else one for one in details_of(written.shown)]
    return page(request, "pages/vault/opening.html", _needs(request, opening, details, None))


async def _closed(request: Request, opening: Opening) -> Response:
    holder_of(request).drop(opening.ref)
    await tell(request, opening.escalation_ref)
    return see(request, f"/escalations/{opening.escalation_ref}")


async def _opening_page(request: Request, opening: Opening, form: Form | None = None) -> Response:
    details = details_of(await store.shown(tx_of(request), opening.id))
    needs = _needs(request, opening, details, form)
    return page(request, "pages/vault/opening.html", needs, status=422 if form else 200)


def details_of(shown: Mapping[str, datetime]) -> list[Detail]:
    """Every field, with the moment it was shown."""
    return [Detail(name=name, words=words, shown_at=shown.get(name)) for name, words in FIELDS.items()]


def _needs(request: Request, opening: Opening, details: list[Detail], form: Form | None) -> OpeningPage:
    key = holder_of(request).key_for(opening.ref, senior_of(request).session)
    return OpeningPage(
        opening=opening,
        details=details,
        is_unlocked=opening.is_open and key is not None,
        unlock=form if isinstance(form, UnlockForm) else UnlockForm.empty(request),
        closing=form if isinstance(form, CloseForm) else CloseForm.empty(request),
        form=form,
    )


ROUTES: list[BaseRoute] = [
    route("GET", "/openings/{ref}", show_opening, needs=Permission.OPEN, on=opening_of),
    route("POST", "/openings/{ref}/keys", create_key, needs=Permission.OPEN, on=opening_of),
    route("POST", "/openings/{ref}/disclosures", create_disclosure, needs=Permission.OPEN, on=opening_of),
    route("POST", "/openings/{ref}/closing", create_closing, needs=Permission.CLOSE, on=opening_of),
]
