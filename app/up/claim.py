"""One data folder, one house."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.up.refusal import CannotStart


@contextmanager
def claimed(data: Path) -> Iterator[None]:
    """The data folder is ours while this lasts; a second run on the same folder is refused.

    The system takes the claim back when we die, however we die.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o711)
        (data / "run").mkdir(exist_ok=True)
        descriptor = os.open(data / "run" / "up.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CannotStart(f"The data folder {data} cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    except BlockingIOError as error:
        holder = os.read(descriptor, 20).decode().strip() or "unknown"
        raise CannotStart(
            f"Havre already runs on {data} (process {holder}); stop it first, or set HAVRE_DATA to another folder."
        ) from error
    finally:
        os.close(descriptor)
