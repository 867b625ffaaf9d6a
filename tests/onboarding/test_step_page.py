"""What readers see of a step: when it was last checked, and who answers for it."""

import pytest
from bs4 import BeautifulSoup

from tests import loaded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "said"), [("sv", "Granskad"), ("en", "Checked")])
def test_a_step_says_when_it_was_checked_as_a_task_does(client, language, said):
    for name in ("step:home", "task:join-pitebo-queue"):
        page = loaded.page(name, language)
        box = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".fresh-box")
        assert said in box.get_text()
        assert page.verified_on.isoformat() in str(box)
