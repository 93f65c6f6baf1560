"""What every page may show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the demo flag; the user and messages come from Django."""
    return {"is_demo": settings.DEMO}
