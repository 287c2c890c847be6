"""What decisions of this desk are carried out with: keys, placeholders, and what goes along with an act."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.kernel.db import Tx
from app.kernel.settings import DeskSettings
from moderation import screening
from moderation.cases import answering, talking
from moderation.cases.means import Carry, Means
from moderation.cases.model import Case, Guide
from moderation.desk.care.extras import EXTRAS


def means_of(settings: DeskSettings, community: str) -> Means:
    """The means of one community."""
    return Means(
        carries={**EXTRAS, "reply": _reply, "ask": _ask(community)},
        desk_key=settings.desk_private_key,
        placeholders=_placeholders().get(community, _placeholders()["en"]),
        undo_seconds=settings.undo_seconds,
    )


async def _reply(tx: Tx, guide: Guide, case: Case, data: Mapping[str, str]) -> None:
    await answering.answer(tx, guide, case, body=data["body"])


def _ask(community: str) -> Carry:
    async def ask(tx: Tx, guide: Guide, case: Case, data: Mapping[str, str]) -> None:
        await talking.ask(tx, guide, case.ref, community=community, whom=data["whom"], words=data["words"])

    return ask


@cache
def _placeholders() -> Mapping[str, Mapping[str, str]]:
    """As screening writes them, so that a text looks the same whoever took something out."""
    return tomllib.loads((Path(screening.__file__).parent / "placeholders.toml").read_text("utf-8"))
