"""The courier's process: `python -m app.courier`."""

from __future__ import annotations

import asyncio
import signal

from app.courier import working
from app.kernel import logs
from app.kernel.settings import CourierSettings


async def _until_told(settings: CourierSettings) -> None:
    stop = asyncio.Event()
    for which in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(which, stop.set)
    await working.work(settings, stop)


def main() -> None:
    """Reads the environment and works until told to stop."""
    settings = CourierSettings.read()
    logs.set_up("courier")
    asyncio.run(_until_told(settings))


if __name__ == "__main__":
    main()
