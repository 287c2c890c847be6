"""What is written in the journeys: plain, invented, and without any way to hurt oneself."""

from __future__ import annotations

TITLE = {"en": "Sleeping after a hard winter", "fr": "Dormir après un hiver difficile"}
TELLING = {
    "en": "You can call me at 613-555-0142. I was posted at CFB Gagetown and I still wake up early.",
    "fr": "On peut m'appeler au 613-555-0142. J'étais en poste à la BFC Valcartier et je me réveille encore tôt.",
}
MASKS = {
    "en": ("[phone number removed]", "[unit or base removed]"),
    "fr": ("[numéro de téléphone retiré]", "[unité ou base retirée]"),
}
TAKEN_OUT = {"en": ("613-555-0142", "Gagetown"), "fr": ("613-555-0142", "Valcartier")}
URGENT = {"en": "I said my goodbyes tonight.", "fr": "J'ai fait mes adieux ce soir."}
EDITED = {"en": "I still wake up early, far from that place.", "fr": "Je me réveille encore tôt, loin de là-bas."}
WORDS = {"en": "Thank you for trusting us with this.", "fr": "Merci de nous confier cela."}
