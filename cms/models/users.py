"""The bare account. Its table cannot be swapped later, so it is ours from the start.

Two kinds of people have one: those who work with the site, and movers, who come
by a mailed code and have no right but to their own move. Whatever asks for
accounts without saying which (the admin's lists, bulk actions, passwords) meets
only the first kind.
"""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffManager(UserManager["User"]):
    """Accounts of those who work with the site."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().filter(is_mover=False)


class MoverManager(models.Manager["User"]):
    """Accounts of movers, whom nothing and nobody has given a right to anything else."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return (
            super()
            .get_queryset()
            .filter(
                is_mover=True,
                is_active=True,
                is_staff=False,
                is_superuser=False,
                groups=None,
                user_permissions=None,
            )
        )


class User(AbstractUser):
    """A communicator, a department's editor, later a partner; or a mover.

    A mover's row says nothing about the person: the address lies in allauth's table of
    addresses, the user name is made up, and there is no password.
    """

    is_mover = models.BooleanField(_("mover"), default=False, editable=False)

    objects = StaffManager()
    movers = MoverManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_mover=False)
                | models.Q(is_staff=False, is_superuser=False, email=""),
                name="a_mover_has_no_rights",
                violation_error_message=_("A mover's account cannot be given rights."),
            ),
        ]
