"""A vault after its ceremony: three seniors, a board that seals, a desk that asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from starlette.applications import Starlette

from app.kernel import sealing
from app.kernel.clock import SetClock
from app.kernel.db import Database, administering
from app.kernel.ids import new_ref
from app.kernel.settings import VaultSettings
from moderation.vault import keys, pulling, store
from moderation.vault.access import Senior
from moderation.vault.keys import Ceremony, House, NewSenior
from moderation.vault.main import make_app
from moderation.vault.model import Escalation, Opening
from tests.conftest import Servers, World, new_world

URL = "http://localhost:8002"
PEOPLE = (
    NewSenior(
        login="amelie",
        name="Amélie",
        lang="en",
        address="amelie@example.org",
        password="a password of the first",
        passphrase="four words make one",
    ),
    NewSenior(
        login="bashir",
        name="Bashir",
        lang="fr",
        address="bashir@example.org",
        password="a password of the second",
        passphrase="quatre mots en font un",
    ),
    NewSenior(
        login="chen",
        name="Chen",
        lang="en",
        address="chen@example.org",
        password="a password of the third",
        passphrase="again four plain words",
    ),
)
FACTS = {
    "email": "quiet.harbour@example.org",
    "phone": "+1 613 555 0142",
    "postal": "K1A 0B1",
    "dob": "1988-04-17",
}
ADDRESS = "192.0.2.44"


@dataclass(slots=True)
class Vault:
    """The vault of a world, and what tests do with it."""

    world: World
    ceremony: Ceremony
    clock: SetClock
    seniors: dict[str, Senior] = field(default_factory=dict)

    @property
    def house(self) -> House:
        kept = self.world.secrets
        return House(vault_secret=kept["vault_secret"], mail_public_key=kept["mail_public_key"], url=URL)

    async def db(self) -> Database:
        return await self.world.db("vault")

    async def door(self) -> Database:
        return await self.world.db("vault_door")

    def settings(self, run_dir: Path) -> VaultSettings:
        kept = self.world.secrets
        return VaultSettings(
            url=URL,
            db={role: self.world.url(role) for role in ("vault", "vault_door")},
            redis_url=self.world.servers.redis_url,
            run_dir=run_dir,
            vault_secret=kept["vault_secret"],
            vault_private_key=kept["vault_private_key"],
            mail_public_key=kept["mail_public_key"],
        )

    def code(self, login: str) -> str:
        """A fresh code: time goes on by half a minute."""
        self.clock.move(timedelta(seconds=30))
        secret = next(one.totp_secret for one in self.ceremony.seniors if one.login == login)
        return pyotp.TOTP(secret).at(self.clock.now())

    def envelope(self, record: dict[str, object]) -> bytes:
        return sealing.seal_envelope(
            record, group_key=self.ceremony.group_public_key, vault_key=self.world.secrets["vault_public_key"]
        )

    async def join(self, community: str = "en", *, is_pulled: bool = True, **other: object) -> str:
        """A member whose details the board has sealed; returns the reference."""
        member = new_ref()
        await self.seal(community, member, "registration", FACTS | other)
        await self.seal(community, member, "address", {"ip": ADDRESS, "hour": "2026-11-20T08:00:00+00:00"})
        if is_pulled:
            await pulling.pull(await self.door(), await self.db())
        return member

    async def seal(self, community: str, member: str, kind: str, record: dict[str, object]) -> None:
        """What the board does: it can put something into the airlock, and nothing else."""
        async with administering(self.world.url(f"board_{community}")) as board:
            named = {"member": member, "community": community, "epoch": 1} | record
            await board.execute("SELECT seal_in($1, $2, $3)", member, kind, self.envelope(named))

    async def escalate(self, member: str, community: str = "en", reason: str = "life_at_risk") -> Escalation:
        """What the desk does: it raises a case."""
        ref = new_ref()
        async with administering(self.world.url(f"desk_{community}")) as desk:
            await desk.execute(
                "SELECT raise_escalation($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                ref,
                new_ref(),
                member,
                "Quiet Harbour",
                new_ref(),
                "Guide Maple",
                reason,
                "Wrote that this is a last message, and where.",
                "Asked twice to share a number; no answer.",
            )
        async with (await self.door()).reading() as door:
            found = await store.find_escalation(door, ref)
        assert found is not None
        return found

    async def opening(self, ref: str) -> Opening:
        async with (await self.db()).reading() as tx:
            found = await store.find_opening(tx, ref)
        assert found is not None
        return found

    async def log(self, verb: str, subject: str) -> list[dict[str, object]]:
        return await self.world.fetch(
            "SELECT id, actor, code FROM vault.log WHERE verb = $1 AND subject = $2 ORDER BY id",
            verb,
            subject,
            is_vault=True,
        )

    @asynccontextmanager
    async def running(self, tmp_path: Path) -> AsyncIterator[Starlette]:
        """The real application with its background work."""
        app = make_app(self.settings(tmp_path), clock=self.clock)
        async with app.router.lifespan_context(app):
            yield app


async def make_vault(world: World) -> Vault:
    """Holds the ceremony in a world."""
    vault = Vault(world, Ceremony.__new__(Ceremony), SetClock(datetime.now(UTC) - timedelta(days=2)))
    async with (await vault.db()).writing() as tx:
        vault.ceremony = await keys.init(tx, vault.house, PEOPLE)
    for row in await world.fetch("SELECT id, ref, login, name, lang FROM vault.senior", is_vault=True):
        login = str(row.pop("login"))
        vault.seniors[login] = Senior(**row)  # type: ignore[arg-type]
    return vault


@pytest.fixture(scope="session")
async def vault(servers: Servers) -> AsyncIterator[Vault]:
    """One vault for all tests that only add to it: each brings its own member and case."""
    async with new_world(servers) as made:
        yield await make_vault(made)


@pytest.fixture(scope="module")
async def app(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Starlette]:
    """The running application of that vault; its background work ends with the module."""
    async with vault.running(tmp_path_factory.mktemp("run")) as made:
        yield made
