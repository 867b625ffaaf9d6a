"""A number that grows whenever published content changes, for what is kept in the process.

Wagtail logs every publication, move and deletion of a page, and every change of
a snippet made in the admin. The newest two entries are a version that all
processes agree on, found by primary key.
"""

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from wagtail.models import ModelLogEntry, PageLogEntry

_seen = Local()


def content_version() -> tuple[int, ...]:
    """Return the version of the content, asked for at most once per request."""
    version = getattr(_seen, "version", None)
    if version is None:
        version = _newest_entries()
        if getattr(_seen, "in_request", False):
            _seen.version = version
    return version


def _newest_entries() -> tuple[int, ...]:
    pages = PageLogEntry.objects.order_by("-pk").values_list("pk", flat=True)[:1]
    models = ModelLogEntry.objects.order_by("-pk").values_list("pk", flat=True)[:1]
    return (next(iter(pages), 0), next(iter(models), 0))


def _begin(**kwargs: object) -> None:
    _seen.version, _seen.in_request = None, True


def _end(**kwargs: object) -> None:
    _seen.version, _seen.in_request = None, False


request_started.connect(_begin, dispatch_uid="cms.versions.begin")
request_finished.connect(_end, dispatch_uid="cms.versions.end")
