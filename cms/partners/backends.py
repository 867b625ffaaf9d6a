"""Who a session belongs to that a code and an app opened."""

from django.contrib.auth.backends import BaseBackend

from cms.models import User


class PartnerBackend(BaseBackend):
    """Finds partners and nobody else. An account that is closed ends with the next request."""

    def get_user(self, user_id: int) -> User | None:
        return User.partners.filter(pk=user_id).first()
