"""The one walk through a journey's questions.

From it come next, previous, progress, "may I be here yet" and which answers count. Conditions
are read in the order of the journey, from the answers that count so far; a question whose
condition does not hold is not asked, and an answer it may have is stored but unused.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from onboarding.journeys.answers import MOST_ADULTS, Adult, Answers, MonthDate, Value
from onboarding.journeys.rules import Chosen
from onboarding.journeys.schema import OWN_DAYS, AskedOf, Journey, Phase, Question, Step


@dataclass(frozen=True, slots=True)
class Person:
    """What the walk found out about one adult, the household's answers included.

    `values` and `chosen` hold the answers that count, as given and as options; `asked` the
    questions on the path; `unanswered` those without an answer that are on the path or could
    still come onto it.
    """

    index: int
    values: dict[str, Value] = field(default_factory=dict)
    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    unanswered: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Screen:
    """One page of the wizard; `adult` is the index of who is asked, None for the household.

    `key` stays the same whatever is answered.
    """

    key: str
    phase: Phase
    step: Step
    questions: tuple[Question, ...]
    adult: int | None


@dataclass(frozen=True, slots=True)
class Path:
    """The screens of a household, in order. Keys that are not on the path raise KeyError."""

    screens: tuple[Screen, ...]

    def within(self, phase: str) -> "Path":
        """Return the part of the path that lies in one phase."""
        return Path(tuple(screen for screen in self.screens if screen.phase.key == phase))

    def __contains__(self, key: object) -> bool:
        return any(screen.key == key for screen in self.screens)

    def find(self, key: str) -> Screen:
        """Return the screen of this key."""
        return self.screens[self._index(key)]

    def after(self, key: str) -> Screen | None:
        """Return the next screen, None after the last."""
        return next(iter(self.screens[self._index(key) + 1 :]), None)

    def before(self, key: str) -> Screen | None:
        """Return the previous screen, None before the first."""
        index = self._index(key)
        return self.screens[index - 1] if index else None

    def position(self, key: str) -> tuple[int, int]:
        """Return the screen's number, from 1, and the number of screens."""
        return self._index(key) + 1, len(self.screens)

    def may_enter(self, key: str, seen: Collection[str]) -> bool:
        """Say whether a screen is on the path and every screen before it has been seen."""
        for screen in self.screens:
            if screen.key == key:
                return True
            if screen.key not in seen:
                return False
        return False

    def _index(self, key: str) -> int:
        for index, screen in enumerate(self.screens):
            if screen.key == key:
                return index
        raise KeyError(key)


def path(journey: Journey, answers: Answers) -> Path:
    """Return the screens that this household meets, in order."""
    people = walk(journey, answers)
    return Path(tuple(screen for block in _blocks(journey) for screen in _screens(block, people)))


@lru_cache(maxsize=32)
def every_screen(journey: Journey) -> Mapping[str, Screen]:
    """Return the screens that anybody could meet, by key and in order, with all their questions."""
    people = tuple(Person(index, asked=set(journey.questions)) for index in range(MOST_ADULTS))
    return {screen.key: screen for block in _blocks(journey) for screen in _screens(block, people)}


def relevant(journey: Journey, answers: Answers) -> Answers:
    """Return the answers without those to questions that are not on the path."""
    people = walk(journey, answers)
    adults = tuple(
        replace(adult, answers=_only(adult.answers, person.asked))
        for adult, person in zip(answers.adults, people, strict=True)
    )
    return replace(answers, household=_only(answers.household, people[0].asked), adults=adults)


def walk(journey: Journey, answers: Answers) -> tuple[Person, ...]:
    """Go through the questions in order and find out, per adult, what is asked and answered."""
    people = tuple(Person(index) for index in range(len(answers.adults)))
    for question in journey.questions.values():
        if question.asked_of is AskedOf.HOUSEHOLD:
            _ask(question, people, answers.household.get(question.key))
            if question.key in OWN_DAYS:
                _note_own_days(question, people, answers.adults)
        else:
            for person, adult in zip(people, answers.adults, strict=True):
                _ask(question, (person,), adult.answers.get(question.key))
    return people


