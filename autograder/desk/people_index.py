"""Who in a class is called by an id, an address, a number, a name: the tables that a download's names are looked up in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from autograder.desk.names import letters, nfc, plain
from autograder.desk.roster import Person

_SHORT = 4  # letters of an id that may stand in a name by chance


class Index:
    """The class by everything that a platform may call somebody. `numbers` are a platform's, as a worksheet says them."""

    def __init__(self, people: Iterable[Person], numbers: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.people = {one.id: one for one in people}
        self.numbers = dict(numbers or {})
        self._words: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(4))
        self._platforms: dict[str, set[str]] = defaultdict(set)
        self._platform_ids: dict[str, set[str]] = defaultdict(set)
        self._everywhere: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._teams: dict[str, set[str]] = defaultdict(set)
        self.sections: set[str] = set()
        for one in self.people.values():
            logins = one.logins.split()
            general = [word for word in logins if ":" not in word]
            ways = ([one.id], [one.email], [*general, *one.account.split()], [one.email.partition("@")[0]])
            for way, words in zip(self._words, ways, strict=True):
                for word in filter(None, words):
                    way[nfc(word).casefold()].add(one.id)
            for word in logins:
                if ":" in word:
                    self._platforms[word.casefold()].add(one.id)
            accounts = (*one.account.split(), *(word.rpartition(":")[2] for word in logins))
            for word in filter(None, (one.id, one.email, one.platform_id, *accounts)):
                self._everywhere[nfc(word).casefold()].add(one.id)
            if one.platform_id:
                self._platform_ids[one.platform_id].add(one.id)
            for name in names(one):
                self._names[name].add(one.id)
            for team in one.teams:
                self.sections.add(team)
                if letters(team) and not one.dropped:
                    self._teams[letters(team)].add(one.id)
        self._glued = {f"{letters(one.id)}{name}": one.id for one in self.people.values() for name in names(one)}
        shapes = {_shape(one) for one in self.people}
        self._shapes = {shape for shape in shapes if "9" in shape and len(shape) > _SHORT}

    def word(self, text: str) -> set[str]:
        """Whose id it is, else whose address, name on a platform, or part of the address before the @."""
        return next((set(way[key]) for way in self._words if (key := nfc(text).casefold()) in way), set())

    def is_id(self, text: str) -> bool:
        """Whether it is somebody's id, and no word."""
        return nfc(text).casefold() in self._words[0] and any(map(str.isdigit, text))

    def account(self, text: str) -> set[str]:
        """The same for a word that stands among others, where a mere first or last name may stand as well."""
        ways = self._words if not text.isalpha() else self._words[:3]
        return next((set(way[key]) for way in ways if (key := nfc(text).casefold()) in way), set())

    def number(self, platform: str, number: str) -> tuple[set[str], bool]:
        """Whose number of a platform it is; and whether that was said of this platform and not of any."""
        said = self._platforms.get(f"{platform}:{number}".casefold())
        if said is None and number in self.numbers:
            said = set(self.numbers[number])
        return (set(said), True) if said else (set(self._platform_ids.get(number, ())), False)

    def login(self, platform: str, word: str) -> set[str]:
        """Whose account of a platform it is."""
        return set(self._platforms.get(f"{platform}:{word}".casefold(), ())) or self.word(word)

    def anywhere(self, word: str) -> set[str]:
        """Everybody whose id, whole address, number or account it is on whatever platform: for a table that does not say which one it is from."""
        return set(self._everywhere.get(nfc(word).casefold(), ()))

    def name(self, text: str) -> set[str]:
        """Who has this name, in either order and whatever the platform leaves out."""
        return set(self._names.get(letters(text)) or self._names.get(plain(text)) or ())

    def glued(self, text: str) -> set[str]:
        """Whose id and name it is, with nothing between."""
        return {who for key in (letters(text), plain(text)) if (who := self._glued.get(key))}

    def team(self, text: str) -> set[str]:
        """Who is in the team of this name."""
        return set(self._teams.get(letters(text), ()))

    def shares_a_name(self, who: str, text: str) -> bool:
        """Whether a part of somebody's name stands in a text: a platform may shorten it, or run it together."""
        one, run_together = self.people[who], plain(text)
        parts = map(plain, f"{one.first_name} {one.last_name}".split())
        return who in self.name(text) or any(len(part) > 1 and part in run_together for part in parts)

    def foreign(self, token: str) -> bool:
        """Whether a word looks like an id of this class and is nobody's."""
        return _shape(token) in self._shapes and not self.word(token)

    def ids_within(self, text: str, tokens: Iterable[str]) -> set[str]:
        """Whose id stands in a name between spaces, or as figures beside letters; a short one might do so by chance."""
        found = {
            name
            for name in self.people
            if len(name) >= _SHORT
            and any(map(str.isdigit, name))
            and re.search(rf"(?<!\S){re.escape(' '.join(_spaced(name)))}(?!\S)", text)
        }
        for token in tokens:
            if len(token) >= _SHORT and any(letter.isdigit() for letter in token):
                found |= self._words[0].get(token, set())
        return found


def names(one: Person) -> set[str]:
    """A name run together, in both orders, with and without accents."""
    orders = (one.first_name + one.last_name, one.last_name + one.first_name)
    return {form for order in orders for form in (letters(order), plain(order)) if form}


def _spaced(text: str) -> list[str]:
    return re.sub(r"[\s_.,()\[\]+~&–—-]+", " ", nfc(text).casefold()).split()


def _shape(text: str) -> str:
    """An id with 9 for every figure and a for every letter."""
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", text.casefold()))
