"""Print the plan of a household as JSON, to check the advice against the rules."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from onboarding.journeys.answers import Answers, WrongAnswers, parse, read_day
from onboarding.journeys.plan import build
from onboarding.journeys.schema import Journey
from onboarding.journeys.serialise import as_json
from onboarding.loading import load_journey
from onboarding.planning import sentence

WRONG_INPUT = 2


class WrongInput(CommandError):
    """What was given cannot be read: one line that names it, and status 2."""

    def __init__(self, text: str) -> None:
        super().__init__(text, returncode=WRONG_INPUT)


class Command(BaseCommand):
    """`manage.py plan --answers FILE.json [--language sv] [--today DATE]`"""

    help = "Print the plan that follows from answers in a JSON file; a list gives a list of plans."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        # Read below, not by argparse, which would print how to call the command as well.
        parser.add_argument("--answers", required=True, metavar="FILE")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, metavar="CODE")
        parser.add_argument("--today", metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        language, today = _language(options["language"]), _day(options["today"])
        data = _read(options["answers"])
        with translation.override(language):
            journey = load_journey(language)
            if journey is None:
                raise CommandError("There is no journey yet. Run load_content first.")
            if isinstance(data, list):
                result = {"plans": _plans(journey, data, today)}
            else:
                result = _plan(journey, _answers(journey, data), today)
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))


def _language(code: str) -> str:
    codes = [known for known, _name in settings.LANGUAGES]
    if code not in codes:
        raise WrongInput(f"--language: unknown language {code!r}, expected {' or '.join(codes)}")
    return code


def _day(text: str | None) -> date:
    if text is None:
        return timezone.localdate()
    try:
        return read_day(text, "--today")
    except WrongAnswers as error:
        raise WrongInput(str(error)) from error


def _read(name: str) -> Any:
    try:
        # Some editors begin a file with a mark of its encoding.
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        return json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise WrongInput(f"{name}: {error}") from error


def _plans(journey: Journey, households: list[Any], today: date) -> list[dict[str, Any]]:
    answers = [
        _answers(journey, data, f"plan {number}, ")
        for number, data in enumerate(households, start=1)
    ]
    return [_plan(journey, one, today) for one in answers]


def _answers(journey: Journey, data: Any, place: str = "") -> Answers:
    try:
        return parse(journey, data)
    except WrongAnswers as error:
        raise WrongInput(f"{place}{error}") from error


def _plan(journey: Journey, answers: Answers, today: date) -> dict[str, Any]:
    return as_json(build(journey, answers, today), journey, answers, sentence())
