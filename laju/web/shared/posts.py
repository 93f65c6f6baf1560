"""A post of the calendar as pages show it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.social.models import Post
from laju.apps.studio.queries import posters_by_participant
from laju.core.whatsapp import share_link

SIZES = ("portrait", "square", "story", "card")
CHANNELS = {
    "whatsapp": "Status WhatsApp",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
}
Posters = Mapping[int, Mapping[str, Mapping[str, str]]]


class ProofForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Tautan kiriman Anda"),
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        help_text=gettext_lazy("Buka kiriman Anda, ketuk Bagikan, lalu Salin tautan."),
        error_messages={"required": gettext_lazy("Tempel tautannya di sini.")},
    )


def posters_of(posts: Iterable[Post]) -> Posters:
    """Return the posters of the participants of some posts, in one query."""
    return posters_by_participant(keys=sorted({post.participant_id for post in posts}))


def card_of(post: Post, posters: Posters) -> dict[str, Any]:
    """Return what the part `_post.html` shows of a post."""
    caption = f"{post.caption}\n\n{' '.join(post.hashtags)}".strip()
    is_proven = post.status == Post.Status.PROVEN
    return {
        "id": post.pk,
        "token": post.token,
        "when": f"{date_format(post.on, 'l, j F')}, {post.time:%H.%M}",
        "channel": CHANNELS.get(post.channel, post.channel.title()),
        "feast": post.feast,
        "caption": post.caption,
        "hashtags": " ".join(post.hashtags),
        "text": caption,
        "poster_url": poster_url(post, posters),
        "poster_alt": _("Poster kiriman %(day)s") % {"day": date_format(post.on, "j F")},
        "share_url": share_link(caption),
        "status_label": _("Sudah tayang") if is_proven else "",
        "status_tone": "success",
        "proof_url": ""
        if is_proven
        else f"{reverse('public:share_post', args=[post.token])}#bukti",
        "page_url": reverse("public:share_post", args=[post.token]),
        "is_proven": is_proven,
        "on": post.on,
    }


def poster_url(post: Post, posters: Posters) -> str:
    """Return the address of the poster that goes with a post, or "" when none is drawn."""
    drawn = posters.get(post.participant_id, {})
    sizes = drawn.get(post.product_key) or next(iter(drawn.values()), {})
    path = next((sizes[size] for size in SIZES if size in sizes), "")
    return reverse("public:poster_file", args=[path]) if path else ""
