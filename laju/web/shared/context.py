"""What every page may show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from laju.apps.accounts.models import User


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the demo flag and what the user menu shows."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"is_demo": settings.DEMO}
    return {
        "is_demo": settings.DEMO,
        "user_name": str(user),
        "user_role": user.get_role_display(),
        "user_place": "",
    }
