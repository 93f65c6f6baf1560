"""Who may open a page."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from laju.apps.accounts.models import Role, User
from laju.apps.programme.models import Participant
from laju.apps.programme.queries import participant_for
from laju.core.errors import DomainError

View = Callable[..., HttpResponseBase]


class WrongDoor(DomainError):
    message = "Halaman ini untuk {roles}."
    remedy = "Anda masuk sebagai {role}. Kembali ke beranda, atau masuk dengan akun lain."
    status = 403


def for_role(*roles: str) -> Callable[[View], View]:
    """Let only signed-in people of the given roles open a view. Raises: WrongDoor."""

    def decorate(view: View) -> View:
        @login_required
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = person(request)
            if user.role not in roles:
                names = ", ".join(str(Role(role).label) for role in roles)
                raise WrongDoor(roles=names, role=user.get_role_display() or "tamu")
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def person(request: HttpRequest) -> User:
    """Return the signed-in user, for views that are guarded."""
    assert isinstance(request.user, User)
    return request.user


def in_charge(request: HttpRequest, pk: int) -> Participant:
    """Return a participant this person owns or looks after. Raises: Http404 for any other."""
    participant = participant_for(by=person(request), pk=pk)
    if participant is None:
        raise Http404
    return participant
