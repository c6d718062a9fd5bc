"""The application a server runs: Django, and the live stream beside it."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
# WhiteNoise hands out files as plain iterators; they are small, and reading them whole is fine.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
_pages = get_asgi_application()

# After Django is ready: the stream reads its models.
from rumbo.web import live  # noqa: E402


async def application(scope: live.Scope, receive: live.Receive, send: live.Send) -> None:
    """Streams go past Django, which would give each of them a thread and a connection."""
    if scope["type"] == "http" and scope["path"] == "/live":
        await live.serve(scope, receive, send)
    else:
        await _pages(scope, receive, send)  # type: ignore[arg-type]  # asgiref's own shapes
