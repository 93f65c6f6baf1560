"""The decorator that makes a function an action: one permission, one transaction, one line."""

import functools
import hashlib
import hmac
import inspect
import json
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from laju.apps.accounts.models import User
from laju.apps.accounts.rules import may
from laju.apps.ledger.models import Entry, Secret
from laju.core.errors import DomainError

P = ParamSpec("P")
R = TypeVar("R")
ACTIONS: dict[str, Callable[..., Any]] = {}
OF_NOBODY = frozenset(  # things whose lines speak of no person
    {"", "registry.batch", "programme.cohort", "regions.region", "jobs.job", "evidence.figure"}
)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotAllowed(DomainError):
    message = "{user} tidak berwenang melakukan ini ({action})."
    remedy = "Mintalah hak akses kepada dinas."
    status = 403


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Wrap `function` so that it is permitted, atomic and written down.

    The function takes keywords only, among them `by` (a User) and `at` (an aware datetime);
    its name is `<app>.<function>`, the same in permissions, ledger and documents.
    """
    name = f"{function.__module__.split('.')[2]}.{function.__name__}"
    for parameter in inspect.signature(function).parameters.values():
        assert parameter.kind is parameter.KEYWORD_ONLY, (
            f"{name}: {parameter.name} must be keyword-only"
        )

    @functools.wraps(function)
    def recorded(*args: P.args, **kwargs: P.kwargs) -> R:
        permit(user=kwargs["by"], action=name)
        with transaction.atomic():
            result = function(*args, **kwargs)
            entry_of(action=name, inputs=kwargs, result=result).save()
        return result

    ACTIONS[name] = recorded
    return recorded


def permit(*, user: Any, action: str) -> None:
    """Let pass who may do this. Raises: NotAllowed."""
    assert isinstance(user, User)
    if not may(user=user, action=action):
        raise NotAllowed(user=user.username or "Tamu", action=action)


def entry_of(*, action: str, inputs: Mapping[str, Any], result: Any) -> Entry:
    """Return the line about one call of an action, not saved yet.

    For what is written by other means than Django: the line goes into the same transaction.
    """
    by, at = inputs["by"], inputs["at"]
    assert isinstance(by, User) and isinstance(at, datetime)
    subject = _subject(inputs, result)
    return Entry(
        action=action,
        by=by.username,
        at=at,
        inputs_sha256=_digest(inputs, key=_key_of(subject)),
        subject=subject,
        result=_plain(result)[:300],
    )


def _key_of(subject: str) -> bytes:
    """Return the key of a thing, made with its first line; what tells of nobody needs none."""
    if subject.partition(":")[0] in OF_NOBODY:
        return b""
    key = Secret.objects.filter(subject=subject).values_list("key", flat=True).first()
    if key is None:
        made = {"key": secrets.token_bytes(32)}
        key = Secret.objects.get_or_create(subject=subject, defaults=made)[0].key
    return bytes(key)


def _digest(kwargs: Mapping[str, Any], *, key: bytes) -> str:
    """Hash the inputs; a whole table is told by the hash of its file, which stands beside it.

    key: makes it an HMAC, so that short inputs cannot be guessed without it; b"": a plain hash.
    """
    left_out = {"by", "at"} | ({"sheet"} if "sha256" in kwargs else set())
    told = {key: _told(value) for key, value in kwargs.items() if key not in left_out}
    words = json.dumps(told, sort_keys=True).encode()
    return hmac.new(key, words, "sha256").hexdigest() if key else hashlib.sha256(words).hexdigest()


def _told(value: Any) -> Any:
    """Tell a value in full and always in the same way; only its hash is kept."""
    told: Any
    if isinstance(value, models.Model):
        told = f"{value._meta.label_lower}:{value.pk}"
    elif isinstance(value, Mapping):
        told = {str(key): _told(item) for key, item in value.items()}
    elif isinstance(value, set | frozenset):
        told = sorted((_told(item) for item in value), key=json.dumps)
    elif isinstance(value, models.QuerySet | list | tuple):
        told = [_told(item) for item in value]
    elif isinstance(value, bytes):
        told = hashlib.sha256(value).hexdigest()
    elif value is None or isinstance(value, bool | int | float):
        told = value
    else:
        told = str(value)
    return told


def _subject(kwargs: Mapping[str, Any], result: Any) -> str:
    """Name the first stored thing the action is about, so that its story can be found."""
    results = result if isinstance(result, tuple) else (result,)
    for value in (*kwargs.values(), *results):
        if isinstance(value, models.Model) and not isinstance(value, User):
            return f"{value._meta.label_lower}:{value.pk}"
    return ""


def _plain(value: Any) -> str:
    """Tell a value in text that holds no personal data: stored things by their key only.

    Words are left out, and so is whatever an object holds: either may name a person. A SHA-256 that
    an action returns is told in full: it is what was approved or sealed.
    """
    if isinstance(value, str) and _SHA256.fullmatch(value):
        return value
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, models.QuerySet | list | tuple | set | frozenset):
        return f"[{', '.join(_plain(item) for item in list(value)[:1000])}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_plain(item)}' for key, item in value.items())}}}"
    if value is None or isinstance(value, bool | int | float | date):
        return str(value)
    return type(value).__name__
