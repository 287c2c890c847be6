"""Schools, hospitals, clinics and employers in French, by the word that heads their name; shops by their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Redaction
from ..text.tokens import Reading
from .gazetteer import load_gazetteer
from .named import institution, is_capital, pieces_of, windows
from .scan import Pattern, word_set
from .vocabulary import is_ordinary

_HEADS: Final = (
    r"(?:hopital|hopitaux|ecolle|ecole|universite|polyvalente|cegep|college|clinique|cliniq|clinque|clsc|chsld"
    r"|chu|centre(?:\s(?:hospitalier|de\ssante|de\sreadaptation|femmes|jeunesse|communautaire|de\sjour"
    r"|d'amitie|sportif))?|institut"
    r"|eglise|paroisse|mosquee|cathedrale|chapelle|arena|garage|boutique|resto|restaurant|bar|cafe|pub"
    r"|depanneur|epicerie|boulangerie|garderie|cpe|manoir|residence|foyer|maison|auberge|motel|hotel"
    r"|cooperative(?:\s\w+)?|coop"
    r"|usine|scierie|ferme|pharmacie|quincaillerie|manege(?:\smilitaire)?|mess\sdes?\s\w+|academie|seminaire"
    r"|couvent|bibliotheque|salle|piscine|camp|edifice|salon|brasserie|taverne|cordonnerie|fleuriste|cabinet"
    r"|refuge|hebergement"
    r"|quartier\sgeneral|etat-major|detachement|hotel-dieu|crdi|dpj|caserne|pavillon|cadets\sde|corps\sde\scadets)"
)
_LINK: Final = (
    r"(?:\s(?:secondaire|primaire|general(?:e)?|regional(?:e)?|militaire|royal(?:e)?|technique|jeunesse"
    r"|universitaire|polyvalente?|internationale?|catholique|tso|ipsc|des|du|de\sla|de\sl'|de|d'|la|le|les|l'"
    r"|chez|et|aux?|a)(?=[\s'])'?){0,5}"
)
_BEFORE: Final = Pattern(
    rf"\b(?P<head>{_HEADS})(?P<link>{_LINK})[\s']{{1,2}}(?P<name>(?:(?:st|ste|saint"
    rf"|sainte)[\s.-]{{1,2}})?[a-z0-9][\w'-]{{1,30}})(?P<rest>(?:\s(?:et|&|de\sla|des|du|de|chez|d'"
    rf"|l')?[\s']?[a-z][\w'-]{{1,25}}){{0,3}})"
)
_HEAD_WORDS: Final = word_set(
    "hopital ecole ecolle universite polyvalente cegep college clinique cliniq clinque clsc chsld chu centre "
    "institut eglise paroisse mosquee cathedrale chapelle arena garage boutique resto restaurant bar cafe pub "
    "depanneur epicerie boulangerie garderie cpe manoir residence foyer maison auberge motel hotel "
    "cooperative coop usine scierie ferme pharmacie quincaillerie manege mess academie seminaire couvent "
    "bibliotheque salle piscine edifice salon brasserie taverne cabinet refuge quartier etat detachement "
    "caserne pavillon corps cadets"
)
_BRAND: Final = (
    r"(?:tim\shortons?|tims|timmies|canadian\stire|home\sdepot|home\shardware|rona|costco|walmart|sobeys"
    r"|loblaws|superstore|metro|iga|provigo|maxi|jean\scoutu|pharmaprix|shoppers(?:\sdrug\smart)?|mcdo(?:nald'?s)?"
    r"|subway|starbucks|petro[\s-]?can(?:ada)?|esso|irving|ultramar|couche[\s-]tard|a&w|wendy'?s|dollarama"
    r"|winners|canac|patrick\smorin|bmr|co-op|superc|super\sc|legion|legion\sbranch|ipsc|tso|osi)"
)
_SHOP: Final = Pattern(
    rf"\b{_BRAND}(?:\sclinic|\sclinique)?\s(?:de\sla|de\sl'|du|de|d'|des|on|in|at|of|sur\sla|sur|a"
    rf"|au)\s?(?P<name>[a-z0-9][\w'-]{{1,25}}(?:[\s-][a-z][\w'-]{{2,25}}){{0,2}})"
)
_BRANDS: Final = word_set(
    "tim tims timmies canadian home rona costco walmart sobeys loblaws superstore metro iga provigo maxi jean "
    "pharmaprix shoppers mcdo mcdonald mcdonalds subway starbucks petro esso irving ultramar couche wendy "
    "dollarama winners canac bmr superc legion ipsc tso osi"
)


def institutions_fr(reading: Reading) -> Iterator[Redaction]:
    """Institutions whose name stands after « école », « clinique », « garage » …, and shops told by their place."""
    if reading.has_word(_HEAD_WORDS):
        yield from _headed(reading)
    if reading.has_word(_BRANDS):
        yield from _shops(reading)


def _headed(reading: Reading) -> Iterator[Redaction]:
    for first, stop in windows(reading, _HEAD_WORDS, before=0, after=10):
        yield from _named_after(reading, first, stop)


def _named_after(reading: Reading, first_letter: int, stop: int) -> Iterator[Redaction]:
    text = reading.open_text[:stop]
    lists = load_gazetteer()
    for found in _BEFORE.find(text, first_letter):
        start = found.span()[0]
        named, end = found.span("name")
        name = found.group("name").split("-")[0].split(" ")[0].split("'")[-1]
        at = text.find(name, named, end)
        capital = is_capital(reading, at) and not reading.folded.typed(*found.span()).isupper()
        saint = name in ("st", "ste", "saint", "sainte") and (
            found.group("head") not in ("maison", "salle", "bar") or capital
        )
        listed = (name,) in lists.places.get(name, ())
        if (
            not (capital or saint or listed)
            or name in lists.kept_places
            or name in lists.not_names
            or name in ("canada", "forces")
        ):
            continue
        if found.group("link").split()[-1:] in (["a"], ["au"], ["aux"]):
            continue
        if "'" in text[named:at] and not capital:
            continue
        end = _rest(reading, found.span("rest"), end)
        yield institution(reading, (start, end), "établissement nommé")


def _rest(reading: Reading, span: tuple[int, int], end: int) -> int:
    if span[0] < 0:
        return end
    for at, word in pieces_of(reading.open_text, *span):
        if word[:1].isalpha() and is_capital(reading, at):
            end = at + len(word)
        elif word not in ("et", "de", "la", "des", "du", "chez", "&", "le", "a"):
            break
    return end


def _shops(reading: Reading) -> Iterator[Redaction]:
    lists = load_gazetteer()
    for found in _SHOP.find(reading.folded.text):
        start, end = found.span("name")
        word = found.group("name").split(" ")[0].split("-")[0]
        capital = is_capital(reading, start)
        listed = word in lists.places or word in ("rue", "boul", "main")
        if (
            word in lists.kept_places
            or word in lists.not_names
            or not (word.isdigit() or listed or (capital and not is_ordinary(word)))
        ):
            continue
        if not listed and not capital and not word.isdigit():
            continue
        if not (capital or listed) or (" " in found.group("name") and not (capital or word == "rue")):
            end = start + len(word)
        yield institution(reading, (found.span()[0], end), "shop and its place")
