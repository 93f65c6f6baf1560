"""Changing a page with one's own eyes on it: words, look, order, history; for owner and facilitator."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laju.apps.programme.models import Participant
from laju.apps.publishing.previews import preview
from laju.apps.studio.actions import redo_draft, save_draft, undo_draft
from laju.apps.studio.actions.drafts import NothingToRedo, NothingToUndo
from laju.apps.studio.actions.versions import version_of_old
from laju.apps.studio.models import Version
from laju.apps.studio.queries import load_profile, load_texts
from laju.apps.studio.queries.standing import products_of
from laju.apps.studio.queries.versions import version_by_number
from laju.core.design import BadDesign, load_design
from laju.core.drafts import (
    PRODUCT,
    check_edits,
    edits_between,
    limit_of,
    paths_of,
    text_at,
    tidy,
)
from laju.core.errors import DomainError
from laju.core.grammar import compose_texts
from laju.core.profile import Profile
from laju.core.texts import Texts
from laju.web.journey.run import configured_folders
from laju.web.security import PREVIEW
from laju.web.shared.access import person
from laju.web.shared.decisions import content_for
from laju.web.shared.looks import palettes_of, products_shown, sections_shown, themes_of

SCRIPT = b'<script src="belanja.js" defer></script>'  # a draft runs none
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".svg": "image/svg+xml"}


def edit_page(
    request: HttpRequest, participant: Participant, *, template: str, audience: str
) -> HttpResponse:
    """Show the draft beside its form, and keep what is changed; a refusal keeps what was typed."""
    head = head_of(participant)
    if request.method != "POST":
        return render(request, template, form_of(participant, head, audience=audience))
    step = request.POST.get("step", "")
    if step in {"undo", "redo"}:
        return _step(request, participant, head, step, audience)
    told = told_by(request.POST, head)
    base = version_by_number(participant=participant, number=read_number(request.POST.get("base")))
    composed = composed_of(head)
    edits = edits_between(composed=composed, told=told["texts"])
    try:
        version = save_draft(
            participant=participant,
            base=(base or head).number,
            edits=edits,
            design=told["design"],
            products=told["products"],
            by=person(request),
            at=timezone.now(),
        )
    except DomainError as error:
        told["faults"] = faults_of(edits, head)
        context = form_of(participant, head, audience=audience, told=told) | {"failed": error}
        return render(request, template, context, status=error.status)
    if version.kind == Version.Kind.ASIDE:
        messages.warning(
            request,
            _(
                "Orang lain lebih dulu menyimpan hal yang sama. Draf Anda tersimpan sebagai versi "
                "%(number)s di riwayat; tidak ada kata yang hilang."
            )
            % {"number": version.number},
        )
    else:
        messages.success(request, _("Tersimpan sebagai draf. Halaman tayang setelah disetujui."))
    return redirect(f"{audience}:edit", participant.pk)


def head_of(participant: Participant) -> Version:
    """Return the version that counts, made up from old content where there is none. Raises: Http404."""
    content = content_for(participant)
    return content.head or version_of_old(content, number=content.version)


def composed_of(version: Version) -> Texts:
    """Return the words Laju itself would write on the facts of a version."""
    profile = load_profile(stored=version.profile)
    return compose_texts(profile=profile, seed=profile.code)


def form_of(
    participant: Participant,
    head: Version,
    *,
    audience: str,
    told: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what the editor shows; `told` is what a person typed and could not be kept."""
    profile, composed = load_profile(stored=head.profile), composed_of(head)
    shown = load_texts(stored=head.texts)
    design = load_design(stored=(told or {}).get("design", head.design))
    texts, faults = (told or {}).get("texts", {}), (told or {}).get("faults", {})
    products = list(products_of(business=participant.application.business))
    keys = (told or {}).get("products", [p["key"] for p in head.profile["products"]])
    return {
        "participant": participant,
        "business": participant.application.business,
        "audience": audience,
        "head": head,
        "fields": [
            {
                "name": path,
                "label": label_of(path, profile),
                "value": texts.get(path, text_at(shown, path)),
                "composed": text_at(composed, path),
                "limit": limit_of(path),
                "rows": 6 if path == "about" else 2,
                "errors": faults.get(path, []),
            }
            for path in paths_of(composed)
        ],
        "themes": themes_of(design, profile),
        "palettes": palettes_of(design),
        "sections": sections_shown(design, profile),
        "products": products_shown(design, products, keys),
        "texts": shown,
        "can_undo": head.parent_id is not None,
    }


