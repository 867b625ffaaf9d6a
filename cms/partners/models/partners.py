"""Who looks after which listing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.directory.models import OrganizationPage
from cms.models import User


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Verbs for choosing partners."""

    def with_address(self, address: str) -> "PartnerQuerySet":
        """What an address looks after."""
        return self.filter(address=address)

    def of(self, page: OrganizationPage) -> "PartnerQuerySet":
        """Those who look after a listing, in the order in which they came."""
        return self.filter(page__translation_key=page.translation_key).order_by("pk")


class Partner(models.Model):
    """Somebody who looks after a listing: an address that was invited, and one organisation.

    Whoever proves to have the address has the account. The row is the right: without it,
    nothing opens.
    """

    page = models.ForeignKey(OrganizationPage, on_delete=models.CASCADE, related_name="partners")
    address = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    invited_by = models.ForeignKey(
        User, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["page", "address"], name="one_partner_per_address")
        ]
