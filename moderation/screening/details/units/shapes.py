"""How a numbered unit is written: "1 RCR", « 2e Bataillon du Royal 22e Régiment », "4 Wing Cold Lake"."""

from __future__ import annotations

from typing import Final

from ..scan import Pattern
from ..wordlists import word_lists

WORDS: Final = word_lists("unit_words")
COUNTS: Final = WORDS["counts"]
NAME: Final = r"[a-z][\w'-]{1,25}"
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
    r"|fd\samb|amb|ambulance|brigade|bde|regiment|regt?|rgt|rcr|ppcli|r22er|r22r|rcha"
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
    rf"|(?<=\w)){_FRENCH_TAIL}(?:\s(?P<name>{NAME}))?"
)
