"""A board with one space, for the moderation tests."""

from __future__ import annotations

import pytest

from tests.conftest import World
from tests.moderation.factories import Board


@pytest.fixture
async def board(world: World) -> Board:
    return await Board.made(world)
