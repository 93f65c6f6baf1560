"""What Django's own checks cannot know about a safe installation."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connection

from laju.apps.privacy.wall import has_wall


@register(Tags.security, deploy=True)
def check_secret(**_: Any) -> list[Error]:
    """Insist on a secret that outlives the process."""
    if os.environ.get("LAJU_SECRET_KEY"):
        return []
    return [Error("LAJU_SECRET_KEY is not set.", hint="`laju serve` makes one.", id="laju.E001")]


@register(Tags.security, deploy=True)
def check_demo(**_: Any) -> list[Error]:
    """Refuse one-click sign-in on a real installation."""
    if not settings.DEMO:
        return []
    return [Error("LAJU_DEMO lets anybody sign in.", hint="Unset it.", id="laju.E002")]


@register(Tags.database, deploy=True)
def check_wall(**_: Any) -> list[CheckWarning]:
    """Warn of PostgreSQL without the second wall: the account may not create roles."""
    if connection.vendor != "postgresql" or has_wall():
        return []
    hint = "Give the account CREATEROLE and run `laju migrate`, or see ADR 0041."
    return [CheckWarning("The second wall is missing.", hint=hint, id="laju.W002")]


@register(Tags.database)
def check_sqlite(**_: Any) -> list[CheckWarning]:
    """Warn of SQLite settings under which most concurrent writes fail."""
    database: dict[str, Any] = dict(settings.DATABASES["default"])
    if "sqlite" not in database["ENGINE"] or "memory" in str(database["NAME"]):
        return []
    mode = database.get("OPTIONS", {}).get("transaction_mode")
    if mode == "IMMEDIATE" and not database.get("ATOMIC_REQUESTS"):
        return []
    return [CheckWarning("SQLite needs IMMEDIATE transactions.", id="laju.W001")]
