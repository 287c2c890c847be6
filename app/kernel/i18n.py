"""Sentences in the reader's language.

The English sentence is the msgid. Each room keeps its own French in `app/locale/<lang>/<room>.po`;
they are read once and merged. A sentence in two rooms must say the same in both.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

ROOT = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = ("en", "fr")
NAMES: Mapping[str, str] = {"en": "English", "fr": "Français"}
_LOCALES = {"en": Locale("en", "CA"), "fr": Locale("fr", "CA")}
_HERE = ZoneInfo("America/Toronto")
# CLDR begins a French hour with a nought, which nobody in Canada writes.
_HOURS: Mapping[str, str] = {"en": "h:mm a", "fr": "H 'h' mm"}


def N_(sentence: str) -> str:
    """Marks a sentence for the catalogue without translating it yet."""
    return sentence


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """The sentences of one language. Raises KeyError for a language that nobody configured."""
    if lang == "en":
        return gettext.NullTranslations()
    merged = Catalog(locale=_LOCALES[lang])
    for file in sorted((ROOT / lang).glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=lang):
                if message.id:
                    merged.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(lang: str, sentence: str, **params: object) -> str:
    """One sentence in one language, with its named placeholders filled in."""
    text = catalogue(lang).gettext(sentence) if sentence else ""
    return text % params if params else text


def day(moment: date, lang: str) -> str:
    """ "November 20, 2026" or « 20 novembre 2026 », of a moment or of a day."""
    here = moment.astimezone(_HERE) if isinstance(moment, datetime) else moment
    return format_date(here, "long", locale=_LOCALES[lang])


def day_of(moment: datetime) -> date:
    """The day of a moment, by the house's own midnight."""
    return moment.astimezone(_HERE).date()


def hour(moment: datetime, lang: str) -> str:
    """ "2:30 p.m." or « 14 h 30 », which no line breaks."""
    written = format_time(moment.astimezone(_HERE), _HOURS[lang], locale=_LOCALES[lang])
    return written.replace(" ", "\u00a0").replace("\u202f", "\u00a0")


def moment(at: datetime, lang: str) -> str:
    """A day and an hour."""
    return f"{day(at, lang)}, {hour(at, lang)}"


def number(count: float, lang: str) -> str:
    """A number as it is written in Canada: 1,234 or 1 234."""
    return format_decimal(count, locale=_LOCALES[lang])
