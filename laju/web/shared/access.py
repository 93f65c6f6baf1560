"""Who may open a page."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from laju.apps.accounts.models import Role, User
from laju.apps.programme.models import Participant
from laju.apps.programme.queries import participant_for
from laju.core.errors import DomainError

View = Callable[..., HttpResponseBase]


class WrongDoor(DomainError):
    message = "Halaman ini untuk {roles}."
    remedy = "Anda masuk sebagai {role}. Kembali ke beranda, atau masuk dengan akun lain."
    status = 403


PASSED = "second.passed"  # in the session: the second step was proven, or added


def for_role(*roles: str, needs_second: bool = True) -> Callable[[View], View]:
    """Let only signed-in people of the given roles open a view. Raises: WrongDoor.

    Where the office asks a role for a second step, who has none is led to the page that adds one.
    """

    def decorate(view: View) -> View:
        @login_required
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = person(request)
            if user.role not in roles:
                names = ", ".join(str(Role(role).label) for role in roles)
                raise WrongDoor(roles=names, role=user.get_role_display() or "tamu")
            is_asked = needs_second and str(user.role).lower() in settings.SECOND_STEP
            if is_asked and not request.session.get(PASSED):
                messages.info(request, _("Kantor ini meminta langkah kedua. Pasang dahulu."))
                return redirect("shared:account")
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
