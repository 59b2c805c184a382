"""Why an organisation is proposed as the one that a file means, said to the editor."""

from django.utils.translation import gettext_lazy as _

from initiatives.domain import clues

REASONS = {
    clues.NAMESAKE: _("it is called the same"),
    clues.FORM: _("it is called the same, but has another legal form"),
    clues.INITIALS: _("it is called the same, but has another acronym"),
    clues.KNOWN: _("both are names of one well-known body"),
    clues.ACRONYM: _("one is the acronym of the other; an acronym alone is not enough"),
    clues.SOUND: _("it sounds the same"),
    clues.MEANING: _("its words mean the same"),
    clues.SLIP: _("its name is much like this"),
    clues.PART: _("its name is the same but for a common word, or a part of this"),
    clues.WORDS: _("most of its words mean the same"),
    clues.MEANT: _("the acronym would fit its name in English"),
}
