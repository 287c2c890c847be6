"""What the command line does with the vault; `told` prints one plain sentence.

`env` is the vault's settings file as a mapping (HAVRE_DB__VAULT, HAVRE_VAULT_SECRET,
HAVRE_MAIL_PUBLIC_KEY, HAVRE_URL): these commands hold what the vault holds, and no more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from app.kernel.db import Database
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from moderation.vault import keys, ledger, wrapping
from moderation.vault.keys import Ceremony, Enrolled, House, NewSenior
from moderation.vault.ledger import Head

Env = Mapping[str, str]
Told = Callable[[str], None]
OPERATOR = "operator"


async def init(env: Env, people: Sequence[NewSenior], told: Told) -> Ceremony:
    """The ceremony. The caller keeps the group's public key for the board and prints the three codes."""
    async with _vault(env) as vault, vault.writing() as tx:
        done = await keys.init(tx, _house(env), people)
    told(f"The seniors' key is made. Its fingerprint: {done.fingerprint}")
    for senior in done.seniors:
        told(f"Enrolled: {senior.login}")
    told("Recovery: put each of the three codes into an envelope of its own. Any two of them open the vault's key.")
    return done


async def enrol(
    env: Env,
    person: NewSenior,
    told: Told,
    *,
    by_login: str = "",
    passphrase: str = "",
    codes: tuple[str, str] | None = None,
) -> Enrolled:
    """Enrols one more senior, by another senior's login and passphrase, or by two recovery codes."""
    async with _vault(env) as vault, vault.writing() as tx:
        if codes is not None:
            done = await keys.enrol_by_recovery(tx, _house(env), person, codes)
        else:
            done = await keys.enrol(tx, _house(env), person, by_login=by_login, passphrase=passphrase)
    told(f"Enrolled: {done.login}")
    return done


async def verify(env: Env, told: Told, *, checkpoint: str = "") -> int | None:
    """Recomputes the ledger; the number of the first broken row, or None. `checkpoint` is "rows:hash"."""
    async with _vault(env) as vault, vault.writing() as tx:
        broken = await ledger.check(tx, actor=OPERATOR, checkpoint=read_checkpoint(checkpoint))
        head = await ledger.head(tx)
    if broken is None:
        told(f"The ledger is whole: {head.rows} rows. Checkpoint: {head.rows}:{head.hash.hex()}")
    else:
        told(f"The ledger is broken. The first row that is not as it was written: {broken}")
    return broken


async def group_public_key(env: Env) -> str:
    """The key that the board seals to, again; empty before the ceremony."""
    async with _vault(env) as vault, vault.reading() as tx:
        key = await keys.current(tx)
    return key.public_key if key else ""


async def fingerprints(env: Env, told: Told) -> None:
    """Says which public keys are in use, to be compared with the ceremony's minutes."""
    async with _vault(env) as vault, vault.reading() as tx:
        key = await keys.current(tx)
    told(f"Group key: {wrapping.fingerprint(key.public_key) if key else 'not made yet'}")


def read_checkpoint(text: str) -> Head | None:
    """A head as it was written down elsewhere. Raises Invalid when it is none."""
    if not text:
        return None
    rows, _, digest = text.partition(":")
    try:
        head = Head(rows=int(rows), hash=bytes.fromhex(digest))
    except ValueError:
        raise Invalid(N_("A checkpoint is written as rows:hash.")) from None
    if len(head.hash) != 32 or head.rows < 1:
        raise Invalid(N_("A checkpoint is written as rows:hash."))
    return head


@asynccontextmanager
async def _vault(env: Env) -> AsyncIterator[Database]:
    database = await Database.connect(env["HAVRE_DB__VAULT"], name="vault command", most=2)
    try:
        yield database
    finally:
        await database.close()


def _house(env: Env) -> House:
    return House(
        vault_secret=env["HAVRE_VAULT_SECRET"], mail_public_key=env["HAVRE_MAIL_PUBLIC_KEY"], url=env["HAVRE_URL"]
    )
