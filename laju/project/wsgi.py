"""The web application for WSGI servers (gunicorn behind a proxy)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laju.project.settings")
application = get_wsgi_application()
