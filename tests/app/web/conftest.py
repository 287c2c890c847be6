"""Two members of a board whose pages do not wait for a verdict."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, open_board, visitor
from tests.conftest import World


@pytest.fixture
async def person(world: World) -> Person:
    await house.makes_space(world, "nights", "Nights")
    return await house.joins(world, "cedar-smoke")


@pytest.fixture
async def cedar(world: World, person: Person, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Visitor]:
    async with open_board(world, monkeypatch, HAVRE_PATIENCE_MS="0") as app:
        yield visitor(app, person)


@pytest.fixture
async def lantern(world: World, cedar: Visitor) -> Visitor:
    return visitor(cedar.client._transport.app, await house.joins(world, "lantern-7"))  # type: ignore[attr-defined]
