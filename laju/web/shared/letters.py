"""Lists of messages: what waits to be sent from a phone, what went out, what it cost."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laju.apps.outbox.actions import drop_message, mark_sent
from laju.apps.outbox.models import Message
from laju.apps.outbox.queries import count_by_status, spent
from laju.apps.registry.models import Business
from laju.core.identity.phone import format_phone
from laju.core.whatsapp import chat_link
from laju.engines.prints import Slip, draw_slips
from laju.web.shared.access import person
from laju.web.shared.lists import page_of, stream_csv, values_in_key_order
from laju.web.shared.prints import as_pdf

MOST_SLIPS = 2_000  # in one file
ANSWERS = {"terkirim": mark_sent, "batal": drop_message}
FIRST = (Message.Status.BY_HAND, Message.Status.DOUBT, Message.Status.FAILED)
USUAL = (*FIRST, Message.Status.DUE)
TITLES = (
    "Usaha",
    "Kode",
    "Wilayah",
    "Nomor",
    "Isi",
    "Keadaan",
    "Lewat",
    "Diminta",
    "Dikirim",
    "Rp",
)
FIELDS = (
    "business__name", "business__pk", "business__region__name", "to", "text", "status", "way",
    "asked_at", "sent_at", "cost",
)  # fmt: skip


def list_context(request: HttpRequest, rows: QuerySet[Message], *, name: str) -> dict[str, Any]:
    """Return what the list shows: a status at a time, those a person must see to first."""
    counts = count_by_status(rows)
    status = request.GET.get("keadaan", "")
    if status not in Message.Status.values:
        status = next((s.value for s in USUAL if counts[s]), Message.Status.SENT.value)
    page = page_of(request, rows.filter(status=status).order_by("send_after", "pk"))
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    told = spent(since=month, rows=rows)
    return {
        "page": page,
        "letters": [card_of(message, name) for message in page],
        "tabs": [
            {
                "url": f"{reverse(f'{name}:messages')}?keadaan={s.value}",
                "label": str(s.label),
                "count": counts[s],
                "is_current": s.value == status,
            }
            for s in Message.Status
            if counts[s] or s.value == status
        ],
        "spent": [
            (str(Message.Way(way).label), count, rupiah)
            for way, (count, rupiah) in sorted(told.items())
            if way
        ],
        "budget": settings.MESSAGE_BUDGET,
        "has_any": any(counts.values()),
        "on_paper": rows.filter(status=Message.Status.BY_HAND, to="", mail="").count(),
        "slips_url": reverse(f"{name}:message_slips"),
    }


def _send_url(message: Message) -> str:
    """Return what opens the message ready to be sent: in WhatsApp, or in the own mail program."""
    if not message.to and not message.mail:
        return ""
    if message.to:
        return chat_link(phone=message.to, text=message.text)
    return f"mailto:{quote(message.mail)}?{urlencode({'body': message.text}, quote_via=quote)}"


def card_of(message: Message, name: str) -> dict[str, Any]:
    """Return one message as the list shows it."""
    can_send = message.status in FIRST
    return {
        "message": message,
        "phone": format_phone(message.to) if message.to else message.mail or _("tanpa nomor"),
        "send_url": _send_url(message) if can_send else "",
        "decide_url": reverse(f"{name}:decide_message", args=[message.pk]) if can_send else "",
    }


def decide_letter(
    request: HttpRequest, pk: int, rows: QuerySet[Message], *, name: str
) -> HttpResponse:
    """Note that a message was sent from a phone, or is not to be sent."""
    message = get_object_or_404(rows, pk=min(pk, 2**63 - 1))
    act = ANSWERS.get(request.POST.get("answer", ""))
    if act:
        act(message=message, by=person(request), at=timezone.now())
        said = {mark_sent: _("Tercatat: terkirim."), drop_message: _("Pesan tidak jadi dikirim.")}
        messages.success(request, said[act])
    return redirect(f"{name}:messages")


def send_slips(request: HttpRequest, rows: QuerySet[Message]) -> HttpResponseBase:
    """Hand out what waits for a hand as slips of paper; `?siapa=semua` those with a number, too."""
    waiting = rows.filter(status=Message.Status.BY_HAND)
    if request.GET.get("siapa") != "semua":
        waiting = waiting.filter(to="", mail="")
    waiting = waiting.order_by("business__region_id", "business__name", "pk")
    slips = [
        Slip(
            business=message.business.name,
            owner=message.business.owner.name,
            place=_place(message.business),
            code=message.business.code,
            text=message.text,
            day=date_format(timezone.localtime(message.asked_at), "j F Y"),
        )
        for message in waiting[:MOST_SLIPS]
        if message.business
    ]
    return as_pdf(
        draw_slips(
            slips, office=settings.OFFICE_NAME, empty=_("Tidak ada kabar yang perlu dicetak.")
        ),
        "kabar.pdf",
    )


def _place(business: Business) -> str:
    parts = (business.address, business.village_name, business.district_name, business.region.name)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def send_list(rows: QuerySet[Message]) -> HttpResponseBase:
    """Hand out the messages as a CSV, to print or to send by another programme."""
    return stream_csv(name="pesan.csv", titles=TITLES, rows=_lines(rows))


def _lines(rows: QuerySet[Message]) -> Iterator[tuple[object, ...]]:
    labels = dict(Message.Status.choices)
    for business, key, region, to, text, status, *rest in values_in_key_order(rows, *FIELDS):
        yield business, key, region, format_phone(to), text, labels[status], *rest
