"""How the text in a language came to be; told to the reader beside the text. Our own list."""

from django.utils.translation import pgettext_lazy

from initiatives.vocabulary.base import Entry, Vocabulary

TRANSLATION_METHODS = Vocabulary(
    "translation methods",
    [
        Entry("original", pgettext_lazy("translation", "Original text")),
        Entry("human", pgettext_lazy("translation", "Translated by a person"), aliases=("translator",)),
        Entry("machine", pgettext_lazy("translation", "Translated by machine"), aliases=("machine translation", "mt")),
        Entry("editors", pgettext_lazy("translation", "Written by the editors"), aliases=("editorial",)),
    ],
    source="own list",
)
