"""How units, bases and ships are written, and the words without which none can stand in a text."""

from __future__ import annotations

from typing import Final

from .scan import Pattern, word_set

_NAME: Final = r"[a-z][\w'-]{1,25}"
BASE: Final = Pattern(
    rf"\b(?P<head>cfb|bfc|cfs|sfc|cfad|dmfc|asu|usa|fob|camp|hmcs|ncsm|garnison|garrison|crfm|mfrc|base\sde"
    rf"|base\sof|fort|station|cfsu|ceb|bns|bon\ssvc)\s"
    rf"(?:(?P<saint>st|ste|saint|sainte|ville\sde|baie|cold|moose|goose|north|shilo"
    rf"|d')[\s.-]{{0,2}})?(?P<name>{_NAME})(?:[\s-](?P<second>{_NAME}))?"
)
CAREFUL: Final = frozenset(
    ["camp", "fob", "usa", "garnison", "garrison", "fort", "station", "base de", "base of", "ceb", "bon svc"]
)
HASHED: Final = Pattern(r"(?<!\w)#?(?:hmcs|ncsm|cfb|bfc)[_]?[a-z][\w]{2,25}")
_NTH: Final = r"(?:e|eme|ieme|em|er|ere|re|th|st|nd|rd|d)?"
_SAID: Final = (
    r"(?:first|second|third|fourth|fifth|premier|premiere|deuxieme|troisieme|quatrieme|cinquieme|one|two|three|five)"
)
_ORDER: Final = rf"(?<![\w.,$])(?:(?:\d{{1,4}}{_NTH}|\d{{1,3}}\s(?:eme|ieme|em|e)|{_SAID})[\s-]?)"
_ADJECTIVE: Final = (
    r"(?:royal|canadian|cdn|mechanized|field|fd|combat|light|lt|service|svc|tactical|tac|helicopter|hel|air"
    r"|aerial|engineer|engr|military|mil|police|signals?|sigs"
    r"|maritime|transport|search|and|rescue|general|support|training|intelligence|int|medical|med|electronic"
    r"|warfare|operational|ranger|patrol|maintenance|maint|logistics"
    r"|communications?|comm|infantry|inf|armoured|artillery|arty|construction|dental|health|services?"
    r"|refuelling|fighter|reconnaissance|recce|strike|canadien(?:ne)?|de|division|div)"
)
_HEAD: Final = (
    r"(?:squadrons?|sqn|escadrons?|escadre|esc|ere|wing|wg|battalion|bn|bataillon|bat|bon|field\sambulance"
    r"|fd\samb|ambulance|brigade|bde|regiment|regt?|rgt|rcr|ppcli|r22er|r22r|rcha"
    r"|vp|cer|rgc|esr|rag|ral[lc]?|rbc|rcd|cmbg|gbmc|gbc|cbg|etah|eta|ehm|svc\sbn|bns|bn\ssvc|platoon|pl"
    r"|peloton|coy|company|compagnie|troop|battery|bty|batterie|division|div|health\sservices"
    r"|crpg|gprc|groupe[\s-]brigade|brigade\sgroup|patrol\sgroup|groupe|group|hussars|highlanders|rangers"
    r"|fusiliers|dragoons|guards|health\sservices\scentre|service\sbattalion|amf|ams|amas|fse|esm|mp\scoy"
    r"|air\sdefence|hq|qg|division\ssupport\s(?:base|group)|groupe\sde\ssoutien(?:\sde\sdivision)?"
    r"|base\sde\ssoutien(?:\sde\sdivision)?)"
)
_FRENCH_TAIL: Final = (
    r"(?:\s(?:d'|l'|de\sl')?(?:de\sla|de|du|des|tactique|blinde|mecanise|leger|legere|canadien(?:ne)?|royal|22e|22"
    r"|vingt[\s-]deuxieme|campagne|combat|genie|services?|helicopteres|transmissions"
    r"|patrouilles|rangers|artillerie|d'artillerie|canada|police|militaire|soutien|sante|instruction|transport"
    r"|recherche|sauvetage|infanterie|mecanisee?|reserve|brigade|regiment|division"
    r"|d'helicopteres|d'appui|d'infanterie|d'instruction|d'entretien|maintenance|field|combat|ambulance|group"
    r"|royal\scanadian|regiment)(?!\w))*"
)
UNIT: Final = Pattern(
    rf"{_ORDER}(?:{_ADJECTIVE}\s?){{0,4}}{_HEAD}(?![\w'])(?:(?<=escadron)|(?<=e)|(?<=n)|(?<=t)|(?<=p)|(?<=r)"
    rf"|(?<=\w)){_FRENCH_TAIL}(?:\s(?P<name>{_NAME}))?"
)
SHORT: Final = word_set(
    "pl div bat esc ere eta bon group groupe vp hq qg company compagnie division troop rcd rag cer wg guards "
    "troops fse and ambulance"
)
SAID_FIRST: Final = Pattern(
    rf"(?<=(?:the|le|la|au|du|in|,)\s)\b{_SAID}\s(?:battalion|bn|bataillon|squadron|escadron|brigade|regiment"
    rf"|field\sambulance|platoon|peloton)\b"
)
LETTERED: Final = Pattern(
    r"\b(?P<letter>[a-h]|alpha|bravo|charlie|delta|echo|foxtrot)\s(?:coy|squadron|sqn|company|battery|bty"
    r"|flight)\b|\b(?:compagnie|cie|escadron|batterie)\s[\"]?[a-h]\b"
    r"(?:\s(?:du|de\sla)\s\d{1,3}e?\s(?:bataillon|bn|bon|regiment))?"
)
NUMBERED: Final = Pattern(
    r"\b(?:peloton|platoon|cours|serial|course|corps(?:\sde\scadets)?|troop)\s(?:no\s"
    r"|#)?\d{3,4}[a-z]?\b(?:\s(?:de|du)\s(?:st|ste|saint|sainte)?[\s-]?[a-z][\w'-]+)?"
)
HEADED: Final = Pattern(
    r"\b(?P<name>(?:[a-z][\w'.-]{1,20}\s){1,4})(?:regiment|regment|rifles|highlanders|hussars|fusiliers"
    r"|dragoons|rangers|grenadiers|voltigeurs|foresters|scottish)\b"
)
UNIT_WORDS: Final = word_set(
    "regiment regment rifles highlanders hussars fusiliers dragoons grenadiers foresters scottish"
)
BASE_WORDS: Final = word_set(
    "cfb bfc cfs sfc hmcs ncsm cfad dmfc asu crfm mfrc camp fob usa garnison garrison fort station base cfsu "
    "bns ceb bon"
)
LETTERED_WORDS: Final = frozenset(
    ["coy", "squadron", "sqn", "company", "battery", "bty", "compagnie", "cie", "escadron", "batterie", "flight"]
)
NUMBERED_WORDS: Final = frozenset(["peloton", "platoon", "cours", "serial", "course", "corps", "troop"])
SAID_WORDS: Final = word_set("first second third fourth fifth premier premiere deuxieme troisieme quatrieme cinquieme")

# One of these stands in every numbered unit, unless it is glued to its number.
HEAD_WORDS: Final = word_set(
    "squadron squadrons sqn escadron escadrons escadre esc ere wing wg battalion bn bataillon bat bon field fd "
    "ambulance brigade bde regiment reg regt rgt rcr ppcli r22er r22r rcha vp cer rgc esr rag ral ralc rbc rcd "
    "cmbg gbmc gbc cbg etah eta ehm svc bns platoon pl peloton coy company compagnie troop battery bty batterie "
    "division div health crpg gprc groupe brigade patrol group hussars highlanders rangers fusiliers dragoons "
    "guards base service amf ams amas fse esm mp air hq qg"
)
