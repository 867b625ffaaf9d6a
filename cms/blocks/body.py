"""The body of an editorial page."""

from wagtail import blocks

from cms.blocks.chain import ChainBlock
from cms.blocks.facts import FactsBlock
from cms.blocks.note import NoteBlock
from cms.blocks.pages import PagesBlock
from cms.blocks.picture import PictureBlock
from cms.blocks.quote import QuoteBlock
from cms.blocks.results import ResultsBlock
from cms.blocks.scene import SceneBlock
from cms.blocks.steps import StepsBlock
from cms.blocks.tell_us import TellUsBlock
from cms.blocks.text import TextBlock


class BodyBlock(blocks.StreamBlock):
    """Text, facts, steps, chains, notes, quotations, pictures and links, in reading order."""

    text = TextBlock()
    facts = FactsBlock()
    steps = StepsBlock()
    chain = ChainBlock()
    note = NoteBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    scene = SceneBlock()
    pages = PagesBlock()
    tell_us = TellUsBlock()
    results = ResultsBlock()
