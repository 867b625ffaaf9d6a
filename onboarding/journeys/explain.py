"""Why a task is in the plan, in one sentence of the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass

from onboarding.journeys.answers import Answers
from onboarding.journeys.engine import chosen_by
from onboarding.journeys.plan import Item
from onboarding.journeys.schema import Journey


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words that hold reasons together.

    `because` takes the joined `{reasons}`; `everyone` is the whole sentence for a task without
    one. `comma` stands between reasons, `last` before the last.
    """

    because: str = "Because {reasons}."
    everyone: str = "Because everyone who moves to Piteå needs it."
    comma: str = ", "
    last: str = " and "


ENGLISH = Sentence()


def why(item: Item, journey: Journey, answers: Answers, words: Sentence = ENGLISH) -> str:
    """Say why an item is in the plan, from the options that its adult chose.

    A task of the household is explained by the first adult it applies to.
    """
    reasons = tuple(dict.fromkeys(_reasons(item, journey, answers)))
    if not reasons:
        return words.everyone
    sentence = words.because.format(reasons=_joined(reasons, words))
    return f"{sentence[0].upper()}{sentence[1:].rstrip('.')}."


def _reasons(item: Item, journey: Journey, answers: Answers) -> Iterator[str]:
    chosen = chosen_by(answers, item.applies_to[0])
    for line in item.matched:
        question = journey.questions.get(line.question)
        met = line.options & chosen.get(line.question, frozenset())
        for option in question.options if question else ():
            reason = option.reason.strip().rstrip(".")
            if option.key in met and reason:
                yield reason


def _joined(reasons: tuple[str, ...], words: Sentence) -> str:
    *first, last = reasons
    return words.last.join((words.comma.join(first), last)) if first else last
