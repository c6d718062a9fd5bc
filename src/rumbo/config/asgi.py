"""The application a server runs: Django for pages; beside it the live stream and the API."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
# WhiteNoise hands out files as plain iterators; they are small, and reading them whole is fine.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
_pages = get_asgi_application()

# After Django is ready: both read its models.
from rumbo.api import asgi as api  # noqa: E402
from rumbo.web import live  # noqa: E402


async def application(scope: live.Scope, receive: live.Receive, send: live.Send) -> None:
    """Streams and programs go past what pages need: a thread and a connection each."""
    if scope["type"] == "http" and scope["path"] == "/live":
        await live.serve(scope, receive, send)
    elif scope["type"] == "http" and scope["path"].startswith("/api/"):
        await api.application(scope, receive, send)
    else:
        await _pages(scope, receive, send)  # type: ignore[arg-type]  # asgiref's own shapes
