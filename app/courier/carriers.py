"""Two ways for a mail to leave: a mail server, or a folder where somebody who tries Havre can read it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

import aiosmtplib

from app.courier.model import Undeliverable
from app.kernel.settings import CourierSettings

PATIENCE = 15.0  # seconds for one mail; half a lease, so that a slow server does not make doubles


class Carrier(Protocol):
    """Takes a mail away."""

    async def carry(self, message: EmailMessage) -> None:
        """The mail is accepted when this returns. Raises Undeliverable when it never will be."""
        ...


class Smtp:
    """A mail server."""

    def __init__(self, settings: CourierSettings) -> None:
        self._settings = settings

    async def carry(self, message: EmailMessage) -> None:
        """The server said that it took the mail."""
        s = self._settings
        try:
            await aiosmtplib.send(
                message,
                hostname=s.smtp_host,
                port=s.smtp_port,
                username=s.smtp_user or None,
                password=s.smtp_password or None,
                use_tls=s.smtp_tls == "tls",
                start_tls=s.smtp_tls == "starttls",
                timeout=PATIENCE,
                local_hostname="localhost",  # the machine's own name is nobody's business
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            if all(_is_final(one) for one in refused.recipients):
                raise Undeliverable() from None
            raise
        except aiosmtplib.SMTPDataError as refused:
            if _is_final(refused):
                raise Undeliverable() from None
            raise


class Folder:
    """A folder of .eml files, one a mail; the same mail again stays one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def carry(self, message: EmailMessage) -> None:
        """The file is complete."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = message["Message-ID"].strip("<>").partition("@")[0]
        if any(self._folder.glob(f"*-{name}.eml")):
            return
        file = self._folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{name}.eml"
        draft = file.with_suffix(".draft")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
            opened.write(message.as_bytes(policy=policy.SMTPUTF8))
        draft.replace(file)


def carrier_of(settings: CourierSettings) -> Carrier | None:
    """The carrier that the settings name; None when they name none, and then mails wait."""
    if settings.mail_folder:
        return Folder(Path(settings.mail_folder))
    return Smtp(settings) if settings.smtp_host else None


def _is_final(refusal: aiosmtplib.SMTPResponseException) -> bool:
    return 500 <= refusal.code < 600
