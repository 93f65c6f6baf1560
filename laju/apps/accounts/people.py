"""Accounts made by commands."""

from collections.abc import Iterable

from laju.apps.accounts.models import User
from laju.apps.regions.models import Region


def ensure_person(*, username: str, role: str, name: str, regions: Iterable[Region] = ()) -> User:
    """Return the account of this name, made without a password if it is new."""
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"role": role, "first_name": name}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.regions.set(regions)
    return user


def set_password(*, user: User, password: str) -> None:
    """Give an account a password; its earlier sessions end."""
    user.set_password(password)
    user.save(update_fields=["password"])


def forget_person(*, user: User) -> None:
    """Close an account for good and take its name away; lines of the ledger keep the old one."""
    user.is_active = False
    user.username = f"dihapus-{user.pk}"
    user.first_name = user.last_name = user.email = ""
    user.set_unusable_password()
    user.save()
    user.regions.clear()
