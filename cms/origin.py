"""Whether a form was sent by a page of another site.

Forms that act for nobody in particular need no token, and so no cookie: whoever could
forge one could as well send it themselves. All that is kept out is another site that
makes its visitors send it unknowingly. A browser tells that itself, in headers that no
page can change: `Sec-Fetch-Site`, or in older ones `Origin`. What sends neither is no
browser of the last years, and is let through.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest

OUR_OWN = {"same-origin", "none"}


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that the request began on another site."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in OUR_OWN
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the request began on a page of this site.

    Stricter than not being from elsewhere: what says nothing is not believed. For a form that
    acts for somebody and stands on a page without a token.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc == request.get_host()
