"""The languages of Guiju: English in the source, 简体 and 繁體 in catalogues beside this file.

`gather` finds every text that people read, `python -m guiju.tongues.gather` brings the catalogues
up to date, a test fails where one has no translation.
"""

from guiju.tongues.choosing import TONGUES, Tongue, tongue_in, tongue_of
from guiju.tongues.speech import Lenient, Speech, Telling, Told, filled, speech

__all__ = [
    "TONGUES",
    "Lenient",
    "Speech",
    "Telling",
    "Told",
    "Tongue",
    "filled",
    "speech",
    "tongue_in",
    "tongue_of",
]