def options_of(value: Value) -> frozenset[str]:
    """Return an answer as the options that rules read; a date has none."""
    match value:
        case str():
            return frozenset((value,))
        case tuple():
            return frozenset(value)
        case date() | MonthDate():
            return frozenset()
        case number:
            return frozenset((str(number),))


def chosen_by(answers: Answers, adult: int) -> Chosen:
    """Return every answer of one adult and of the household as options, used or not."""
    values = {**answers.household, **answers.adults[adult].answers}
    return {key: options_of(value) for key, value in values.items() if value is not None}


def _ask(question: Question, people: tuple[Person, ...], value: Value | None) -> None:
    """Put a question to people who share its answer: one adult, or the whole household."""
    condition = question.condition
    if any(condition.holds(person.chosen) for person in people):
        for person in people:
            person.asked.add(question.key)
            _note(person, question.key, value)
    elif any(condition.may_hold(person.chosen, person.unanswered) for person in people):
        for person in people:
            person.unanswered.add(question.key)


def _note_own_days(
    question: Question, people: tuple[Person, ...], adults: tuple[Adult, ...]
) -> None:
    """Let an adult's own day stand before the household's."""
    for person, adult in zip(people, adults, strict=True):
        own = adult.answers.get(question.key)
        if own is not None and question.key in person.asked:
            _note(person, question.key, own)


def _note(person: Person, question: str, value: Value | None) -> None:
    if value is None:
        person.unanswered.add(question)
    else:
        person.unanswered.discard(question)
        person.values[question] = value
        person.chosen[question] = options_of(value)


def _only(answers: Mapping[str, Value | None], asked: set[str]) -> dict[str, Value | None]:
    return {key: value for key, value in answers.items() if key in asked}


@dataclass(frozen=True, slots=True)
class _Page:
    """Questions that are shown together, as written in the journey."""

    phase: Phase
    step: Step
    questions: tuple[Question, ...]

    @property
    def asked_of(self) -> AskedOf:
        return self.questions[0].asked_of


# A household page stands alone; the pages of a block are gone through by one adult at a time.
_Block = tuple[_Page, ...]


@lru_cache(maxsize=32)
def _blocks(journey: Journey) -> tuple[_Block, ...]:
    """Divide a journey into pages, and join the pages that one adult meets in a row."""
    return tuple(
        block
        for phase in journey.phases
        for step in phase.steps
        for block in _joined(_pages(phase, step))
    )


def _pages(phase: Phase, step: Step) -> Iterator[_Page]:
    together: list[Question] = []
    for question in step.questions:
        if together and _begins_page(question, together):
            yield _Page(phase, step, tuple(together))
            together = []
        together.append(question)
    if together:
        yield _Page(phase, step, tuple(together))


def _begins_page(question: Question, together: list[Question]) -> bool:
    on_page = {other.key for other in together}
    return (
        question.starts_page
        or question.asked_of is not together[0].asked_of
        or any(line.question in on_page for line in question.condition.lines)
    )


def _joined(pages: Iterator[_Page]) -> Iterator[_Block]:
    block: list[_Page] = []
    for page in pages:
        if block and AskedOf.HOUSEHOLD in (page.asked_of, block[0].asked_of):
            yield tuple(block)
            block = []
        block.append(page)
    if block:
        yield tuple(block)


def _screens(block: _Block, people: tuple[Person, ...]) -> Iterator[Screen]:
    if block[0].asked_of is AskedOf.HOUSEHOLD:
        yield from _screens_of(block, people[0], None)
    else:
        for person in people:
            yield from _screens_of(block, person, person.index)


def _screens_of(block: _Block, person: Person, adult: int | None) -> Iterator[Screen]:
    for page in block:
        asked = tuple(question for question in page.questions if question.key in person.asked)
        if asked:
            first = page.questions[0].key
            key = first if adult is None else f"{first}.{adult + 1}"
            yield Screen(key, page.phase, page.step, asked, adult)
