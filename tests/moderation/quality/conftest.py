"""A board with a history."""

from __future__ import annotations

import pytest

from tests.conftest import World
from tests.moderation.factories import Board
from tests.moderation.quality.arranging import Past


@pytest.fixture
async def past(world: World, board: Board) -> Past:
    return Past(world=world, board=board)
