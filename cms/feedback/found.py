"""An answer to "Did you find what you were looking for?" is counted, and its words are added.

The words come on a second page. What leads there is the answer's number, signed: only
who gave the answer can add words to it, and only once.
"""

from django.core import signing
from wagtail.models import Page

from cms.feedback.models import ReaderAnswer

_signer = signing.Signer(salt="cms.feedback.found")


def count(page: Page, found: bool) -> str:
    """Count an answer and return its ticket."""
    return _signer.sign(str(ReaderAnswer.objects.create(page=page, found=found).pk))


def answer_of(ticket: str) -> ReaderAnswer | None:
    """Return the answer that a ticket was given for; None where there is none."""
    try:
        number = int(_signer.unsign(ticket))
    except signing.BadSignature:
        return None
    return ReaderAnswer.objects.select_related("page").filter(pk=number).first()


def add_words(answer: ReaderAnswer, text: str, reason: str) -> None:
    """Add words to an answer that has none."""
    ReaderAnswer.objects.filter(pk=answer.pk, text="", reason="").update(text=text, reason=reason)
