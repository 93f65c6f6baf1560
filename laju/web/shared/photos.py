"""Adding and showing photos of a business, for its owner and for the facilitator."""

import hashlib
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.models import User
from laju.apps.programme.models import Participant
from laju.apps.registry.models import Business
from laju.apps.studio.actions import add_photo, withdraw_photo
from laju.apps.studio.models import Photo
from laju.apps.studio.queries.standing import photos_of
from laju.core.errors import DomainError
from laju.engines.images import MAX_BYTES, PhotoFileTooLarge, check_photo, prepare_photo
from laju.web.journey.run import release_now
from laju.web.shared.access import person

MOST_PHOTOS = 30
NAME_LENGTH = 16


class TooManyPhotos(DomainError):
    message = "Usaha ini sudah punya {count} foto."
    remedy = "Foto yang ada sudah cukup untuk halaman dan poster."
    status = 409


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Foto produk atau tempat usaha"),
        help_text=gettext_lazy("Langsung dari kamera HP pun bisa. JPG, PNG, atau WebP."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": gettext_lazy("Pilih satu foto lebih dahulu."),
            "empty": gettext_lazy("Berkas foto ini kosong. Pilih foto lain."),
        },
    )
    consent = forms.BooleanField(
        label=gettext_lazy("Foto ini boleh tayang, dan orang yang terlihat di dalamnya setuju."),
        help_text=gettext_lazy("Izin bisa ditarik kapan saja; fotonya lalu dihapus dari halaman."),
        error_messages={"required": gettext_lazy("Tanpa izin, foto ini tidak dapat ditayangkan.")},
    )


def add_photos(
    request: HttpRequest, participant: Participant, *, template: str, done_url: str
) -> HttpResponse:
    """Show the photos of a business and take one more; a bad one comes back at the field."""
    business = participant.application.business
    if request.method == "POST" and "withdraw" in request.POST:
        forget_photo(request, participant)
        return redirect(done_url)
    is_post = request.method == "POST"
    form = PhotoForm(request.POST, request.FILES) if is_post else PhotoForm()
    if is_post and form.is_valid():
        try:
            photo = keep_photo(
                business=business, upload=form.cleaned_data["photo"], by=person(request)
            )
        except DomainError as error:
            form.add_error("photo", f"{error} {error.remedy}")
        else:
            messages.success(request, _("Foto tersimpan."))
            for hint in photo.hints:
                messages.info(request, hint)
            return redirect(done_url)
    context: dict[str, Any] = {
        "participant": participant,
        "business": business,
        "form": form,
        "photos": list(photos_of(business=business)),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def forget_photo(request: HttpRequest, participant: Participant) -> None:
    """Take back the consent of a photo: files go from disk and pages at once. Raises: Http404."""
    business = participant.application.business
    told = request.POST.get("withdraw", "")
    key = int(told) if told.isdecimal() and len(told) < 10 else 0  # noqa: PLR2004
    photo = photos_of(business=business).filter(pk=key).first()
    if photo is None:
        raise Http404
    by, at = person(request), timezone.now()
    files, posters = withdraw_photo(photo=photo, by=by, at=at)
    remove_files(photos=files, posters=posters)
    release_now(participant=participant, by=by, at=at)
    messages.success(request, _("Foto dihapus, juga dari halaman yang tayang."))


def remove_files(*, photos: Iterable[str], posters: Iterable[str]) -> None:
    """Remove pictures from the disk; paths relative to PHOTOS and to POSTERS."""
    for root, paths in ((settings.PHOTOS, photos), (settings.POSTERS, posters)):
        for path in paths:
            (root / path).unlink(missing_ok=True)


def keep_photo(
    *,
    business: Business,
    upload: "UploadedFile[bytes]",
    by: User,
    consent_by: str = "",
    most: int = MOST_PHOTOS,
) -> Photo:
    """Check, shrink and keep one photo; `most` of a business.

    Raises: TooManyPhotos, and what engines.images raises for a file that is no good photo.
    """
    count = photos_of(business=business).count()
    if count >= most:
        raise TooManyPhotos(count=count)
    ready = ready_photo(upload, folder=settings.PHOTOS / str(business.pk))
    return add_photo(
        business=business,
        sha256=ready.sha256,
        files=ready.files,
        hints=ready.hints,
        consent_by=consent_by,
        by=by,
        at=timezone.now(),
    )


class Ready(NamedTuple):
    """A photo that was checked and made small. files: path below PHOTOS, width, height, bytes."""

    sha256: str
    files: list[dict[str, Any]]
    hints: Sequence[str]


def ready_photo(upload: "UploadedFile[bytes]", *, folder: Path) -> Ready:
    """Check a photo that was sent and write it in our sizes into a folder below PHOTOS.

    Raises: PhotoFileTooLarge, and what engines.images raises for a file that is no good photo.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise PhotoFileTooLarge(megabytes=(upload.size or 0) // 1_000_000)
    with tempfile.TemporaryDirectory(prefix="laju-foto-") as scratch:
        digest = hashlib.sha256()
        original = Path(scratch) / shown_name(upload)
        with original.open("wb") as file:
            for chunk in upload.chunks():
                digest.update(chunk)
                file.write(chunk)
        hints = check_photo(path=original).hints
        named = original.rename(original.with_name(digest.hexdigest()[:NAME_LENGTH]))
        made = prepare_photo(path=named, into=folder)
    files = [
        {
            "path": str(file.path.relative_to(settings.PHOTOS)),
            "width": file.width,
            "height": file.height,
            "bytes": file.bytes,
        }
        for file in made
    ]
    return Ready(digest.hexdigest(), files, hints)


def send_smallest(files: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Hand out the smallest size of a photo. Raises: Http404."""
    if not files:
        raise Http404
    path: Path = settings.PHOTOS / min(files, key=lambda file: int(file["width"]))["path"]
    if not path.is_file():
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400"
    return response


def shown_name(upload: "UploadedFile[bytes]") -> str:
    """Return the file's own name, made harmless, so that a refusal can speak of it."""
    return re.sub(r"[^\w .-]", "", upload.name or "").strip(" .")[-60:] or "foto"


def send_photo(participant: Participant, photo_pk: int) -> HttpResponse:
    """Hand out the smallest size of a photo of this participant's business. Raises: Http404."""
    business = participant.application.business
    photo = photos_of(business=business).filter(pk=photo_pk).first()
    if photo is None:
        raise Http404
    return send_smallest(photo.files)
