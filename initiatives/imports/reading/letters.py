"""Which of three one-byte encodings the letters of a text speak for.

Alphabets: the letters beyond a to z of each language, after Unicode CLDR's main exemplar sets.
"""

import re

ALPHABETS = {
    "cp1251": {
        "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
        "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
        "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    },
    "cp1250": {
        "sr": "čćđšž",
        "pl": "ąćęłńóśźż",
        "cs": "áčďéěíňóřšťúůýž",
        "sk": "áäčďéíĺľňóôŕšťúýž",
        "hu": "áéíóöőúüű",
        "ro": "ăâîşţ",
        "de": "äöüß",
        "sq, sr": "çëčćđšž",
    },
    "cp1252": {
        "sq": "çë",
        "fr": "àâæçéèêëîïôœùûüÿ",
        "es": "áéíñóúü",
        "pt": "àáâãçéêíóôõú",
        "de": "äöüß",
        "it": "àèéìîòóùú",
        "nl": "áéëïóöü",
        "sv": "åäöé",
        "da": "åæøé",
        "is": "áæðéíóöúýþ",
        "fi": "äöåšž",
    },
}
LANGUAGES = {
    "cp1250": {"sr", "hr", "bs", "sl", "pl", "cs", "sk", "hu", "ro", "sr-latn", "rs", "ba", "me", "si", "cz"},
    "cp1252": {"fr", "es", "pt", "de", "it", "nl", "sv", "da", "nb", "no", "is", "fi", "ch", "at", "be"},
}
_WORD = re.compile(
    rb"[A-Za-z\x80\x81\x83\x8a\x8c-\x90\x9a\x9c-\x9f\xa1-\xa3\xa5\xa8\xaa\xaf\xb2-\xb4\xb8-\xba\xbc-\xff]+"
)
COMMON = set("оаеиінтсрвл")  # two thirds of the letters of any East or South Slavic text in Cyrillic
_CELL = re.compile(rb"[A-Za-z]{2}(?:-[A-Za-z]{4})?")
_MARKS = re.compile(rb'[,;\t|"]')
_NEVER_WRITTEN = re.compile("[¤¦¨¬\u00ad®¯±µ¶¸ˇ˘˙˛˝]")  # what letters of other encodings turn into


def words(lines):
    """The words of these lines that hold other letters than A to Z."""
    return [word for line in lines for word in _WORD.findall(line) if not word.isascii()]


def is_cyrillic(found):
    """Whether words of two letters and more hold none of A to Z: Latin scripts mix them in, Cyrillic does not."""
    long = [word for word in found if len(word) > 1]
    pure = sum(1 for word in long if not re.search(rb"[A-Za-z]", word))
    return pure * 2 > len(long)


def fit(lines, encoding):
    """(letters that one language of the encoding explains line by line, all letters and signs nobody writes)"""
    explained = total = 0
    for line in lines:
        text = b" ".join(words([line])).decode(encoding, "replace").lower()
        odd = [char for char in text if not char.isascii()]
        explained += max(sum(char in alphabet for char in odd) for alphabet in ALPHABETS[encoding].values())
        total += len(odd) + len(_NEVER_WRITTEN.findall(line.decode(encoding, "replace")))
    return explained, total


def spoken(lines, encoding):
    """How many cells of these lines name a language or a country where the encoding was in use."""
    cells = (cell.strip().lower() for line in lines for cell in _MARKS.split(line))
    return sum(cell.decode() in LANGUAGES[encoding] for cell in cells if _CELL.fullmatch(cell))


def odd_case(found, encoding):
    """The share of words written neither small, nor large, nor with one capital: a sign of another encoding."""
    texts = [text for word in found if (text := word.decode(encoding, "replace")).isalpha() and len(text) > 1]
    odd = sum(not (text.islower() or text.isupper() or text.istitle()) for text in texts)
    return odd / max(len(texts), 1)


def common(found, encoding):
    """The share of the commonest letters in Cyrillic words; small where they were written in another encoding."""
    text = b"".join(found).decode(encoding, "replace").lower()
    return sum(char in COMMON for char in text) / max(len(text), 1)
