"""Get the site ready and serve it for local use: `make run`."""

import argparse
import os
import signal
import subprocess
import sys

from scripts.messages import compile_catalogues

MANAGE = [sys.executable, "manage.py"]


def main() -> None:
    """Bring database, content and search index up to date, then serve."""
    port = arguments().port
    os.environ.setdefault("SITE_BASE_URL", f"http://localhost:{port}")
    compile_catalogues()
    say("Database …")
    manage("migrate", "--verbosity", "0")
    say("Content of Piteå …")
    manage("load_content")
    serve(port)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def manage(*words: str) -> None:
    """Run a command of the project; stop with its status where it fails."""
    status = subprocess.run([*MANAGE, *words], check=False).returncode  # noqa: S603
    if status:
        sys.exit(status)


def serve(port: int) -> None:
    """Serve, with a worker beside, until Ctrl-C or a signal ends both."""
    worker = subprocess.Popen([*MANAGE, "work"])  # noqa: S603
    server = subprocess.Popen([*MANAGE, "serve", "--noreload", f"localhost:{port}"])  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        status = server.wait()
    except KeyboardInterrupt:
        status = server.wait()
    finally:
        worker.terminate()
        worker.wait()
    sys.exit(status)


if __name__ == "__main__":
    main()
