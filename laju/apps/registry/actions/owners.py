"""Accounts of owners: by which one signs in."""

from datetime import datetime

from laju.apps.accounts.models import Role, User
from laju.apps.ledger.recording import action
from laju.apps.registry.models import Owner
from laju.core.errors import DomainError


class NotAnOwnersAccount(DomainError):
    message = "{user} bukan akun pelaku usaha."
    remedy = "Pilih akun dengan peran Pelaku usaha."


@action
def connect_owner(*, owner: Owner, user: User, by: User, at: datetime) -> None:
    """Let an account see and approve the pages of an owner's businesses.

    Raises: NotAnOwnersAccount.
    """
    if user.role != Role.OWNER:
        raise NotAnOwnersAccount(user=user)
    Owner.objects.filter(user=user).exclude(pk=owner.pk).update(user=None)
    Owner.objects.filter(pk=owner.pk).update(user=user)
