"""A number that grows whenever published content changes, for what is kept in the process.

Wagtail logs every publication, move and deletion of a page, every change of who
may see it, and every change of a snippet made in the admin. The newest two
entries are a version that all processes agree on, found by primary key. Pages grow old by
the day as well, so what is kept is kept under both.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db.models import Subquery
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

P = ParamSpec("P")
R = TypeVar("R")

_seen = Local()


def content_version() -> tuple[int, ...]:
    """Return the version of the content, asked for at most once per request."""
    version = getattr(_seen, "version", None)
    if version is None:
        version = _newest_entries()
        if getattr(_seen, "in_request", False):
            _seen.version = version
    return version


def kept(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep a function's newest results in the process for as long as the content stays the same.

    For what depends on nothing but published content, the day and the arguments.
    """

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=size)
        def of_version(version: tuple[int, ...], day: date, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def keeping(*args: P.args, **kwargs: P.kwargs) -> R:
            return of_version(content_version(), timezone.localdate(), *args, **kwargs)

        return keeping

    return keep


def _newest_entries() -> tuple[int, ...]:
    models = ModelLogEntry.objects.order_by("-pk").values("pk")[:1]
    newest = PageLogEntry.objects.order_by("-pk").values_list("pk", Subquery(models))[:1]
    return next(((page, model or 0) for page, model in newest), (0, 0))


def _begin(**kwargs: object) -> None:
    _seen.version, _seen.in_request = None, True


def _end(**kwargs: object) -> None:
    _seen.version, _seen.in_request = None, False


request_started.connect(_begin, dispatch_uid="cms.versions.begin")
request_finished.connect(_end, dispatch_uid="cms.versions.end")
