"""Editorial pages: sections, articles, places, stories."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks.body import BodyBlock
from cms.blocks.facts import FactsBlock
from cms.cards import specific
from cms.models.base import BasePage, Freshness
from cms.visibility import public

SHORT_ANSWER_LENGTH = 500


class EditorialPage(BasePage, Freshness):
    """A page of text: a short answer first, then the body."""

    short_answer = models.TextField(
        _("short answer"),
        max_length=SHORT_ANSWER_LENGTH,
        blank=True,
        help_text=_("The answer in 40 to 60 very easy words, for those who read nothing else."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Text, facts, steps, pictures and links, in the order they are read."),
    )

    show_in_footer = models.BooleanField(
        _("show at the end of every page"),
        default=False,
        help_text=_("For pages such as accessibility, privacy and contact."),
    )

    search_texts = ("title", "lead", "short_answer", "body")
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *Freshness.freshness_translation,
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("short_answer"),
        FieldPanel("body"),
        Freshness.freshness_panel,
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("show_in_footer")]

    class Meta:
        abstract = True


class SectionPage(EditorialPage):
    """The way into a subject: a short text and the pages below it."""

    page_description = _("The way into a subject, with the pages below it.")
    parent_page_types = ["home.StartPage", "cms.SectionPage"]
    subpage_types = ["cms.SectionPage", "cms.ArticlePage", "cms.PlacePage", "cms.StoryPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        below = public(self.get_children())
        context["children"] = list(specific({page.pk: page for page in below}).values())
        return context

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")


class ArticlePage(EditorialPage):
    """A text about one thing."""

    page_description = _("A text about one thing, such as renting a home.")
    parent_page_types = ["home.StartPage", "cms.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class PlacePage(EditorialPage):
    """A town district or village, with its facts."""

    page_description = _("A district or village, with a table of facts.")
    title_is_a_name = True
    card_template = "components/picture_card.html"
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []

    facts = StreamField(
        [("facts", FactsBlock())],
        verbose_name=_("facts about the place"),
        blank=True,
        max_num=1,
        help_text=_("Residents, library, bus: what can be counted or looked up."),
    )
    search_texts = (*EditorialPage.search_texts, "facts")
    content_panels = [
        *EditorialPage.content_panels[:-2],
        FieldPanel("facts"),
        *EditorialPage.content_panels[-2:],
    ]

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")


class StoryPage(EditorialPage):
    """Somebody's own account of moving here."""

    page_description = _("What it was like for somebody who moved here.")
    card_template = "components/picture_card.html"
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []

    is_made_up = models.BooleanField(
        _("made up"),
        default=False,
        help_text=_("Tick when the person does not exist. Readers are told so."),
    )
    content_panels = [*EditorialPage.content_panels, FieldPanel("is_made_up")]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
