"""Every address of the service. Pages come last: what stands above wins."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.accounts.admin import LimitedLoginView

urlpatterns = [
    path("admin/login/", LimitedLoginView.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls_unprefixed")),
    path("", include("onboarding.notebook.urls_unprefixed")),
    # The two addresses that the municipality prints.
    re_path("^inflyttare/?$", RedirectView.as_view(url="/sv/", permanent=False)),
    re_path("^movetopitea/?$", RedirectView.as_view(url="/en/", permanent=False)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("cms.accounts.urls")),
        path("", include("onboarding.notebook.urls")),
        path("", include("onboarding.urls")),
        path("", include("home.urls")),
        path("", include("cms.feedback.urls")),
        path("", include("cms.directory.urls")),
        path("", include("cms.partners.urls")),
        path("", include("cms.urls")),
        path("", include(wagtail_urls)),
    ),
]
handler404 = "home.views.not_found"
handler500 = "home.views.broken"
