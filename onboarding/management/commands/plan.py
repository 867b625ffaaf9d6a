"""Print the plan of a household as JSON, to check the advice against the rules."""

import json
import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from onboarding.journeys.answers import WrongAnswers, parse
from onboarding.journeys.plan import build
from onboarding.journeys.schema import Journey
from onboarding.journeys.serialise import as_json
from onboarding.loading import load_journey
from onboarding.planning import sentence

WRONG_INPUT = 2


def day(text: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date, expected YYYY-MM-DD") from error


class Command(BaseCommand):
    """`manage.py plan --answers FILE.json [--language sv] [--today DATE]`"""

    help = "Print the plan that follows from answers in a JSON file; a list gives a list of plans."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--answers", required=True, metavar="FILE")
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)
        parser.add_argument("--today", type=day, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        data = self._read(options["answers"])
        with translation.override(options["language"]):
            journey = load_journey(options["language"])
            if journey is None:
                raise CommandError("There is no journey yet. Run load_content first.")
            plans = self._plans(journey, data, options["today"] or timezone.localdate())
        result = {"plans": plans} if isinstance(data, list) else plans[0]
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))

    def _read(self, name: str) -> Any:
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
            return json.loads(text)
        except (OSError, ValueError) as error:
            raise CommandError(f"{name}: {error}", returncode=WRONG_INPUT) from error

    def _plans(self, journey: Journey, data: Any, today: date) -> list[dict[str, Any]]:
        households = data if isinstance(data, list) else [data]
        words = sentence()
        try:
            answers = [parse(journey, household) for household in households]
        except WrongAnswers as error:
            raise CommandError(str(error), returncode=WRONG_INPUT) from error
        return [as_json(build(journey, one, today), journey, one, words) for one in answers]
