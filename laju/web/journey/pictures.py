"""Photos named in a sheet, and posters of products."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from laju.apps.programme.models import Participant
from laju.apps.studio.actions import add_photo, record_posters
from laju.apps.studio.models import Content, Photo
from laju.apps.studio.queries import load_profile, participants_awaiting_posters
from laju.core.codes import parse_code
from laju.core.errors import DomainError
from laju.core.identity.phone import format_phone
from laju.core.indonesian import display_name
from laju.core.notation import format_rupiah
from laju.core.profile import Product, Profile
from laju.engines.images import take_photo
from laju.engines.libvips import replace_file
from laju.engines.posters import SIZES, Poster, PosterJob, write_posters
from laju.web.journey.run import Run

MOST_PRODUCTS = 3  # posters per business; more would be drawn and never posted
CHUNK_PHOTOS = 24
_REFUSED, _READY = "ditolak.txt", "foto.json"


def count_photos(run: Run) -> int:
    """Return how many participants' photos lie in the folders and were not taken yet."""
    return len(_waiting_photos(run))


def add_photos(run: Run) -> int:
    """Check, turn and strip some photos; one that is refused is noted on the photo's own row."""
    waiting = _waiting_photos(run)[:CHUNK_PHOTOS]
    originals = list(dict.fromkeys(path for _, path in waiting))
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(lambda path: _prepare(path, run.folders.photos), originals))
    prepared = [_prepare(path, run.folders.photos) for _, path in waiting]
    for (participant, _), (digest, files, hints) in zip(waiting, prepared, strict=True):
        business = participant.application.business
        if not files:
            continue  # the note beside the refused photo keeps it from being tried again
        add_photo(
            business=business, sha256=digest, files=files, hints=hints, by=run.by, at=run.at()
        )
    return len(waiting)


def draw_posters(run: Run) -> int:
    """Draw the posters of some participants, in every size, and write them down."""
    contents = list(participants_awaiting_posters(cohort=run.cohort)[: run.poster_chunk])
    jobs: list[PosterJob] = []
    rows: list[dict[str, Any]] = []
    for content in contents:
        for job, told in _jobs(content, run):
            jobs.append(job)
            rows += told
    if jobs:
        write_posters(jobs=jobs, processes=2)
    record_posters(posters=rows, by=run.by, at=run.at())
    return len(contents)


def _waiting_photos(run: Run) -> list[tuple[Participant, Path]]:
    if not run.photo_folders:
        return []
    taken = Photo.objects.filter(business=OuterRef("application__business"))
    rows: QuerySet[Participant] = (
        Participant.objects.filter(~Exists(taken), application__cohort=run.cohort, left_at=None)
        .exclude(application__business__photo_name="")
        .select_related("application__business")
        .order_by("pk")
    )
    found = []
    for participant in rows:
        path = _find(participant.application.business.photo_name, run.photo_folders)
        if path and path.stat().st_size and not _is_refused(path, run):
            found.append((participant, path))
    return found


def _find(name: str, folders: Sequence[Path]) -> Path | None:
    """Return the file of this name in one of the folders; names never lead out of them."""
    for folder in folders:
        path = folder / Path(name).name
        if path.is_file():
            return path
    return None


def _prepare(path: Path, folder: Path) -> tuple[str, list[dict[str, Any]], list[str]]:
    """Return hash, files and hints of a photo; no files when it was refused, hints say why.

    The same bytes are prepared once, however many businesses use them.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    into = folder / digest[:16]
    ready = into / _READY
    if ready.exists():
        told, hints = json.loads(ready.read_text(encoding="utf-8"))
        return digest, told, hints
    try:
        report, files = take_photo(path=path, into=into)
    except DomainError as error:
        into.mkdir(parents=True, exist_ok=True)
        (into / _REFUSED).write_text(f"{error}\n{error.remedy}\n", encoding="utf-8")
        return digest, [], [str(error)]
    told = [
        {
            "path": f"{digest[:16]}/{file.path.name}",
            "width": file.width,
            "height": file.height,
            "bytes": file.bytes,
        }
        for file in files
    ]
    replace_file(path=ready, data=json.dumps([told, list(report.hints)]).encode())
    return digest, told, list(report.hints)


def _is_refused(path: Path, run: Run) -> bool:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return (run.folders.photos / digest[:16] / _REFUSED).exists()


def refused_photos(run: Run) -> Iterator[tuple[str, str, str]]:
    """Yield file, reason and remedy of every photo of the sheets that was refused."""
    for folder in run.photo_folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and _is_refused(path, run):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                note = (run.folders.photos / digest[:16] / _REFUSED).read_text(encoding="utf-8")
                reason, _, remedy = note.strip().partition("\n")
                yield path.name, reason, remedy


def _jobs(content: Content, run: Run) -> Iterator[tuple[PosterJob, list[dict[str, Any]]]]:
    """Yield the poster of each product, or of the business itself, with what to write down."""
    profile = load_profile(stored=content.profile)
    products: Sequence[Product] = profile.products[:MOST_PRODUCTS]
    for product in products or [Product(key="", name=profile.activity or profile.name)]:
        poster = _poster(profile, product, run)
        names = {size: f"{profile.slug}/{product.key or 'usaha'}-{size}.jpg" for size in SIZES}
        yield (
            PosterJob(poster, {size: run.folders.posters / name for size, name in names.items()}),
            [
                {
                    "participant_id": content.participant_id,
                    "product_key": product.key,
                    "size": size,
                    "path": name,
                    "input_sha256": content.profile_sha256,
                }
                for size, name in names.items()
            ],
        )


def _poster(profile: Profile, product: Product, run: Run) -> Poster:
    photo = product.photo or ("" if profile.products[1:] else profile.photo)
    place = ", ".join(filter(None, (profile.district_name, profile.region_name)))
    return Poster(
        product_name=product.name[:80],
        price_text=format_rupiah(product.price_rupiah) if product.price_rupiah else "",
        unit=product.unit,
        business_name=display_name(profile.name),
        place=place,
        code=profile.code,
        phone_text=f"WA {format_phone(profile.phone)}" if profile.phone else "",
        call="Pesan lewat WhatsApp" if profile.phone else "",
        mood=profile.mood,
        photo=run.folders.photos / photo if photo else "",
        seed=parse_code(profile.code),
    )
