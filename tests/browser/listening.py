"""Hears what a page would rather not be heard doing."""

from typing import Any

from playwright.sync_api import Page as Tab


def listen(tab: Tab, site: Any) -> list[str]:
    """Return a list that fills with what a tab complains of, and with what it asks of others."""
    heard: list[str] = []

    def ask(request: Any) -> None:
        if not request.url.startswith((site.address, "data:", "blob:")):
            heard.append(f"asks {request.url}")

    def say(message: Any) -> None:
        if message.type in {"error", "warning"}:
            heard.append(message.text)

    tab.on("request", ask)
    tab.on("console", say)
    tab.on("pageerror", lambda error: heard.append(str(error)))
    return heard
