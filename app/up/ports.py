"""TCP ports on this machine: which are free, and which one a server keeps."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"
# Below the range from which systems lend ports to outgoing connections, so that a kept port is still ours next time.
LOWEST, HIGHEST = 20_000, 32_000


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def kept_port(note: Path) -> int:
    """The port written in the note while it is free, otherwise a new one, which the note then holds."""
    if note.exists():
        kept = note.read_text().strip()
        if kept.isdigit() and is_free(int(kept)):
            return int(kept)
    port = free_port()
    note.write_text(f"{port}\n")
    return port


def free_port() -> int:
    """A port nobody listens on, chosen at random."""
    while True:
        port = LOWEST + secrets.randbelow(HIGHEST - LOWEST)
        if is_free(port):
            return port
