"""Interface texts in the admin: download a language's catalogue, upload it filled in."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Locale
from wagtail.permissions import locale_permission_policy

from cms import catalogues

LARGEST_FILE = 2 * 1024 * 1024


class CatalogueForm(forms.Form):
    """A catalogue that a translator has filled in."""

    file = forms.FileField(
        label=gettext_lazy("PO file"),
        help_text=gettext_lazy("The file you downloaded here, filled in by a translator."),
        widget=forms.FileInput(attrs={"accept": ".po"}),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language

    def clean_file(self) -> Any:
        """Return the catalogue in the file; say of each text what must be mended in it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is too large to be a file of texts."))
        try:
            read = catalogues.parse(file.read().decode())
        except (catalogues.Unreadable, UnicodeDecodeError):
            message = _("This is not a PO file, or it is damaged. Download the file here again.")
            raise forms.ValidationError(message) from None
        faults = catalogues.faults(read, self.language)
        if faults:
            raise forms.ValidationError([str(fault) for fault in faults])
        return read


class CatalogueMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What the pages about interface texts have in common."""

    permission_policy = locale_permission_policy
    any_permission_required = ["add", "change"]
    page_title = gettext_lazy("Interface texts")
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": reverse("catalogues"), "label": self.page_title}
        return [*self.breadcrumbs_items, own]


class CatalogueListView(CatalogueMixin, TemplateView):
    """How far the interface is translated into each language of the site."""

    template_name = "cms/admin/catalogues.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        languages = [
            (locale, *catalogues.progress(locale.language_code)) for locale in Locale.objects.all()
        ]
        return super().get_context_data(languages=languages, **kwargs)


class CatalogueView(CatalogueMixin, FormView):
    """Upload the catalogue of one language."""

    form_class = CatalogueForm
    template_name = "cms/admin/catalogue.html"
    success_url = reverse_lazy("catalogues")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.locale = get_object_or_404(Locale, language_code=kwargs["language"])

    def get_page_subtitle(self) -> str:
        return str(self.locale)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.locale)}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "language": self.locale.language_code}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(locale=self.locale, **kwargs)

    def form_valid(self, form: CatalogueForm) -> HttpResponse:
        language = self.locale.language_code
        catalogues.store(language, form.cleaned_data["file"])
        done, total = catalogues.progress(language)
        messages.success(
            self.request,
            _("%(language)s: %(done)d of %(total)d texts are translated.")
            % {"language": self.locale, "done": done, "total": total},
        )
        return redirect(self.get_success_url())


class DownloadView(CatalogueMixin, TemplateView):
    """Hand out the catalogue of one language, for a translator."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        locale = get_object_or_404(Locale, language_code=kwargs["language"])
        code = locale.language_code
        name = f"inflyttarservice-{code}.po"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        text = str(catalogues.catalogue(code))
        return HttpResponse(text, content_type="text/x-gettext-translation", headers=headers)
