"""Headers that every answer carries, in two zones: the site, and Wagtail's admin.

The site allows nothing but its own files, and no inline script or style. The
admin of Wagtail 8 writes inline styles into its pages, and a few inline scripts:
there, and only there, styles are allowed, and those very scripts by their hash.
"""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

from config import admin_scripts

SITE_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
ADMIN_POLICY: dict[str, Any] = {
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
# An editor sees a preview inside the admin's own frame.
PREVIEW_POLICY: dict[str, Any] = {"frame-ancestors": [SELF]}
ADMIN_PREFIX = "/admin/"
# The form of a workflow, for administrators only, writes scripts while it is being
# filled in: what they hold cannot be known when the page is sent.
WORKFLOWS_PREFIX = "/admin/workflows/"
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class TwoZonePolicy(CSPMiddleware):
    """Send the site's policy, or the admin's below /admin/."""

    def get_policy_parts(self, request, response, report_only=False):  # type: ignore[no-untyped-def]
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN_PREFIX):
            scripts = [SELF, *admin_inline_scripts(request, response)]
            parts.replace = {**(parts.replace or {}), **ADMIN_POLICY, "script-src": scripts}
        elif getattr(request, "is_preview", False):
            parts.replace = {**(parts.replace or {}), **PREVIEW_POLICY}
        return parts


def admin_inline_scripts(request: HttpRequest, response: HttpResponse) -> list[str]:
    """Return what allows the admin's own inline scripts in an answer."""
    if request.path_info.startswith(WORKFLOWS_PREFIX):
        return [UNSAFE_INLINE]
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return admin_scripts.hashes(response.content) if is_page and not response.streaming else []


class CapabilityHeaders:
    """Say what the pages may not do (camera, location …) and who may embed their files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
