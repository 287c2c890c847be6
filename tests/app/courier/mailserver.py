"""A real SMTP server that keeps what it took, and refuses or interrupts when told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from app.courier.carriers import carrier_of
from app.courier.delivering import Post
from app.kernel import sealing
from app.kernel.clock import SystemClock
from app.kernel.settings import CourierSettings
from app.up.ports import free_port
from tests.conftest import World


@dataclass(slots=True)
class MailServer:
    """What arrived, and what to answer."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    answer_to_recipient: str = "250 OK"
    on_mail: Callable[[], None] = lambda: None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=policy.SMTPUTF8)
            mail["X-Delivered-To"] = ",".join(envelope.rcpt_tos)
            self.mails.append(mail)  # type: ignore[arg-type]
        self.on_mail()
        return self.answer


@contextmanager
def running() -> Iterator[MailServer]:
    """The server, answering on its port until the end."""
    server = MailServer(port=free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def courier_env(world: World, port: int, **more: str) -> dict[str, str]:
    """The courier's settings, with the mail server on this port."""
    mail = {
        "HAVRE_SMTP_HOST": "127.0.0.1",
        "HAVRE_SMTP_PORT": str(port),
        "HAVRE_SMTP_TLS": "none",
        "HAVRE_MAIL_FROM": "no-reply@mail.example",
    }
    return world.env("courier") | mail | more


async def post_of(world: World, monkeypatch: pytest.MonkeyPatch, port: int, **more: str) -> Post:
    """Everything that delivering needs, as the process itself would make it."""
    for name, value in courier_env(world, port, **more).items():
        monkeypatch.setenv(name, value)
    settings = CourierSettings.read()
    carrier = carrier_of(settings)
    assert carrier is not None
    return Post(
        db=await world.db("courier"),
        carrier=carrier,
        clock=SystemClock(),
        private_key=settings.mail_private_key,
        sender=settings.mail_from,
    )


async def queue(world: World, *, key: str = "a", **letter: str) -> None:
    """A mail in the outbox, as the board queues it."""
    plain = {"to": "member@example.org", "lang": "en", "kind": "activate", "link": "https://x.example.org/en/a/b"}
    sealed = sealing.seal(world.secrets["mail_public_key"], json.dumps(plain | letter).encode())
    await world.execute("SELECT shared.queue_mail($1, $2)", key, sealed)


async def outbox(world: World) -> list[dict[str, object]]:
    """What the outbox says of each mail."""
    return await world.fetch(
        "SELECT key, sent_at IS NOT NULL AS is_sent, octet_length(sealed) AS size FROM shared.outbox ORDER BY id"
    )


async def job_states(world: World) -> list[dict[str, object]]:
    """What is left to do."""
    return await world.fetch(
        "SELECT attempts, error, buried_at IS NOT NULL AS is_buried, run_at > now() AS is_later FROM shared.job"
    )
