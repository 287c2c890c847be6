"""Mails to members: sealed to the courier before they are queued, so no table holds an address."""

from __future__ import annotations

import json

from app.kernel import sealing
from app.kernel.db import Tx
from app.kernel.settings import BoardSettings
from app.members import store
from app.members.model import Letter


async def queue(tx: Tx, letter: Letter, settings: BoardSettings) -> None:
    """One mail is queued with its job; the same key again queues nothing.

    The host of the link comes from the settings, never from the request.
    """
    link = f"{settings.url.rstrip('/')}{letter.path}"
    plain = json.dumps({"to": letter.to, "lang": letter.lang, "kind": letter.kind, "link": link})
    await store.queue_mail(tx, letter.key, sealing.seal(settings.mail_public_key, plain.encode()))
