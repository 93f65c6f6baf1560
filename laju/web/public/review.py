"""The page an owner opens from a link: read, agree, or say what is wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from laju.apps.accounts.queries import system_user
from laju.apps.studio.actions import answer_review, open_review
from laju.apps.studio.actions.reviews import ReviewOver
from laju.apps.studio.models import Review, Version
from laju.apps.studio.queries import content_of
from laju.core.errors import DomainError
from laju.web.shared.editing import head_of, send_preview
from laju.web.shared.history import changes_between
from laju.web.shared.reviews import review_of


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Show the draft with what has changed since the last yes; take one answer."""
    found = _found(token)
    head = head_of(found.participant)
    context = {"review": found, "business": found.participant.application.business, "token": token}
    if found.answer:
        return _shown(request, {**context, "is_answered": True})
    if found.expires_at <= timezone.now():
        raise ReviewOver
    if request.method == "POST":
        try:
            answer_review(
                review=found,
                sha256=request.POST.get("sha256", "")[:64],
                is_approved=request.POST.get("decision") == "approve",
                note=request.POST.get("note", ""),
                by=system_user(),
                at=timezone.now(),
            )
        except DomainError as error:
            context |= {"failed": error, "note": request.POST.get("note", "")[:300]}
            return _shown(request, {**context, **_draft(found, head)}, status=error.status)
        return redirect("public:review", token)
    if found.opened_at is None:
        open_review(review=found, by=system_user(), at=timezone.now())
    return _shown(request, {**context, **_draft(found, head)})


@require_GET
def review_file(_request: HttpRequest, token: str, name: str) -> HttpResponse:
    """Hand out one file of the draft, as long as the link may be answered. Raises: Http404."""
    found = _found(token)
    if found.answer or found.expires_at <= timezone.now():
        raise Http404
    return send_preview(head_of(found.participant), name)


def _found(token: str) -> Review:
    found = review_of(token)
    if found is None:
        raise Http404
    return found


def _draft(found: Review, head: Version) -> dict[str, object]:
    content = content_of(participant=found.participant)
    approved = content.approved if content else None
    return {"head": head, "changes": changes_between(approved, head) if approved else []}


def _shown(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, "public/review.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response
