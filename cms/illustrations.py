"""What a page shows at its top and where others lead to it: its photograph, or else its scene.

A photograph is cropped by the design, round the point that the editor marked; a
scene names its own crops. Templates meet both as the same few values.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.images.shortcuts import get_renditions_or_not_found

from cms.renditions import FORMATS, specs
from cms.scenes import Scene, in_language, scenes

if TYPE_CHECKING:
    from cms.models.base import BasePage
    from cms.models.media import Picture, Rendition

# A scene's own crops: 16:9, 4:5 and all of it, 3:2.
SCENE_SIZES = {"wide": (1200, 675), "tall": (640, 800), "whole": (1200, 800)}


@dataclass(frozen=True)
class Source:
    """What a browser may take instead: a better format, or a crop for narrow windows."""

    srcset: str
    width: int
    height: int
    kind: str = ""
    for_narrow: bool = False


@dataclass(frozen=True)
class Illustration:
    """A picture as a template draws it."""

    src: str
    width: int
    height: int
    alt: str
    srcset: str = ""
    sources: tuple[Source, ...] = ()
    focus: str = ""
    credit: str = ""
    is_scene: bool = False


def illustrate(page: "BasePage | None", crop: str, narrow: str = "") -> Illustration | None:
    """Return the picture of a page: a photograph, or a scene in one crop or two.

    The second crop is for narrow windows. One query where it is a photograph.
    """
    if page is None:
        return None
    if page.picture:
        return _photograph(page.picture, page.illustration_alt)
    if scene := scenes().get(page.scene):
        return _scene(scene, page.illustration_alt, crop, narrow)
    return None


def whole_scene(key: str, language: str) -> Illustration | None:
    """Return a scene by itself, uncut; None where there is no such scene."""
    scene = scenes().get(key)
    return _scene(scene, in_language(scene.alt, language), "whole") if scene else None


def _scene(scene: Scene, alt_text: str, crop: str, narrow: str = "") -> Illustration:
    width, height = SCENE_SIZES[crop]
    sources = (Source(scene.url(narrow), *SCENE_SIZES[narrow], for_narrow=True),) if narrow else ()
    return Illustration(scene.url(crop), width, height, alt_text, sources=sources, is_scene=True)


def _photograph(picture: "Picture", alt_text: str) -> Illustration:
    made = get_renditions_or_not_found(picture, [name for kind in FORMATS for name in specs(kind)])
    better, plain = ([made[name] for name in specs(kind)] for kind in FORMATS)
    source = Source(_srcset(better), better[-1].width, better[-1].height, f"image/{FORMATS[0]}")
    return Illustration(
        plain[-1].url,
        plain[-1].width,
        plain[-1].height,
        alt_text,
        srcset=_srcset(plain),
        sources=(source,),
        focus=focus(picture),
        credit=picture.credit,
    )


def _srcset(made: Iterable["Rendition"]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in made)


def focus(picture: "Picture") -> str:
    """Return classes that keep a picture's focal point in sight where the design crops it."""
    if not picture.has_focal_point():
        return ""
    x, y = picture.focal_point_x / picture.width, picture.focal_point_y / picture.height
    return f"focus-x-{round(x * 10) * 10} focus-y-{round(y * 10) * 10}"
