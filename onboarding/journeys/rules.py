"""Rules: for whom a question is asked, a task applies or a prerequisite counts.

A rule is any of several groups; in a group every line must hold; a line names a question and
the options of which one must be chosen. A rule is always read for one adult, with that
adult's answers and the household's.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

UNANSWERED = "unanswered"
"""The option that stands for a question nobody has answered."""

Chosen: TypeAlias = Mapping[str, frozenset[str]]
"""The chosen options by question key; a question that is not there is unanswered."""

_NOT_ANSWERED = frozenset({UNANSWERED})


@dataclass(frozen=True, slots=True)
class Line:
    """Question `question` is answered with at least one of `options`."""

    question: str
    options: frozenset[str]

    def holds(self, chosen: Chosen) -> bool:
        """Say whether one of the options is chosen, counting no answer as `UNANSWERED`."""
        return not self.options.isdisjoint(chosen.get(self.question, _NOT_ANSWERED))


Group: TypeAlias = tuple[Line, ...]
"""Lines that must all hold."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Any of `groups`; a rule without groups always holds."""

    groups: tuple[Group, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of every group, as written."""
        return (line for group in self.groups for line in group)

    def holds(self, chosen: Chosen) -> bool:
        """Say whether the rule holds for the adult who chose these options."""
        return self.matched(chosen) is not None

    def matched(self, chosen: Chosen) -> Group | None:
        """Return the first group that holds: empty when the rule always does, else None."""
        if not self.groups:
            return ()
        for group in self.groups:
            # Line.holds spelled out: a plan reads some thousand lines.
            for line in group:
                if line.options.isdisjoint(chosen.get(line.question, _NOT_ANSWERED)):
                    break
            else:
                return group
        return None

    def lacking(self, chosen: Chosen, open_questions: Collection[str]) -> Iterator[str]:
        """Name the open questions whose answers could yet make a failed rule hold.

        A group counts when each of its lines holds or reads an open question. Questions may
        come more than once.
        """
        for group in self.groups:
            failing = []
            for line in group:
                if not line.holds(chosen):
                    if line.question not in open_questions:
                        break
                    failing.append(line.question)
            else:
                yield from failing

    def may_hold(self, chosen: Chosen, open_questions: Collection[str]) -> bool:
        """Say whether the rule holds, or could once the open questions are answered."""
        return self.holds(chosen) or any(True for _ in self.lacking(chosen, open_questions))


ALWAYS = Rule()
