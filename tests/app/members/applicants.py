"""People who join, and what their joining left."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from unittest.mock import patch

from app.kernel import sealing
from app.kernel.settings import BoardSettings
from app.members import joining
from app.members.model import Affiliation, Applicant, Details, Origin
from tests.conftest import World

PASSWORD = "marmot velvet spoon tide"


NOON = datetime(2026, 11, 20, 12, 34, 56, tzinfo=UTC)
GROUP_PRIVATE, GROUP_PUBLIC = sealing.new_key_pair()


def settings_of(world: World, group: str = GROUP_PUBLIC) -> BoardSettings:
    with patch.dict(os.environ, world.env("board") | {"HAVRE_GROUP_PUBLIC_KEY": group}):
        return BoardSettings.read()


def applicant(name: str = "Quiet Cedar", email: str = "lou@example.org", **changes: object) -> Applicant:
    details = Details(email=email, phone="+16135550123", postal="K1A 0B1", born=date(1985, 6, 30))
    given: dict[str, object] = {
        "community": "en",
        "pseudonym": name,
        "affiliation": Affiliation.VETERAN,
        "password": PASSWORD,
        "details": details,
        "origin": Origin(community="en", address="203.0.113.9", at=NOON),
        "nonce": f"{name} {email}",
    }
    return Applicant(**(given | changes))  # type: ignore[arg-type]


async def join(world: World, who: Applicant) -> None:
    db = await world.db(f"board_{who.community}")
    async with db.writing() as tx:
        await joining.join(tx, who, settings_of(world))


async def count(world: World, table: str) -> int:
    but = " WHERE affiliation <> 'team'" if table.endswith(".member") else ""  # the guides' own voice is no member
    (row,) = await world.fetch(f"SELECT count(*)::integer AS n FROM {table}{but}")
    return int(str(row["n"]))


async def tokens_of(world: World) -> list[str]:
    import json

    rows = await world.fetch("SELECT sealed FROM shared.outbox ORDER BY id")
    key = world.secrets["mail_private_key"]
    links = [str(json.loads(sealing.unseal(key, bytes(row["sealed"])))["link"]) for row in rows]
    return [link.rsplit("/", 1)[-1] for link in links]
