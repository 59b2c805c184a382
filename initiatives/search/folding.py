"""Text as search compares it: no case, no accents, one script. The same on both databases, because Python does it."""

import re
import unicodedata

# Cyrillic letters of Ukrainian, Russian, Kyrgyz and Serbian in the Latin letters people type for them.
# Keys are lower case and already without combining marks where Unicode can take them off.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "е": "e", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "ң": "ng", "о": "o",
    "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ү": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
LATIN = {"đ": "dj", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
LETTERS = str.maketrans(CYRILLIC | LATIN)
APOSTROPHES = re.compile("[’'ʼ`´‘]")
WORD = re.compile(r"\w+")
LONGEST = 60  # characters of a word that are compared


def strip_marks(text):
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def bare(text):
    """`text` without the apostrophes that stand inside words, with underscores as spaces, accents joined."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").replace("_", " ")
    return APOSTROPHES.sub("", unicodedata.normalize("NFC", text)).replace("_", " ")


def fold(text):
    """Words of `text` in comparable form, separated by single spaces: "Shtërpcë – Київ" gives "shterpce kiiv"."""
    latin = bare(text).casefold()
    if not latin.isascii():
        latin = strip_marks(latin).translate(LETTERS)
    return " ".join(word[:LONGEST] for word in WORD.findall(latin))


def sort_key(title):
    """Titles in one order for every script, at most 200 characters."""
    return fold(title)[:200]
