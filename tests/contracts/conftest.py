"""One more option, for the lists that are compared."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Writes the lists anew instead of complaining about them."""
    parser.addoption("--write-goldens", action="store_true", help="write the reviewed lists of tests/contracts anew")
