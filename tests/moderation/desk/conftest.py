"""One desk for each file of tests: people and texts are new in every test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Servers, new_world
from tests.moderation.desk.house import Desk, open_desk


@pytest.fixture(scope="module")
async def house(servers: Servers) -> AsyncIterator[Desk]:
    async with new_world(servers) as world, open_desk(world) as opened:
        yield opened


@pytest.fixture
def desk(house: Desk) -> Desk:
    return house.renewed()
