"""Words: whether a text may go out, whether an opinion is concrete, and how to mend them.

`lint` looks at one text and gives every hit with its place; `advise` says in a reader's language
what is wrong and how to mend it. Neither knows where the text came from. Texts of any of the
three languages are looked at by the words of all three, since people mix them.
"""

from guiju.standard.phrases.advice import advise
from guiju.standard.phrases.hit import Hit, Place, Spoken, SpokenPart
from guiju.standard.phrases.looking import KINDS, VERDICTS, lint
from guiju.standard.phrases.marks import Mark, marks_of

__all__ = [
    "KINDS",
    "VERDICTS",
    "Hit",
    "Mark",
    "Place",
    "Spoken",
    "SpokenPart",
    "advise",
    "lint",
    "marks_of",
]
