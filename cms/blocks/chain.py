"""What must be done in order, because each thing opens the next: drawn as a path to a lit lamp."""

from django.utils.translation import gettext_lazy as _

from cms.blocks.steps import StepsBlock


class ChainBlock(StepsBlock):
    """Gates in order, in a picture that reads as a list."""

    class Meta:
        icon = "link"
        label = _("chain")
        description = _("What leads to what, drawn as a path. Each thing opens the next.")
        template = "cms/blocks/chain.html"
        preview_value = {
            "heading": "Vägen till e-legitimation",
            "steps": [
                "<p><b>Personnummer.</b> Skatteverket skickar det i ett brev.</p>",
                "<p><b>Id-kort.</b> Nu kan du söka det.</p>",
                "<p><b>E-legitimation.</b> Nu kan du logga in.</p>",
            ],
        }