def label_of(path: str, profile: Profile) -> str:
    """Say what a text is."""
    names = {
        "headline": _("Judul"),
        "tagline": _("Kalimat di bawah judul"),
        "about": _("Tentang usaha"),
        "offer": _("Judul halaman penawaran"),
        "order": _("Pesan WhatsApp dari pembeli"),
        "description": _("Kalimat untuk mesin pencari"),
    }
    if path in names:
        return str(names[path])
    key = path.removeprefix(PRODUCT)
    name = next((product.name for product in profile.products if product.key == key), key)
    return _("Kalimat tentang %(name)s") % {"name": name}


def told_by(post: Any, head: Version) -> dict[str, Any]:
    """Return what a form says: texts by name, design as plain values, keys of shown products."""
    texts = {path: tidy(post.get(f"text-{path}", "")) for path in paths_of(composed_of(head))}
    sections = _moved(post.getlist("section"), post.get("step", ""), "section")
    products = _moved(post.getlist("product"), post.get("step", ""), "product")
    shown = set(post.getlist("section-on"))
    design = {
        "theme": post.get("theme", ""),
        "palette": post.get("palette", ""),
        "sections": sections,
        "hidden": [name for name in sections if name not in shown],
        "products": products,
    }
    design = {name: value for name, value in design.items() if value}
    try:
        load_design(stored=design)
    except BadDesign:  # a hand-made request: the look stays as it is
        design = dict(head.design)
    return {"texts": texts, "design": design, "products": post.getlist("product-on")}


def faults_of(edits: Mapping[str, str], head: Version) -> dict[str, list[str]]:
    """Return what is wrong with each changed text, in sentences, by name of text."""
    profile = load_profile(stored=head.profile)
    found = {
        path: [f"“{each.words}”: {each.reason} {each.remedy}" for each in violations]
        for path, violations in check_edits(edits=edits, profile=profile).items()
    }
    for path, words in edits.items():
        if len(words) > limit_of(path):
            told = {"length": len(words), "limit": limit_of(path)}
            sentence = _("%(length)s huruf; paling banyak %(limit)s. Pendekkan dulu.") % told
            found.setdefault(path, []).append(sentence)
    return found


def draft_file(request: HttpRequest, participant: Participant, name: str) -> HttpResponse:
    """Hand out one file of a draft (`?versi=` of an older state). Raises: Http404."""
    head = head_of(participant)
    number = read_number(request.GET.get("versi"))
    version = version_by_number(participant=participant, number=number) if number else head
    if version is None:
        raise Http404
    return send_preview(version, name)


def send_preview(version: Version, name: str) -> HttpResponse:
    """Draw a state and hand out one of its files. Raises: Http404."""
    drawn = preview(version=version, folders=configured_folders(), on=timezone.localdate())
    if name in drawn.pictures and drawn.pictures[name].is_file():
        response = HttpResponse(drawn.pictures[name].read_bytes(), content_type="image/webp")
    elif name in drawn.files and (kind := TYPES.get(f".{name.rpartition('.')[2]}")):
        response = HttpResponse(drawn.files[name].replace(SCRIPT, b""), content_type=kind)
    else:
        raise Http404
    response["Content-Security-Policy"] = PREVIEW
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response


def _step(
    request: HttpRequest, participant: Participant, head: Version, step: str, audience: str
) -> HttpResponse:
    act = undo_draft if step == "undo" else redo_draft
    try:
        act(participant=participant, base=head.number, by=person(request), at=timezone.now())
    except (NothingToUndo, NothingToRedo) as error:
        messages.info(request, f"{error} {error.remedy}")
    return redirect(f"{audience}:edit", participant.pk)


def _moved(names: Sequence[str], step: str, kind: str) -> list[str]:
    """Return names in the order of the form, one of them a place up or down ("up section about")."""
    way, _blank, rest = step.partition(" ")
    which, _blank, name = rest.partition(" ")
    kept = list(dict.fromkeys(names))
    if which == kind and name in kept and way in {"up", "down"}:
        at = kept.index(name)
        to = min(max(at + (-1 if way == "up" else 1), 0), len(kept) - 1)
        kept.insert(to, kept.pop(at))
    return kept


def read_number(text: str | None) -> int:
    """Return a whole number a person or a link gave; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004 - of an int field
