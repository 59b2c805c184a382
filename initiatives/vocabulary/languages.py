"""Languages of the interface and of content, what is shown when a text is missing, and how a language is called.

Tags: BCP 47 (RFC 5646); codes: ISO 639-1, else ISO 639-3. Names in the interface languages follow CLDR.
Which language stands in for which is a decision of ours: a reader of Ukrainian is never handed Russian in its place.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from initiatives.vocabulary.base import Entry, Vocabulary

INTERFACE_LANGUAGES = (
    ("en", "English"),
    ("uk", "Українська"),
    ("sq", "Shqip"),
    ("ky", "Кыргызча"),
    ("ru", "Русский"),
    ("sr", "Српски"),
)

ORIGINAL = "original"
FALLBACKS = {
    "en": ("en", ORIGINAL),
    "uk": ("uk", "en", ORIGINAL),
    "sq": ("sq", "en", ORIGINAL),
    "ky": ("ky", "ru", "en", ORIGINAL),
    "ru": ("ru", "en", ORIGINAL),
    "sr": ("sr", "en", ORIGINAL),
}

_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # language, extended language
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"  # script, region
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"  # variants
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",  # extensions, private use
    re.IGNORECASE | re.ASCII,
)

LANGUAGES = Vocabulary(
    "languages",
    [
        Entry("en", _("English")),
        Entry("uk", _("Ukrainian")),
        Entry("sq", _("Albanian")),
        Entry("ky", _("Kyrgyz"), aliases=("Kirghiz",)),
        Entry("ru", _("Russian")),
        Entry("sr", _("Serbian")),
        Entry("bs", _("Bosnian")),
        Entry("hr", _("Croatian")),
        Entry("cnr", _("Montenegrin")),
        Entry("mk", _("Macedonian")),
        Entry("sl", _("Slovenian")),
        Entry("bg", _("Bulgarian")),
        Entry("ro", _("Romanian"), aliases=("Moldovan",)),
        Entry("hu", _("Hungarian")),
        Entry("pl", _("Polish")),
        Entry("cs", _("Czech")),
        Entry("sk", _("Slovak")),
        Entry("be", _("Belarusian")),
        Entry("lt", _("Lithuanian")),
        Entry("lv", _("Latvian")),
        Entry("et", _("Estonian")),
        Entry("fi", _("Finnish")),
        Entry("sv", _("Swedish")),
        Entry("no", _("Norwegian"), aliases=("nb", "nn")),
        Entry("da", _("Danish")),
        Entry("de", _("German")),
        Entry("nl", _("Dutch")),
        Entry("fr", _("French")),
        Entry("es", _("Spanish")),
        Entry("pt", _("Portuguese")),
        Entry("it", _("Italian")),
        Entry("el", _("Greek")),
        Entry("tr", _("Turkish")),
        Entry("az", _("Azerbaijani")),
        Entry("hy", _("Armenian")),
        Entry("ka", _("Georgian")),
        Entry("ab", _("Abkhaz"), aliases=("Abkhazian",)),
        Entry("os", _("Ossetian"), aliases=("Ossetic",)),
        Entry("ce", _("Chechen")),
        Entry("crh", _("Crimean Tatar")),
        Entry("rom", _("Romani"), aliases=("Romany",)),
        Entry("kk", _("Kazakh")),
        Entry("uz", _("Uzbek")),
        Entry("tg", _("Tajik")),
        Entry("tk", _("Turkmen")),
        Entry("ar", _("Arabic")),
        Entry("he", _("Hebrew"), aliases=("iw",)),
        Entry("fa", _("Persian"), aliases=("Farsi",)),
        Entry("prs", _("Dari"), aliases=("fa-AF",)),
        Entry("ps", _("Pashto")),
        Entry("ku", _("Kurdish")),
        Entry("ur", _("Urdu")),
        Entry("hi", _("Hindi")),
        Entry("bn", _("Bengali"), aliases=("Bangla",)),
        Entry("ne", _("Nepali")),
        Entry("si", _("Sinhala")),
        Entry("ta", _("Tamil")),
        Entry("my", _("Burmese"), aliases=("Myanmar",)),
        Entry("th", _("Thai")),
        Entry("km", _("Khmer")),
        Entry("vi", _("Vietnamese")),
        Entry("id", _("Indonesian"), aliases=("Bahasa Indonesia",)),
        Entry("zh", _("Chinese"), aliases=("Mandarin",)),
        Entry("ja", _("Japanese")),
        Entry("ko", _("Korean")),
        Entry("mn", _("Mongolian")),
        Entry("ug", _("Uyghur")),
        Entry("gag", _("Gagauz")),
        Entry("sw", _("Swahili")),
        Entry("so", _("Somali")),
        Entry("am", _("Amharic")),
        Entry("ti", _("Tigrinya")),
    ],
    source="ISO 639; names after CLDR",
)


def best(available: Iterable[str], wanted: str, original: str) -> str | None:
    """The tag among `available` to show a reader of `wanted`, by FALLBACKS; None only where nothing is available.

    A regional or script form stands in for its language ("sr-Latn" for "sr"). Whatever is chosen is told to the reader.
    """
    tags = list(available)
    for step in FALLBACKS.get(_primary(wanted), (wanted, "en", ORIGINAL)):
        tag = _match(original if step == ORIGINAL else step, tags)
        if tag:
            return tag
    return min(tags, key=lambda tag: _primary(tag) == "ru", default=None)


def is_language_tag(text: str) -> bool:
    """Whether `text` has the shape of a BCP 47 tag that begins with a two- or three-letter language."""
    return len(text) <= 35 and _TAG.fullmatch(text) is not None


def language_name(code: str) -> str:
    """What the language is called in the active language: "Serbian", "Serbian (Latn)"; an unknown code as it is."""
    if code in LANGUAGES:
        return str(LANGUAGES[code])
    primary, _hyphen, rest = code.partition("-")
    return f"{LANGUAGES[primary.lower()]} ({rest})" if rest and primary.lower() in LANGUAGES else code


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _match(wanted: str, tags: list[str]) -> str | None:
    same = [tag for tag in tags if tag.lower() == wanted.lower()]
    related = [tag for tag in tags if _primary(tag) == _primary(wanted)]
    return next(iter(same + related), None)
