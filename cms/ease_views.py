"""How a page reads, beside it in the editor."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from cms import ease
from cms.models import Ease


class EaseSidePanel(BaseSidePanel):
    """The ease of the published text, with what to do when it is hard."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("How it reads")
        icon_name = "title"

        def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
            found = self.panel.ease
            hard = int(found is not None and found.is_hard)
            return {**super().get_context_data(parent_context), "count": hard}

    name = "ease"
    title = _("How it reads")
    template_name = "cms/admin/ease.html"
    order = 450

    @cached_property
    def ease(self) -> Ease | None:
        """What was counted in the published page, if it was published."""
        return Ease.objects.filter(page_id=self.object.pk).first()

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        found = self.ease
        said = ease.verdict(found, self.object) if found else ""
        return {**super().get_context_data(parent_context), "ease": found, "verdict": said}
