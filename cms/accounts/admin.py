"""The password form of Wagtail's admin, with a limit on guessing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from wagtail.admin.views.account import LoginView

from cms.accounts import tries
from cms.accounts.views import limited


@method_decorator(limited, name="dispatch")
class LimitedLoginView(LoginView):
    """Wagtail's own, counted by user name and network."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tries.count_admin_sign_in(request, request.POST.get("username", "")[:150])
        return super().post(request, *args, **kwargs)
