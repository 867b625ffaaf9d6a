from cms.models.base import BasePage, Freshness
from cms.models.explanations import Explanation
from cms.models.media import Download, Picture, Rendition
from cms.models.pages import ArticlePage, PlacePage, SectionPage, StoryPage
from cms.models.users import User
from cms.models.vocabulary import Term

__all__ = [
    "ArticlePage",
    "BasePage",
    "Download",
    "Explanation",
    "Freshness",
    "Picture",
    "PlacePage",
    "Rendition",
    "SectionPage",
    "StoryPage",
    "Term",
    "User",
]
