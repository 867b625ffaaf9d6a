"""Who looks after which listing. Nobody yet: every listing is closed."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from cms.directory.models import OrganizationPage

View = Callable[..., HttpResponse]


def partners_only(view: View) -> View:
    """Let those in who look after a listing; `listing_or_404` says which."""
    return view


def listing_or_404(request: HttpRequest, number: int) -> OrganizationPage:
    """Return a listing that somebody looks after; 404 for everybody else."""
    raise Http404
