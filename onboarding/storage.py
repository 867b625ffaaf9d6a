"""Where the wizard keeps its answers: in the move's own rows.

formtools keeps a wizard in the session, one for all tabs, and loses it when the
session goes. Here every answer is a row, committed before the next page is shown.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from formtools.wizard.storage.base import BaseStorage

from onboarding import answering
from onboarding.access import begin_move, open_move
from onboarding.forms import ScreenForm
from onboarding.models import Move


class MoveStorage(BaseStorage):
    """formtools' interface over a move. Reading writes nothing."""

    def __init__(
        self, prefix: str, request: HttpRequest | None = None, file_storage: Any = None
    ) -> None:
        super().__init__(prefix, request, file_storage)
        self.init_data()
        self.move: Move | None = open_move(request) if request else None

    @transaction.atomic
    def keep(self, form: ScreenForm) -> None:
        """Keep the answers of one page. The first page that is kept makes the move."""
        if self.move is None:
            self.move = begin_move(self.request, self.request.POST.get("key", ""))
        answers = form.answers()
        adult = form.screen.adult
        answering.write(self.move, None if adult is None else adult + 1, answers)
        if answering.ADULTS_QUESTION in answers:
            count = answers[answering.ADULTS_QUESTION] or 1
            answering.name_adults(self.move, int(count), form.aliases())

    def get_step_data(self, step: str) -> None:
        """Return nothing: a page shows kept answers as its initial values."""

    def set_step_data(self, step: str, cleaned_data: Any) -> None:
        """Do nothing: `keep` has written the answers already."""

    def reset(self) -> None:
        """Do nothing: answers are kept until the mover deletes them or thirty days pass."""
