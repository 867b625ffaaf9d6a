"""Names of terms in the reader's language, all in one query."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from cms.models.vocabulary import Term
from cms.versions import kept


@dataclass(frozen=True, slots=True)
class Word:
    """A term as a reader sees it."""

    kind: str
    key: str
    name: str


class Vocabulary:
    """Every term in one language; what is not translated keeps its Swedish name."""

    def __init__(self, language: str) -> None:
        rows = Term.objects.filter(
            Q(locale__language_code=language) | Q(locale__language_code=settings.LANGUAGE_CODE)
        ).values_list("pk", "kind", "key", "name", "order", "locale__language_code")
        names = {(kind, key): name for _, kind, key, name, _, code in rows if code == language}
        self.by_id: dict[int, Word] = {}
        self.by_kind: dict[str, list[Word]] = {}
        for pk, kind, key, name, _order, code in sorted(rows, key=lambda row: (row[4], row[3])):
            word = Word(kind, key, names.get((kind, key), name))
            self.by_id[pk] = word
            if code == settings.LANGUAGE_CODE:
                self.by_kind.setdefault(kind, []).append(word)
        self.by_key = {
            (word.kind, word.key): word for words in self.by_kind.values() for word in words
        }

    def names(self, ids: Iterable[int]) -> list[str]:
        """Return the names of these terms, in the order of the vocabulary."""
        wanted = {self.by_id[pk] for pk in ids if pk in self.by_id}
        return [word.name for words in self.by_kind.values() for word in words if word in wanted]

    def name(self, kind: str, key: str) -> str:
        """Return one name, or the key itself where no such term exists."""
        word = self.by_key.get((kind, key))
        return word.name if word else key


@kept(size=16)
def vocabulary(language: str) -> Vocabulary:
    """Return all terms in a language, read once per version of the content."""
    return Vocabulary(language)
