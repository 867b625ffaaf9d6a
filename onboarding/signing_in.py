"""What becomes of a browser's move when its mover signs in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.accounts.adapter import MoverAdapter
from cms.accounts.sessions import LEADS_TO
from cms.models import User
from onboarding import access, membership


class Adapter(MoverAdapter):
    """Takes the move along: it becomes the mover's own, or is laid beside the one they have."""

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        move = access.move_of_browser(request)
        has_one = membership.of(user) is not None
        taken = bool(move) and not has_one and membership.take_along(move, user)
        # What needs a choice comes first. A wish in the request ("next") is not read.
        wanted = request.session.pop(LEADS_TO, "plan")
        details["redirect_url"] = reverse("two_plans" if move and has_one else wanted)
        response = super().post_login(request, user, **details)
        if taken:
            access.close(response)
        return response
