"""One post, ready to share from a phone."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laju.apps.accounts.models import Role, User
from laju.apps.programme.queries import participant_for
from laju.apps.social.actions import NotAPostLink, prove_post
from laju.apps.social.models import Post
from laju.apps.social.queries import post_by_token
from laju.web.shared.posts import ProofForm, card_of, posters_of

SHARERS = {Role.OWNER, Role.FACILITATOR, Role.AGENCY}
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,22}")


@require_http_methods(["GET", "POST"])
def share_post(request: HttpRequest, token: str) -> HttpResponse:
    """Show a post to whoever holds its link; its people may say where they posted it."""
    post = post_by_token(token=token) if TOKEN.fullmatch(token) else None
    if post is None:
        raise Http404
    may_prove = is_of(request, post)
    form = ProofForm(request.POST or None)
    if request.method == "POST":
        if not may_prove:
            return redirect(f"{reverse('shared:sign_in')}?next={request.path}")
        if form.is_valid() and prove(request, post, form):
            messages.success(request, _("Tercatat. Terima kasih!"))
            return redirect("public:share_post", token)
    context: dict[str, Any] = {
        "post": card_of(post, posters_of([post])),
        "business": post.participant.application.business,
        "may_prove": may_prove,
        "form": form,
        "is_proven": post.status == Post.Status.PROVEN,
        "proof_url": post.proof_url,
    }
    response = render(request, "public/share_post.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def is_of(request: HttpRequest, post: Post) -> bool:
    """Test whether the person looking may say that this post went out."""
    user = request.user
    if not isinstance(user, User) or user.role not in SHARERS:
        return False
    return participant_for(by=user, pk=post.participant_id) is not None


def prove(request: HttpRequest, post: Post, form: ProofForm) -> bool:
    """Keep the address of the post; a wrong one comes back at the field."""
    assert isinstance(request.user, User)
    try:
        prove_post(post=post, url=form.cleaned_data["url"], by=request.user, at=timezone.now())
    except NotAPostLink as error:
        form.add_error("url", f"{error} {error.remedy}")
        return False
    return True
