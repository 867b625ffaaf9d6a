"""What the worker does regularly, beside sending mail."""

from datetime import time, timedelta
from functools import partial

from django.core.management import call_command

from cms import ease, empty_searches, link_checks, outgoing, translation_states
from cms.accounts import tries
from cms.directory import asking
from cms.directory import feeds as event_feeds
from cms.jobs.running import Job
from cms.mail import outbox
from cms.partners import requests
from home import expiring, fact_checks
from onboarding.notebook import feeds, quiet, reminding, retention

NIGHT = time(3, 30)


def command(name: str, *words: str, **options: object) -> partial[object]:
    """Return a call of a management command that says nothing."""
    return partial(call_command, name, *words, verbosity=0, **options)


JOBS = (
    Job("publish what is scheduled", expiring.run, every=timedelta(minutes=5)),
    Job("let departments edit their pages", command("departments"), at=NIGHT),
    Job("forget moves", command("forget_moves"), at=NIGHT),
    Job("warn of unused plans and delete them", retention.run, at=NIGHT),
    Job("forget feedback", command("forget_feedback"), at=NIGHT),
    Job("forget sessions", command("clearsessions"), at=NIGHT),
    Job("forget tries", tries.forget, at=NIGHT),
    Job("forget calendar addresses", feeds.forget, at=NIGHT),
    Job("forget requests for pages", requests.forget, at=NIGHT),
    Job("tidy the outbox", outbox.tidy, at=NIGHT),
    Job("ask whether listings hold", asking.run, at=quiet.MORNING),
    Job("ask whether facts hold", fact_checks.run, at=quiet.MORNING),
    Job("remind", reminding.remind, at=quiet.MORNING),
    # A few at a time, so that mail does not wait for other people's websites.
    Job("find links", outgoing.gather, at=NIGHT),
    Job("check links", link_checks.run, every=timedelta(minutes=2)),
    Job("count what translations lag", translation_states.catch_up, at=NIGHT),
    Job("measure how pages read", ease.fill, at=NIGHT),
    Job("forget searches", empty_searches.forget, at=NIGHT),
    Job("read calendars of organisations", event_feeds.run, every=timedelta(minutes=10)),
    Job("forget events", event_feeds.tidy, at=NIGHT),
)
