"""From sealed bytes to a plain mail that tells whoever reads over a shoulder nothing."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.courier.model import Kind, Letter, Undeliverable
from app.kernel import i18n, sealing

_NAME = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}")
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def open_letter(sealed: bytes, private_key: str) -> Letter:
    """The mail behind the seal. Raises Undeliverable when it cannot be opened or is not whole."""
    try:
        plain = json.loads(sealing.unseal(private_key, sealed))
        lang = plain["lang"] if plain["lang"] in i18n.LANGUAGES else "en"
        return Letter(to=str(plain["to"]), lang=lang, kind=Kind(plain["kind"]), link=str(plain["link"]))
    except (sealing.CannotOpen, ValueError, KeyError, TypeError) as wrong:
        raise Undeliverable() from wrong


def write(letter: Letter, *, key: str, sender: str, now: datetime) -> EmailMessage:
    """The mail as it leaves. The same outbox key gives the same Message-ID, so that a mail that was
    sent twice can be told from two mails. Raises Undeliverable for an address that is none.
    """
    subject, body = words_of(letter)
    message = EmailMessage()
    message["From"] = sender
    message["To"] = _address(letter.to)
    message["Subject"] = subject
    message["Date"] = now
    message["Message-ID"] = message_id(key, sender)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes in return
    message.set_content(body, cte="8bit")
    return message


def words_of(letter: Letter) -> tuple[str, str]:
    """Subject and text, in the language of the letter."""
    template = _environment(letter.lang).get_template(f"mails/{letter.kind.value}.txt")
    module = template.make_module({"link": letter.link})
    return str(module.subject), str(module).strip() + "\n"  # type: ignore[attr-defined]


def message_id(key: str, sender: str) -> str:
    """Stable for one outbox key, and tells nothing about it."""
    digest = hashlib.blake2b(key.encode(), digest_size=16, person=b"message-id").hexdigest()
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def _address(text: str) -> Address:
    """Exactly one address: no list, no line break, no second header."""
    name, _, domain = text.strip().rpartition("@")
    if not _NAME.fullmatch(name) or not domain:
        raise Undeliverable()
    try:
        return Address(username=name, domain=domain.encode("idna").decode())
    except (ValueError, IndexError) as wrong:
        raise Undeliverable() from wrong


@cache
def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - plain text: an escaped link would not work
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    words = i18n.catalogue(lang)
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment
