"""What every page of the vault needs of its request."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from starlette.requests import Request

from app.http.cookies import cookie_name
from app.http.door import door_of, place_of, tx_of
from app.kernel.db import Database, Tx
from app.kernel.errors import NotFound, Unavailable
from app.kernel.ids import is_ref
from app.kernel.settings import VaultSettings
from app.kernel.throttle import Limit
from moderation.vault import signing, store, telling
from moderation.vault.access import Senior
from moderation.vault.holding import Holder
from moderation.vault.model import Escalation, Opening

# Tries, right ones included: a code has a million values and three are right, a passphrase costs 128 MiB.
# Counted so that two emergencies in one night are both served.
CODES = Limit(name="vault_code", most=12, seconds=900)  # a senior
PASSPHRASES = Limit(name="vault_passphrase", most=6, seconds=900)  # an opening


async def identify(request: Request, tx: Tx) -> Senior:
    """The senior behind the cookie, else a stranger in the language that the browser asks for."""
    token = request.cookies.get(cookie_name(request, place_of(request)))
    return (await signing.find(tx, token) if token else None) or Senior(lang=asked_lang(request))


def asked_lang(request: Request) -> str:
    """`?lang=`, else the browser's first language that this house speaks."""
    languages = door_of(request).templates.languages
    wanted = [request.query_params.get("lang", ""), *request.headers.get("accept-language", "").split(",")]
    known = [part.strip()[:2].lower() for part in wanted if part.strip()[:2].lower() in languages]
    return known[0] if known else languages[0]


def senior_of(request: Request) -> Senior:
    """Who asks."""
    return cast(Senior, request.state.visitor)


def settings_of(request: Request) -> VaultSettings:
    """The vault's settings."""
    return cast(VaultSettings, door_of(request).settings)


def holder_of(request: Request) -> Holder:
    """The keys that are unlocked now."""
    return cast(Holder, request.app.state.holder)


def vault_of(request: Request) -> Database:
    """The vault's own database, for a transaction beside the request's."""
    return door_of(request).databases["vault"]


def outside_of(request: Request) -> Database:
    """The board's database as the vault may see it: airlock, escalations, outbox."""
    return door_of(request).databases["vault_door"]


async def escalation_of(request: Request) -> Escalation:
    """The desk's request that the path names."""
    ref = request.path_params["ref"]
    async with outside_of(request).reading() as door:
        found = await store.find_escalation(door, ref) if is_ref(ref) else None
    if found is None:
        raise NotFound()
    return found


async def opening_of(request: Request) -> Opening:
    """The opening that the path names."""
    ref = request.path_params["ref"]
    found = await store.find_opening(tx_of(request), ref) if is_ref(ref) else None
    if found is None:
        raise NotFound()
    return found


async def step_up(request: Request, code: str, subject: str) -> bool:
    """True when the senior has just shown the second factor again."""
    door, senior = door_of(request), senior_of(request)
    await door.throttle.check(CODES, senior.ref)
    secret = settings_of(request).vault_secret
    return await signing.step_up(tx_of(request), senior, code, subject=subject, vault_secret=secret, clock=door.clock)


async def tell(request: Request, escalation_ref: str) -> None:
    """Tells the desk and the other seniors now; what fails is done by the next turn of the background work."""
    door = door_of(request)
    with suppress(Unavailable):
        await telling.settle(outside_of(request), vault_of(request), door.bell, [escalation_ref])
        await telling.alarm(outside_of(request), vault_of(request), door.bell)
