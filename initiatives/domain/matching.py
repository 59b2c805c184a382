"""Is it the same organisation? By what people write; never by an acronym alone, never because two look alike."""

from collections import defaultdict

from initiatives.domain import naming
from initiatives.domain.clues import FORM, INITIALS, NAMESAKE, REASONS, SOUND, Clues
from initiatives.domain.naming import Written, name_key, read_name, sound_key
from initiatives.domain.sightings import Sighting, Sightings, overlap

__all__ = ["OrganisationNames", "Sighting", "Sightings", "Written", "name_key", "overlap", "read_name", "sound_key"]

MOST = 5  # proposals for one name
SURE_SOUND = 6  # letters that a name needs to be known in the other script without asking
SURE_JOINED = 12  # letters that a name needs to be the same with other spaces: "Peace building Network"


class OrganisationNames:
    """The names of organisations, to find again by what people write.

    `add` every name and alias; then `find` gives the keys of those that surely bear the name: none, one, or several;
    and `proposals` those that may be meant, with the reason.
    """

    def __init__(self):
        self.by_name, self.by_sound, self.by_joined = defaultdict(set), defaultdict(set), defaultdict(set)
        self.by_identifier, self.acronyms, self.forms = {}, defaultdict(set), defaultdict(set)
        self.added, self._clues = [], None

    def add(self, key, name, kind=""):
        """`kind`: the kind of an alias, "" for the name itself."""
        if kind == "acronym":
            self.acronyms[key, naming.is_cyrillic(name)].add(naming.letters(name))
        else:
            self._add_name(key, name)
        self.added.append((key, name))
        if self._clues:
            self._clues.add(key, name)

    def _add_name(self, key, name):
        for form in (name, _spelled_out(name)):
            folded = name_key(form) if form else ""
            if folded:
                self.by_name[folded].add(key)
                self.by_joined[folded.replace(" ", ""), naming.is_cyrillic(form)].add(key)
                self.by_sound[sound_key(form), naming.is_cyrillic(form)].add(key)
                self.forms[key, folded].add(naming.form(form))

    def add_identifier(self, key, scheme, value):
        self.by_identifier[value] = self.by_identifier[f"{scheme}:{value}"] = key

    def find(self, written):
        """Keys of the organisations that bear this name: by identifier, by name or alias, by the other script."""
        for word in (written.name, written.acronym):
            if word in self.by_identifier:
                return {self.by_identifier[word]}
        found = self._called(written)
        agreeing = {key for key in found if self._agrees(key, written)}
        return agreeing or (found if len(found) > 1 else set())

    def _called(self, written):
        for name in filter(None, (written.name, _spelled_out(written.name), written.translation)):
            if found := self.by_name.get(name_key(name)):
                return found
        cyrillic, joined = naming.is_cyrillic(written.name), name_key(written.name).replace(" ", "")
        if len(joined) >= SURE_JOINED and (found := self.by_joined.get((joined, cyrillic))):
            return found
        sound = sound_key(written.name)
        return self.by_sound.get((sound, not cyrillic), set()) if len(sound) >= SURE_SOUND else set()

    def _agrees(self, key, written):
        """Whether neither the kind of legal form nor the acronym tells the two apart."""
        return not self._other_form(key, written) and not self._other_acronym(key, written)

    def _other_form(self, key, written):
        said, known = naming.form(written.name), self.forms.get((key, name_key(written.name)), set())
        return bool(said and known and said not in known and "" not in known)

    def _other_acronym(self, key, written):
        known = self.acronyms.get((key, naming.is_cyrillic(written.acronym)))
        return bool(written.acronym and known and naming.letters(written.acronym) not in known)

    def proposals(self, written):
        """[(key, reason)] of those that may be meant, the likeliest first; the reasons are those of `clues`."""
        if self._clues is None:
            self._clues = Clues()
            for key, name in self.added:
                self._clues.add(key, name)
        found = self._clues.about(written) | dict(self._doubtful(written))
        ordered = sorted(found.items(), key=lambda pair: (REASONS.index(pair[1]), pair[0]))
        return ordered[:MOST]

    def _doubtful(self, written):
        """Those that are called so but are several, or told apart by form or acronym; or whose name is very short."""
        for key in self._called(written):
            if self._other_form(key, written):
                yield key, FORM
            else:
                yield key, INITIALS if self._other_acronym(key, written) else NAMESAKE
        for key in self.by_sound.get((sound_key(written.name), not naming.is_cyrillic(written.name)), ()):
            yield key, SOUND


def _spelled_out(name):
    """ "United Nations Development Programme" of "UNDP - United Nations Development Programme"; else ""."""
    parts = naming.pieces(name)
    if len(parts) == 2:
        for short, long in (parts, parts[::-1]):
            if naming.is_acronym(short) and naming.letters(short) in naming.initials(long):
                return long
    return ""
