"""The web application for ASGI servers (Granian, as `laju serve` starts it)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laju.project.settings")
django_application = get_asgi_application()

from laju.web.beacon import with_beacon  # noqa: E402  needs Django's settings

application = with_beacon(django_application)
