"""The drawings: light, safe, whole, and described to those who cannot see them."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from cms.checks import check_scenes
from cms.language_names import OURS
from cms.scenes import FOLDER, Scene, alt, choices, scenes

SVG = "{http://www.w3.org/2000/svg}"
HEAVIEST = 15_000
CROPS = {"wide": 16 / 9, "whole": 3 / 2, "tall": 4 / 5}
DARK = "@media (prefers-color-scheme: dark)"
LONGEST_ALT = 200


@pytest.fixture(params=sorted(scenes()))
def scene(request):
    return scenes()[request.param]


@pytest.fixture
def drawing(scene):
    return Path(finders.find(scene.file)).read_text()


@pytest.fixture
def tree(drawing):
    return ElementTree.fromstring(drawing)  # noqa: S314 - our own file


def test_there_are_the_scenes_that_tell_where_we_are():
    assert len(scenes()) >= 12


def test_every_drawing_is_listed():
    folder = Path(finders.find(f"{FOLDER}/scenes.yaml")).parent
    assert {file.stem for file in folder.glob("*.svg")} == set(scenes())


def test_it_is_light(drawing):
    assert len(gzip.compress(drawing.encode(), 9)) <= HEAVIEST


def test_it_is_a_drawing_with_a_title(tree):
    assert tree.tag == f"{SVG}svg"
    assert tree.find(f"{SVG}title").text


def colours(style):
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", style))


def test_it_has_a_light_and_a_dark_palette(drawing, tree):
    light, dark = map(colours, tree.find(f"{SVG}style").text.split(DARK))
    assert light.keys() == dark.keys() == set(re.findall(r"var\(--([\w-]+)\)", drawing))
    assert sum(light[name] != dark[name] for name in light) > len(light) / 2


def test_it_names_its_crops(tree):
    _x, _y, width, height = map(float, tree.get("viewBox").split())
    views = {view.get("id"): view for view in tree.iter(f"{SVG}view")}
    assert views.keys() == CROPS.keys()
    for name, ratio in CROPS.items():
        left, top, across, down = map(float, views[name].get("viewBox").split())
        assert across / down == pytest.approx(ratio, rel=0.001)
        assert min(left, top) >= 0
        assert left + across <= width
        assert top + down <= height


def test_its_ids_are_its_own_and_its_references_lead_somewhere(drawing, tree):
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([\w-]+)"|url\(#([\w-]+)\)', drawing)) <= {
        pair for each in ids for pair in ((each, ""), ("", each))
    }


def test_it_runs_nothing_and_fetches_nothing(drawing, tree):
    allowed = {"svg", "title", "style", "view", "defs", "g", "use", "symbol", "clipPath", "filter"}
    allowed |= {"path", "rect", "circle", "ellipse", "feGaussianBlur"}
    allowed |= {"linearGradient", "radialGradient", "stop"}
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= allowed
    for element in tree.iter():
        assert not [name for name in element.attrib if name.lower().startswith("on")]
        assert element.get("href", "#").startswith("#")
    assert set(re.findall(r"\w+://[^\"]+", drawing)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in drawing
    assert set(re.findall(r"url\((.)", drawing)) <= {"#"}


def test_it_is_described_in_every_language(scene):
    for code in OURS:
        assert 20 < len(scene.alt[code]) <= LONGEST_ALT, code
    assert scene.name["sv"] != scene.name["en"]


def test_editors_choose_it_by_its_name(scene):
    assert (scene.key, scene.name["sv"]) in choices()


def test_a_scene_that_is_gone_shows_nothing():
    assert alt("gone", "sv") == ""


def test_a_language_without_words_of_its_own_gets_the_english_ones():
    assert alt("birches", "de") == scenes()["birches"].alt["en"]


def test_the_check_misses_a_drawing_and_words(monkeypatch):
    bare = Scene("bare", {"sv": "Kal", "en": "Bare"}, {"sv": "Ingenting."})
    monkeypatch.setattr("cms.checks.scenes", lambda: {"bare": bare})
    assert [message.id for message in check_scenes(None)] == ["cms.E006", "cms.E007"]


def test_the_picture_of_shared_links_has_the_size_that_they_ask_for():
    file = Path(finders.find(f"{FOLDER}/share.jpg"))
    with Image.open(file) as picture:
        assert picture.size == (1200, 630)
    assert file.stat().st_size <= 120_000
