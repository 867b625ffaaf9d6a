"""The way to an e-ID: the tasks of a plan that lead there, each waiting for the one before.

Which tasks those are is not written here: they are what the goal needs or is helped by, and
what those need in turn, as editors have set it. So a changed prerequisite changes the picture.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onboarding.planning import Row, Shown

GOAL = "get-eid"
"""The key of the task that opens everything done with an e-ID (BankID, Freja)."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The gates of one adult, in the order they are gone through; the last one is the goal."""

    who: str
    gates: tuple[Row, ...]

    @property
    def now(self) -> tuple[Row, ...]:
        """The gates that can be gone through today."""
        begun = (row for row in self.gates if row.state in {"ready", "late", "doing"})
        return tuple(row for row in begun if not row.waits_for)


def of(shown: Shown) -> Chain | None:
    """Return the way of the reader, or of the first adult who has one; None once it is gone."""
    rows = shown.rows
    goal = next((row for row in shown.mine if row.task.key == GOAL and row.is_open), None)
    if goal is None or goal.is_closed:
        return None
    own = {row.task.key: row for row in rows if row.item.adult in {None, goal.item.adult}}
    gates = [row for row in _leading_to(goal, own) if row.state != "not_for_us"]
    return Chain(goal.who, tuple(gates)) if len(gates) > 1 else None


def _leading_to(goal: Row, own: Mapping[str, Row]) -> Iterator[Row]:
    """Name what a goal needs before the goal itself, each once and after what it needs."""
    seen: set[str] = set()

    def visit(row: Row) -> Iterator[Row]:
        for key in _needs(row, own, with_help=row is goal):
            if key not in seen:
                seen.add(key)
                yield from visit(own[key])
        yield row

    return visit(goal)


def _needs(row: Row, own: Mapping[str, Row], *, with_help: bool) -> Iterable[str]:
    """Return what a task needs, of the tasks in the plan, the earliest first."""
    needed = (p for p in row.task.prerequisites if with_help or not p.helpful)
    named = {key for prerequisite in needed for key in prerequisite.any_of if key in own}
    return sorted(named, key=lambda key: _order(own[key]))


def _order(row: Row) -> tuple[bool, object, str]:
    due = row.item.due
    return due is None, due or row.task.key, row.task.key
