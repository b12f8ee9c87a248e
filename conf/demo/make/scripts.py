"""Tells languages apart, as far as choosing among translations of known folders needs it."""

import re
import unicodedata

_SCRIPTS = {
    "ar": "ARABIC",
    "bn": "BENGALI",
    "gu": "GUJARATI",
    "hi": "DEVANAGARI",
    "ml": "MALAYALAM",
    "mr": "DEVANAGARI",
    "ne": "DEVANAGARI",
    "ta": "TAMIL",
    "te": "TELUGU",
    "ur": "ARABIC",
    "zh": "CJK",
}

_ENGLISH = frozenset("the of and to is are you your this that for with from it be can will not on in".split())


def is_translated(text, lang):
    """Whether most letters of `text` are of the script of `lang`; for Latin scripts, whether it lacks English words.

    For English itself, whether it is in Latin script at all.
    """
    letters = [char for char in text if char.isalpha() or unicodedata.category(char).startswith("M")]
    if not letters:
        return False
    script = _SCRIPTS.get(lang, "LATIN")
    share = sum(unicodedata.name(char, "").startswith(script) for char in letters) / len(letters)
    if share < 0.6:
        return False
    if script != "LATIN" or lang == "en":
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in _ENGLISH for word in words) <= 0.1 * len(words)
