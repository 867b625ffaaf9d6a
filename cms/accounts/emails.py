"""The mail that holds a code."""

from datetime import timedelta

from cms.mail.kinds import CODES, Mail, kind
from cms.mail.models import Message
from cms.mail.writing import written


@kind("sign_in_code", expires_after=timedelta(minutes=10), priority=CODES)
def sign_in_code(message: Message) -> Mail:
    """Write the code; it is not sent when it would not work any more."""
    return written("sign_in_code", {"code": message.payload["code"]})
