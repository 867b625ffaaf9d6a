"""Django's own server for local use, with the addresses that matter as its last words."""

from typing import Any

from django.contrib.staticfiles.management.commands import runserver

WELCOME = """
The site:   http://localhost:{port}/sv/  and  http://localhost:{port}/en/
The admin:  http://localhost:{port}/admin/
An editor's account for local use:  make editor
Stop with Ctrl-C.
"""


class Command(runserver.Command):
    """`manage.py serve`"""

    help = "Serve the site for local development and say where everything is."

    def on_bind(self, server_port: Any) -> None:
        self.stdout.write(WELCOME.format(port=server_port))
