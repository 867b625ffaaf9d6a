"""Organisations that a newcomer can turn to. Names follow Open Referral and schema.org."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from cms.blocks.text import BODY_FEATURES
from cms.directory.blocks import ContactPointBlock, HelpsWithBlock
from cms.directory.freshness import Stage, stage
from cms.directory.kinds import PUBLIC_KINDS, Kind
from cms.directory.querysets import OrganizationQuerySet
from cms.models import BasePage, Freshness, Term
from cms.models.base import terms


class OrganizationPage(BasePage, Freshness):
    """A department, authority, company or association, and how to reach it."""

    page_description = _("A department, authority, company or association to turn to.")
    parent_page_types = ["directory.DirectoryPage"]
    subpage_types: list[str] = []
    card_template = "directory/organization_card.html"
    card_heading = _("People to turn to")

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind.choices,
        help_text=_("What kind of organisation it is. Readers can filter by it."),
    )
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Tick when the organisation is made up. Readers are told so."),
    )
    helps_with = StreamField(
        [("line", HelpsWithBlock())],
        verbose_name=_("what we help with"),
        blank=True,
        help_text=_("Three to five lines that begin with a verb."),
    )
    description = RichTextField(
        _("description"),
        blank=True,
        features=BODY_FEATURES,
        help_text=_("More, for those who want to know more."),
    )
    areas = ParentalManyToManyField(
        Term,
        verbose_name=_("areas"),
        blank=True,
        related_name="+",
        limit_choices_to=terms("area"),
        help_text=_("Where the organisation works."),
    )
    languages = ParentalManyToManyField(
        Term,
        verbose_name=_("languages"),
        blank=True,
        related_name="+",
        limit_choices_to=terms("language"),
        help_text=_("Languages that somebody there speaks. Only what you know."),
    )
    contact_points = StreamField(
        [("contact_point", ContactPointBlock())],
        verbose_name=_("contact points"),
        blank=True,
        help_text=_("The first one is shown in plans and lists."),
    )
    website = models.URLField(
        _("website"), blank=True, help_text=_("The address, with https:// before it.")
    )
    visiting_address = models.CharField(
        _("visiting address"),
        max_length=200,
        blank=True,
        help_text=_("Street and place, when people can come."),
    )

    caretaker = models.EmailField(
        _("who looks after the page"),
        blank=True,
        help_text=_(
            "An address that several read. Asked by mail every half year whether the page is"
            " right. Readers never see it."
        ),
    )

    objects = PageManager.from_queryset(OrganizationQuerySet)()

    search_texts = ("title", "lead", "helps_with", "description")
    title_is_a_name = True
    search_fields = [*BasePage.search_fields, index.FilterField("kind")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *Freshness.freshness_translation,
        SynchronizedField("areas"),
        SynchronizedField("languages"),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("visiting_address", overridable=False),
        SynchronizedField("caretaker", overridable=False),
    ]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("is_example")], heading=_("Kind")),
        FieldPanel("helps_with"),
        FieldPanel("contact_points"),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("visiting_address")], heading=_("Addresses")
        ),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("areas"), FieldPanel("languages")], heading=_("Areas and languages")
        ),
        Freshness.freshness_panel,
        FieldPanel("caretaker"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    @property
    def is_public_body(self) -> bool:
        """Whether it is the municipality, one of its companies, or an authority."""
        return self.kind in PUBLIC_KINDS

    @property
    def stage(self) -> Stage:
        """How far the page has stepped back because nobody says that it holds."""
        return stage(self.verify_by, self.kind, timezone.localdate())

    @property
    def first_contact(self) -> dict[str, Any] | None:
        """The contact point that plans and lists show."""
        return self.contact_points[0].value if self.contact_points else None
