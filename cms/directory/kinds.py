"""What kinds of organisation there are, as readers and editors see them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What kind of organisation it is."""

    DEPARTMENT = "department", _("Municipal department")
    MUNICIPAL_COMPANY = "municipal_company", _("Municipal company")
    AUTHORITY = "authority", _("Authority")
    EMPLOYER = "employer", _("Employer")
    ASSOCIATION = "association", _("Association")
    PROPERTY_OWNER = "property_owner", _("Property owner")
    ESTATE_AGENT = "estate_agent", _("Estate agent")
    EDUCATION_PROVIDER = "education_provider", _("Education provider")


PUBLIC_KINDS = {Kind.DEPARTMENT, Kind.MUNICIPAL_COMPANY, Kind.AUTHORITY}
