"""The web application for ASGI servers (Granian, as `laju serve` starts it)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laju.project.settings")
application = get_asgi_application()
