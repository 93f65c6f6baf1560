"""Links by which an owner reads a draft on the phone and answers without signing in."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laju.apps.programme.models import Participant
from laju.apps.studio.actions import send_review
from laju.apps.studio.models import Review
from laju.apps.studio.queries.versions import review_by_key, reviews_of
from laju.core.whatsapp import chat_link, is_phone, share_link
from laju.web.shared.access import person

SALT = "laju.review"


def token_of(review: Review) -> str:
    """Return what stands in the link: the key of the review, signed."""
    return signing.dumps(review.pk, salt=SALT)


def review_of(token: str) -> Review | None:
    """Return the review of a link; None for a link nobody here has made."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return review_by_key(key=key) if isinstance(key, int) else None


def ask_owner(request: HttpRequest, participant: Participant) -> None:
    """Make a new link; earlier ones no longer count."""
    send_review(participant=participant, by=person(request), at=timezone.now())
    messages.success(request, _("Tautan siap. Kirim kepada pemilik lewat WhatsApp."))


def review_card(request: HttpRequest, participant: Participant) -> dict[str, str] | None:
    """Return the last link with its state, and the WhatsApp message that carries it."""
    review = reviews_of(participant=participant).first()
    if review is None:
        return None
    business = participant.application.business
    url = request.build_absolute_uri(reverse("public:review", args=[token_of(review)]))
    text = _(
        "Halo %(owner)s, halaman %(business)s sudah siap dibaca. Buka tautan ini, lalu tekan setuju "
        "atau tulis yang perlu diperbaiki: %(url)s"
    ) % {"owner": business.owner.name, "business": business.name, "url": url}
    phone = business.phone or business.owner.phone
    is_over = not review.answer and review.expires_at <= timezone.now()
    state = _("Lewat waktu") if is_over else review.get_answer_display()
    if not review.answer and not is_over and review.opened_at:
        state = _("Dibuka, belum dijawab")
    return {
        "url": url,
        "send_url": chat_link(phone=phone, text=text) if is_phone(phone) else share_link(text),
        "state": str(state),
        "note": review.note,
        "is_waiting": "1" if not review.answer and not is_over else "",
    }
