"""Where the apps meet: the start page, departments, and what was loaded from files."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.blocks.body import BodyBlock
from cms.directory.models import OrganizationPage
from cms.models import BasePage, Term
from cms.models.base import terms


class StartPage(BasePage):
    """The first page in a language."""

    page_description = _("The first page. One in each language.")
    parent_page_types = ["wagtailcore.Page"]
    # The others are its translations, which Wagtail makes without asking here.
    max_count = 1
    subpage_types = [
        "cms.SectionPage",
        "cms.ArticlePage",
        "directory.DirectoryPage",
        "onboarding.JourneyPage",
    ]

    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Below the welcome: what the service is and who it is for."),
    )
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address, in two queries however deep it lies.

        Wagtail asks for two at each level. None of our pages has addresses of its own
        below it, so the whole path names one page.
        """
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        depth = self.depth + len(path_components)
        pages = Page.objects.live().filter(slug=path_components[-1], depth=depth)
        page = next((page for page in pages if page.url_path == url_path), None)
        if page is None:
            raise Http404
        return RouteResult(page.specific)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.welcome import welcome

        context = super().get_context(request, *args, **kwargs)
        context.update(welcome(self))
        return context


class DepartmentQuerySet(models.QuerySet["Department"]):
    """Verbs for choosing departments."""

    def with_address(self) -> "DepartmentQuerySet":
        """Those that can be written to."""
        return self.exclude(organization=None).exclude(organization__caretaker="")


class Department(models.Model):
    """A unit that answers for pages: who edits them, and where it is asked whether they hold."""

    unit = models.OneToOneField(
        Term,
        verbose_name=_("unit"),
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to=terms("unit"),
        help_text=_("The unit that pages name as theirs."),
    )
    group = models.OneToOneField(
        Group,
        verbose_name=_("group of editors"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="department",
        help_text=_("Its members edit the unit's pages. Made and kept by the service."),
    )
    organization = models.ForeignKey(
        OrganizationPage,
        verbose_name=_("page among the contacts"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"locale__language_code": settings.LANGUAGE_CODE},
        help_text=_("Whoever looks after that page is asked whether the unit's pages hold."),
    )
    translates = models.BooleanField(
        _("translates its pages"),
        default=False,
        help_text=_("Tick when the group edits the translations of its pages as well."),
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["unit__name"]

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def address(self) -> str:
        """Where the department is written to; empty where nobody has said."""
        return self.organization.caretaker if self.organization else ""


class LoadedItem(models.Model):
    """A page or word that `load_content` made, and how it left it.

    `revision` is the newest revision at that moment: a newer one is an editor's,
    and the loader leaves the page alone. A page that is gone was deleted by an
    editor and is not made again. A persona has no page here: it is made once.
    """

    key = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    checksum = models.CharField(max_length=64)
    revision = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("loaded item")
        verbose_name_plural = _("loaded items")
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="unique_loaded_item")
        ]
