"""HTTP and websockets."""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parrilla.settings")
django.setup(set_prefix=False)  # before any import that needs the app registry

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import re_path  # noqa: E402

from parrilla.handler import Handler  # noqa: E402
from parrilla.runs.consumer import NoSuchSocket  # noqa: E402

known = import_module(settings.ROOT_URLCONF).websocket_urlpatterns
websockets = URLRouter([*known, re_path("", NoSuchSocket.as_asgi())])

application = ProtocolTypeRouter(
    {"http": Handler(), "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(websockets))}
)
