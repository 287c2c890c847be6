"""Places where a test may kill the process, to prove that nothing is lost or doubled between two steps."""

from __future__ import annotations

import os
import signal
from typing import Literal

from app.kernel.settings import BadSettings

Step = Literal["take", "screened", "before_commit", "after_commit", "before_ring"]


def check() -> None:
    """Raises BadSettings when a failpoint is set where nobody allowed any."""
    if os.environ.get("HAVRE_FAILPOINT") and os.environ.get("HAVRE_ALLOW_FAILPOINTS") != "1":
        raise BadSettings("HAVRE_FAILPOINT is set, and only a test may set it.")


def reach(step: Step) -> None:
    """Ends this process at once, as kill -9 does, when the failpoint of this step is set."""
    if os.environ.get("HAVRE_FAILPOINT") == step:
        os.kill(os.getpid(), signal.SIGKILL)
