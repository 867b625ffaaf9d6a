"""The bare account. Its table cannot be swapped later, so it is ours from the start.

Three kinds of people have one: those who work with the site; movers, who come by a mailed
code and have no right but to their own move; and partners, who come by a mailed code and an
app, and have no right but to their own listings. Whatever asks for accounts without saying
which (the admin's lists, bulk actions, passwords) meets only the first kind.
"""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffManager(UserManager["User"]):
    """Accounts of those who work with the site."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().filter(is_mover=False, is_partner=False)


class RightlessManager(models.Manager["User"]):
    """Accounts of one kind, whom nothing and nobody has given a right to anything else."""

    def __init__(self, **kind: bool) -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> models.QuerySet["User"]:
        return (
            super()
            .get_queryset()
            .filter(
                **self.kind,
                is_active=True,
                is_staff=False,
                is_superuser=False,
                groups=None,
                user_permissions=None,
            )
        )


class User(AbstractUser):
    """A communicator or a department's editor; a mover; or a partner.

    A mover's row says nothing about the person: the address lies in allauth's table of
    addresses, the user name is made up, and there is no password. A partner's user name holds
    the address, so that histories tell who handed something in; there is no password either,
    and no e-mail address, or Wagtail would write to partners about its admin.
    """

    is_mover = models.BooleanField(_("mover"), default=False, editable=False)
    is_partner = models.BooleanField(_("partner"), default=False, editable=False)

    objects = StaffManager()
    movers = RightlessManager(is_mover=True, is_partner=False)
    partners = RightlessManager(is_mover=False, is_partner=True)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_mover=False)
                | models.Q(is_staff=False, is_superuser=False, email=""),
                name="a_mover_has_no_rights",
                violation_error_message=_("A mover's account cannot be given rights."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_partner=False)
                | models.Q(is_staff=False, is_superuser=False, is_mover=False, email=""),
                name="a_partner_has_no_rights",
                violation_error_message=_("A partner's account cannot be given rights."),
            ),
        ]
