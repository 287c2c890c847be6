"""What is written in the journeys: plain, invented, and without any way to hurt oneself."""

from __future__ import annotations

TITLE = {"en": "Sleeping after a hard winter", "fr": "Dormir après un hiver difficile"}
TELLING = {
    "en": "You can call me at 613-555-0142. I was posted at CFB Gagetown and the bread there was good.",
    "fr": "On peut m'appeler au 613-555-0142. J'étais en poste à la BFC Valcartier et le pain y était bon.",
}
MASKS = {
    "en": ("[phone number removed]", "[unit or base removed]"),
    "fr": ("[numéro de téléphone retiré]", "[unité ou base retirée]"),
}
TAKEN_OUT = {"en": ("613-555-0142", "Gagetown"), "fr": ("613-555-0142", "Valcartier")}
URGENT = {"en": "I said my goodbyes tonight.", "fr": "J'ai fait mes adieux ce soir."}
EDITED = {"en": "The bread was good where I was posted.", "fr": "Le pain était bon là où j'étais en poste."}
WORDS = {"en": "Thank you for trusting us with this.", "fr": "Merci de nous confier cela."}
