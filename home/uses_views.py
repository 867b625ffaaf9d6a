"""Where a page or word is used, in the admin, and putting another in its place everywhere."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.language_names import OWN_NAMES
from cms.languages import language_of
from cms.models import Term
from cms.upkeep_views import own_pages
from home.naming import Becomes
from home.replacing import How, Step, may_replace, others, preview, replace, unsound_after
from home.uses import Use, uses
from onboarding.soundness import in_words

KINDS: dict[str, type[Model]] = {"page": Page, "word": Term}


def address(thing: Model) -> str:
    """Return where it is shown where a page or a word is used."""
    kind = next(kind for kind, model in KINDS.items() if isinstance(thing, model))
    return reverse("uses", args=[kind, thing.pk])


class InsteadForm(forms.Form):
    """What is to stand in the place of a page or word."""

    by = forms.ModelChoiceField(
        label=gettext_lazy("Put this in its place"),
        queryset=None,
        error_messages={"invalid_choice": gettext_lazy("Choose one that is published.")},
    )

    def __init__(self, thing: Model, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].queryset = others(thing)


class UsesView(WagtailAdminTemplateMixin, TemplateView):
    """Every place that names a page or word, and the way to put another there."""

    template_name = "home/admin/uses.html"
    page_title = gettext_lazy("Where it is used")
    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        model = KINDS.get(kwargs["kind"])
        if model is None:
            raise Http404
        thing = get_object_or_404(model, pk=kwargs["pk"])
        self.thing = thing.specific if isinstance(thing, Page) else thing
        if not may_look(request.user, self.thing):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Replace everywhere, unless that is not allowed or would break the journey."""
        form = InsteadForm(self.thing, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        new = form.cleaned_data["by"]
        steps = preview(self.thing, new)
        if not may_replace(request.user, steps):
            raise PermissionDenied
        if problems := unsound_after(self.thing, new, steps):
            why = _("The plans of movers would be wrong. %(why)s") % {"why": in_words(problems)}
            messages.error(request, why)
        else:
            replace(self.thing, new, request.user)
            messages.success(request, _("“%(title)s” stands there now.") % {"title": new})
        return redirect(address(self.thing))

    def get_page_subtitle(self) -> str:
        return title_of(self.thing)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit = AdminURLFinder(self.request.user).get_edit_url(self.thing)
        above = [{"url": edit, "label": self.get_page_subtitle()}] if edit else []
        return [*self.breadcrumbs_items, *above, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self._form()
        new = form.cleaned_data.get("by") if form.is_bound and form.is_valid() else None
        about = self._replacement(new) if new else self._uses(form)
        return super().get_context_data(**kwargs, **about, new=new, title=self.get_page_subtitle())

    def _form(self) -> InsteadForm:
        asked = self.request.GET if "by" in self.request.GET else None
        return InsteadForm(self.thing, asked)

    def _uses(self, form: InsteadForm) -> dict[str, Any]:
        finder = Finder(self.request.user)
        rows = [Row(use, finder) for use in uses([self.thing])]
        # Translations follow: what stands in a place is chosen for the Swedish page.
        is_source = language_of(self.thing.locale_id) == settings.LANGUAGE_CODE
        return {"rows": rows, "form": form if rows and is_source else None}

    def _replacement(self, new: Any) -> dict[str, Any]:
        finder, steps = Finder(self.request.user), preview(self.thing, new)
        changes = any(step.how is not How.LEFT for step in steps)
        return {
            "new_title": title_of(new),
            "steps": [StepRow(step, finder, title_of(new)) for step in steps],
            "may_replace": changes and may_replace(self.request.user, steps),
        }


def may_look(user: Any, thing: Model) -> bool:
    """Whether somebody may see where a page or word is used: who may change it, or any page."""
    if isinstance(thing, Page):
        policy = policy_registry.get(thing)
        return policy.user_has_any_permission_for_instance(user, {"change", "publish"}, thing)
    return user.has_perm("cms.view_term") or own_pages(user).exists()


def title_of(thing: Any) -> str:
    """Return what a page or word is called in the admin."""
    return thing.get_admin_display_title() if isinstance(thing, Page) else str(thing)


class Finder:
    """The addresses of editors, for those who may open them."""

    def __init__(self, user: Any) -> None:
        self.others = AdminURLFinder(user)
        self.own = set(own_pages(user).values_list("pk", flat=True))

    def __call__(self, source: Any) -> str | None:
        """Return the address of the editor of something; None where it is not for this user."""
        if not isinstance(source, Page):
            return self.others.get_edit_url(source)
        is_own = source.pk in self.own
        return reverse("wagtailadmin_pages:edit", args=[source.pk]) if is_own else None


class Row:
    """One use as the table shows it."""

    def __init__(self, use: Use, finder: Finder) -> None:
        source = use.source
        self.url = finder(source)
        # The title of a draft is nobody else's business.
        is_secret = not self.url and not use.is_live and use.is_page
        self.title = _("A draft of somebody else's") if is_secret else title_of(source)
        self.kind, self.field = use.kind, use.place.field
        code = language_of(source.locale_id) if use.is_page else ""
        self.language = OWN_NAMES.get(code, code)
        self.state = _state(use)


def _state(use: Use) -> str:
    if not use.is_page:
        return ""
    if not use.is_live:
        return _("Draft")
    is_same = use.is_draft or not use.source.has_unpublished_changes
    return _("Published") if is_same else _("Published, no longer in the draft")


class StepRow(Row):
    """One place as the preview shows it: what stands there now, and then."""

    def __init__(self, step: Step, finder: Finder, new: str) -> None:
        super().__init__(step.use, finder)
        self.then = self._then(step, new)
        self.how = HOW[step.how]

    def _then(self, step: Step, new: str) -> str:
        if step.how is How.LEFT:
            return ""
        if step.use.place.becomes is Becomes.TAKEN_OUT:
            return _("Nothing more: “%(title)s” stands there already") % {"title": new}
        return new


HOW = {
    How.PUBLISHED: gettext_lazy("Published at once"),
    How.DRAFT: gettext_lazy("Changed in the draft, which you publish"),
    How.LEFT: gettext_lazy("Stays: change it by hand"),
}
