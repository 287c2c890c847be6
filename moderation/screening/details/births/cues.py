"""How a birth is spoken of: the day by its name, what somebody does on it, what stands after the date."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = r"(?:\d{1,3}|[a-z]{3,9}(?:[\s-][a-z]{3,9})?)"
_CHILD: Final = (
    r"(?:twins?|bab(?:y|ies)|son|daughter|boys?|girls?|kids?|jumelles|jumeaux|bebe|fille|fils|gars|petite?s?)"
)
# « L'anniversaire de mon départ », « ma fête de bureau »: days that nobody was born on.
_NO_BIRTH: Final = (
    r"(?!\s(?:de|d'|du)\s?(?:depart|retraite|noel|mariage|noces?|sobriete|deces|mort|agression|enrolement|entree"
    r"|liberation|rupture|divorce|promotion|bureau|la|l'|travail|viol|service))"
)
# The words that name the day itself.
_NAMING: Final = (
    r"\b(?:d\.?\s?o\.?\s?b\.?|birth\s?(?:day|date)s?|b-?days?|dates?\s(?:of|de)\s(?:ma\s|sa\s|ta\s)?(?:birth|naissance|fete)"
    r"|born\sdate|naissance|d\.?\s?d\.?\s?n\.?|anniv|bonne\sfete"
    rf"|(?:mon|son|ton|leur|notre)\sanniversaire{_NO_BIRTH}|(?:ma|sa|ta|leur|notre)\sfete{_NO_BIRTH}"
    r"|(?:la\sfete|l'anniversaire|fete|anniversaire)\s(?:de|a|d')\s?(?:ma|mon|sa|son|notre|mes|nos|ses|leur)\s"
    r"(?!mariage|deces|mort|depart|agression|entree|enrolement|liberation|divorce|viol|sobriete)\w+"
    r"|leap\s(?:year|day)\sbaby|(?:christmas|summer|winter|spring|fall|new\syear'?s?)\sbaby)(?!\w)"
)
# What somebody does on that day.
_BEING: Final = (
    r"\b(?:born|nee?s?|ne\(e\)|b\.|(?:came|comes|come|brought)\sinto\s(?:the|this)\sworld"
    r"|(?:venue?s?|viens|vient|arrivee?s?|mise?s?)\sau\smonde|vu\sle\sjour|gave\sbirth|accouche[er]?"
    rf"|(?:turn(?:s|ed|ing)?|been|be|hit)\s{_NUMBER}(?:\syears(?:\sold)?)?(?=\s(?:on|this|next|come)\b)"
    rf"|turn(?:s|ed|ing)?\s\d\d"
    rf"|(?:j'ai|j'aurai|j'aurais|j'avais|aurai|aura|aurait|avoir|eu|pogne|fete|fetes|feter|feterai)\s(?:eu\s|mes\s|ses\s)?"
    rf"{_NUMBER}(?:\sans)?(?=\s(?:le|au|ce)\b)|j(?:e\s|')fete(?=\sle\s)"
    rf"|{_CHILD}\s(?:came|arrived|was\sdelivered|were\sdelivered|(?:est|sont)\s(?:arrivee?s?|sortie?s?)))(?!\w)"
)
CUE: Final = re.compile(rf"(?P<naming>{_NAMING})|(?P<being>{_BEING})")
AFTERWARDS: Final = re.compile(
    rf"\A\W{{1,3}}(?P<gap>[^\n\x00]{{0,60}}?)\b(?:(?:it|that)?'?s?\s?(?:is\s)?(?:my|his|her)\sb(?:irth)?-?day"
    rf"|ma\sfete{_NO_BIRTH}|mon\sanniversaire{_NO_BIRTH}|(?:ma|sa|de)\s(?:date\sde\s)?(?:naissance|fete){_NO_BIRTH}"
    r"|(?:i|he|she|they|son|daughter|baby)\s(?:was|were)\sborn|(?:my|his|her)\s(?:birth\s?date|d\.?o\.?b)"
    r"|date\sof\sbirth|dob|(?:je\ssuis|chu|j'suis|est|elle\sest|il\sest)\snee?)\b"
)
# After a name and a comma, or between quotation marks on a tag: « Kassandra Lahaie, 9 septembre 2001, … ».
LISTED: Final = re.compile(r"(?:\b[a-z][\w'-]{0,30},\s|\"\s?|\bmoi,?\sc'est\s(?:le\s)?|\bme:\s)\Z")
LIST_GOES_ON: Final = re.compile(r"\s?[,\"]|\sand\b")
# The same date said once more: "no wait they wrote", « non, plutôt ».
CORRECTED: Final = re.compile(
    r"\A[\s,:;.…-]{0,4}(?:\bno\b|\bor\b|\bwait\b|\bnot\b|\bactually\b|\bwrote\b|\bnon\b|\bou\b|\bpas\b|\bplutot\b"
    r"|\bthey\b|\bils\b|\bont\b|\bmis\b|\bput\b|\bit\b|\bsays\b|\becrit\b|[\s,]){0,8}\s?\Z"
)
YEAR_ONLY: Final = re.compile(r"\b(?:born|nee?)\s+(?:in|en)\s+(?P<date>(?:19|20)\d{2})\b")
# « Né » typed with its accent; « ne » where it can only be a birth.
BORN_TYPED: Final = re.compile(r"\b[Nn]\u00e9s?\b")
SAID_BORN: Final = re.compile(
    r"\b(?:suis|chu|est|etait|etais|ete|sommes|sont|toi|moi) ne\b|\bnes? (?:le|en|un|a) |\bne[,:(]"
)
