"""Who sees what in the menu of the admin."""

from django.http import HttpRequest
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem


class OwnPagesMenuItem(MenuItem):
    """Shown to everybody who edits a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)
