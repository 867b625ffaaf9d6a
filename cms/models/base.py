"""What every page of ours has."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms import scenes
from cms.blocks.sources import SourceBlock
from cms.cards import cards_of
from cms.forms import PageForm
from cms.languages import language_of
from cms.models.vocabulary import Term
from cms.reserved import check_slug
from cms.scene_picker import ScenePicker
from cms.search_terms import fold, index_terms, title_terms

LEAD_LENGTH = 300


def terms(kind: str) -> dict[str, str]:
    """Return the limit of a relation to terms of one kind: Swedish rows, the source."""
    return {"kind": kind, "locale__language_code": settings.LANGUAGE_CODE}


class BasePage(Page):
    """A page with a lead, a picture and topics, found by search in its own language."""

    # Where another page shows this one: which template draws it.
    card_template = "components/page_card.html"
    card_heading = _("Read more")
    base_form_class = PageForm
    search_texts = ("title", "lead", "body")
    # Which limit of cms.readability its text is held to.
    reads_as = "editorial"
    # Whether the title is a name that no machine may translate.
    title_is_a_name = False

    lead = models.TextField(
        _("lead"),
        max_length=LEAD_LENGTH,
        help_text=_("One or two sentences that say what the reader gets here."),
    )
    picture = models.ForeignKey(
        "cms.Picture",
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Shown at the top and where other pages link here."),
    )
    scene = models.CharField(
        _("scene"),
        max_length=scenes.KEY_LENGTH,
        blank=True,
        choices=scenes.choices,
        help_text=_("A drawing to show as long as there is no photograph."),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_(
            "What the picture shows, in a sentence, for those who cannot see it."
            " A scene brings its own words: leave this empty."
        ),
    )
    topics = ParentalManyToManyField(
        Term,
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        limit_choices_to=terms("topic"),
        help_text=_("Movers who chose one of these interests get the page in their plan."),
    )

    override_translatable_fields = [
        SynchronizedField("topics"),
        SynchronizedField("scene", overridable=False),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("indexed_terms"),
        index.AutocompleteField("folded_title"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("picture"),
                FieldPanel("scene", widget=ScenePicker),
                FieldPanel("picture_alt"),
            ],
            heading=_("Picture"),
        ),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("topics")]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page; a translation whose address came out empty takes the source's.

        A title in Arabic letters makes no slug, and publishing would fail.
        """
        if not self.slug and (source := self.source_page):
            self.slug = find_available_slug(self.get_parent(), source.slug, self.pk)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        check_slug(self)

    @property
    def source_page(self) -> Page | None:
        """The Swedish original of a translation; None for an original."""
        return (
            Page.objects.filter(
                translation_key=self.translation_key,
                locale__language_code=settings.LANGUAGE_CODE,
            )
            .exclude(pk=self.pk)
            .first()
        )

    @property
    def language(self) -> str:
        """The code of the language that the page is written in."""
        return language_of(self.locale_id)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["cards"] = cards_of(self)
        return context

    @property
    def illustration_alt(self) -> str:
        """What the page's picture shows: in the editor's words, or else in the scene's own."""
        if self.picture_alt or self.picture_id:
            return self.picture_alt
        return scenes.alt(self.scene, self.language)

    def indexed_terms(self) -> str:
        """The page's words in the form in which they are looked up."""
        return " ".join(
            [
                index_terms(self.searchable_text, self.language),
                title_terms(self.title, self.language),
            ]
        )

    def folded_title(self) -> str:
        """The title without accents, for looking up by the beginning of a word."""
        return fold(self.title)

    @property
    def searchable_text(self) -> str:
        """Everything on the page that a reader may look for."""
        return " ".join(self._text_of(name) for name in self.search_texts if hasattr(self, name))

    def _text_of(self, name: str) -> str:
        value = getattr(self, name)
        field = self._meta.get_field(name)
        if isinstance(field, StreamField):
            return " ".join(field.get_searchable_content(value))
        return strip_tags(str(value))


class Freshness(models.Model):
    """Who answers for the facts on a page, where they come from, and until when they hold."""

    unit = models.ForeignKey(
        Term,
        verbose_name=_("unit that answers for the page"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=terms("unit"),
        help_text=_("A department or unit, never a person: people change, units answer."),
    )
    sources = StreamField(
        [("source", SourceBlock())],
        verbose_name=_("sources"),
        blank=True,
        help_text=_("Where the facts come from, so that the next editor can check them."),
    )
    verified_on = models.DateField(
        _("verified on"),
        null=True,
        blank=True,
        help_text=_("The day somebody last compared the text with its sources."),
    )
    verify_by = models.DateField(
        _("verify again by"),
        null=True,
        blank=True,
        help_text=_("The day it must be compared again. Half a year is usual."),
    )

    freshness_panel = MultiFieldPanel(
        [
            FieldPanel("unit"),
            FieldPanel("sources"),
            FieldPanel("verified_on"),
            FieldPanel("verify_by"),
        ],
        heading=_("Freshness"),
    )
    freshness_translation = [
        SynchronizedField("unit"),
        SynchronizedField("sources"),
        SynchronizedField("verified_on", overridable=False),
        SynchronizedField("verify_by", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def is_overdue(self) -> bool:
        """Whether the day to verify again has passed."""
        return bool(self.verify_by and self.verify_by < timezone.localdate())
