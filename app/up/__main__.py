"""`python -m app.up`: the same as `havre up`, without the other commands."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from app.up.refusal import CannotStart
from app.up.run import Plan, data_folder, up


def main() -> None:
    """Raises the house and stays; a refusal is one sentence and code 1."""
    parser = argparse.ArgumentParser(prog="havre up", description="Raises everything on this machine.")
    parser.add_argument("--demo", action="store_true", help="with sample communities and sign-ins")
    parser.add_argument("--data", type=Path, default=data_folder(), help="data folder (HAVRE_DATA)")
    parser.add_argument("--port-base", type=int, default=8000, help="the board's port; desk and vault take the next")
    given = parser.parse_args()
    try:
        asyncio.run(up(Plan(data=given.data.absolute(), is_demo=given.demo, port_base=given.port_base)))
    except CannotStart as refused:
        sys.exit(f"havre: {refused}")


if __name__ == "__main__":
    main()
