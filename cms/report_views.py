"""Reports for everybody who edits a page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.reports import ReportView


class EditorsReport(ReportView):
    """A report of what is no page; whoever edits none has no use for it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
