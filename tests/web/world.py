"""One small programme over two regions, for questions asked of every page at once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core import signing

from laju.apps.accounts.models import Role, User
from laju.apps.ads.models import Line, Plan, Share
from laju.apps.endorsement.models import Place, Ranking
from laju.apps.indicators.models import Measure, Presence
from laju.apps.jobs.models import Job
from laju.apps.outbox.models import Message
from laju.apps.privacy.models import DataRequest
from laju.apps.programme.models import Cohort, Participant
from laju.apps.publishing.models import Site, Trouble
from laju.apps.registry.actions import merge_businesses
from laju.apps.registry.models import KbliChoice, Link
from laju.apps.services.models import Referral, Service, ServiceRequest, Training
from laju.apps.skills.models import Certificate
from laju.apps.studio.models import Photo
from laju.web.public.apply import SALT
from laju.web.public.status import SALT as FIXING
from tests import factories

MARKER = "Rahasia Danau"  # stands in every name of the region that the officer must not see
YEAR, MONTH = 2027, "2027-03"


@dataclass
class World:
    """The people of every access question, and the things a page can be about."""

    people: dict[str, User | None]
    cohort: Cohort
    near: Participant
    things: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def write_files(self, folder: Path) -> None:
        """Write sites, posters and photos, all below one folder."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)


def make_near() -> World:
    """Make people, a selected cohort, and a participant of Kota Medan with all that belongs to it."""
    user = factories.UserFactory
    people = {
        "visitor": None,
        "agency": user(username="semua", role=Role.AGENCY),
        "elsewhere": user(
            username="medan", role=Role.AGENCY, regions=[factories.region(factories.MEDAN)]
        ),
        "in_charge": user(username="dampingi", role=Role.FACILITATOR),
        "facilitator": user(username="lain", role=Role.FACILITATOR),
        "owner": user(username="punya", role=Role.OWNER),
        "stranger": user(username="orang", role=Role.OWNER),
        "assessor": user(username="nilai", role=Role.ASSESSOR),
        "reader": user(username="kurator", role=Role.READER),
    }
    cohort = factories.CohortFactory(year=YEAR, status=Cohort.Status.SELECTED, seed="17 08 45")
    plan = Plan.objects.create(cohort=cohort, month=MONTH, rupiah=300, planned_at=factories.AT)
    ranking = Ranking.objects.create(
        cohort=cohort, on="2027-04-01", scale_version="1", seed="3", published_at=factories.AT
    )
    world = World(people, cohort, factories.ParticipantFactory(application__cohort=cohort))
    world.things = {"plan": plan, "ranking": ranking}
    _surround(world, world.near, owner=people["stranger"], helper=people["facilitator"])
    return world


def add_foreign(world: World) -> None:
    """Add a participant of Kabupaten Toba whose every name carries the marker."""
    toba = factories.region(factories.TOBA)
    business = factories.BusinessFactory(
        name=f"Ulos {MARKER}",
        name_folded=f"ulos {MARKER.lower()}",
        owner=factories.OwnerFactory(name=f"Ani {MARKER}", name_folded=f"ani {MARKER.lower()}"),
        activity=f"Menenun {MARKER}",
        region=toba,
    )
    participant = factories.ParticipantFactory(
        application__cohort=world.cohort, application__business=business
    )
    things = _surround(
        world, participant, owner=world.people["owner"], helper=world.people["in_charge"]
    )
    twin = factories.BusinessFactory(name=f"Tenun {MARKER}", region=toba)
    pair = Link.objects.create(left=business, right=twin, score=80, evidence=[MARKER])
    same = factories.BusinessFactory(name=f"Ulos Lama {MARKER}", region=toba)
    merge = merge_businesses(kept=business, gone=same, by=world.people["agency"], at=factories.AT)
    batch = factories.BatchFactory(
        file_name=f"{MARKER}.csv", received_by="semua", rows_total=1, rejected=1
    )
    factories.RowFactory(batch=batch, cells=[MARKER, MARKER], outcome="REJECTED")
    choice = KbliChoice.objects.create(
        version="2025",
        code="13122",
        phrase=MARKER,
        said=MARKER,
        count=0,
        before={},
        chosen_by="semua",
        chosen_at=factories.AT,
    )
    figure = factories.FigureFactory(participants=[world.near, participant])
    job = Job.objects.create(
        task="x.y",
        title=MARKER,
        status="FAILED",
        asked_by="semua",
        run_after=factories.AT,
        asked_at=factories.AT,
    )
    by = world.people["in_charge"]
    data_request = DataRequest.objects.create(
        owner=business.owner,
        kind="ERASURE",
        text=MARKER,
        asked_by="punya",
        asked_at=factories.AT,
        due_at=factories.AT,
    )
    service = Service.objects.create(
        business=business,
        kind="VISIT",
        field="MARKETING",
        happened_at=factories.AT,
        told=MARKER,
        photo_sha256="f" * 64,
        photo_files=[{"path": f"kunjungan-{business.pk}.webp", "width": 400, "height": 300}],
        next_step=MARKER,
        next_on=factories.AT.date(),
        by=by,
        kept_at=factories.AT,
    )
    ServiceRequest.objects.create(business=business, field="IT", text=MARKER, asked_at=factories.AT)
    referral = Referral.objects.create(
        business=business,
        to=MARKER,
        reason=MARKER,
        by=by,
        at=factories.AT,
        changed_at=factories.AT,
    )
    training = Training.objects.create(
        topic=MARKER,
        field="MARKETING",
        place=MARKER,
        region=toba,
        starts_at=factories.AT,
        by=by,
    )
    certificate = Certificate.objects.create(
        participant=participant,
        code="KQ4R7MXAKQ",
        holder=business.name,
        lessons=[],
        token="a.b.c",
        index=7,
        issued_by="semua",
        issued_at=factories.AT,
    )
    letter = Message.objects.create(
        business=business,
        notice="CHOSEN",
        purpose="NEWS",
        to="+6281000000042",
        text=MARKER,
        once="chosen:marker",
        status="BY_HAND",
        asked_at=factories.AT,
        send_after=factories.AT,
    )
    trouble = Trouble.objects.create(
        site=Site.objects.get(participant=participant),
        name=f"{MARKER}.html",
        kind="CHANGED",
        found_at=factories.AT,
    )
    world.foreign = things | {
        "trouble": trouble.pk,
        "data_request": data_request.pk,
        "service": service.pk,
        "referral": referral.pk,
        "training": training.pk,
        "certificate": certificate.pk,
        "certificate_code": certificate.code,
        "message": letter.pk,
        "participant": participant,
        "business": business,
        "code": business.code,
        "application": participant.application_id,
        "link": pair.pk,
        "merge": merge.pk,
        "batch": batch.pk,
        "choice": choice.pk,
        "job": job.pk,
        "figure": figure.pk,
        "row": participant.pk,
        "ticket": signing.dumps(business.pk, salt=SALT),
        "fixing": signing.dumps(participant.application_id, salt=FIXING),
    }


def _surround(world: World, participant: Participant, **who: Any) -> dict[str, Any]:
    """Give a participant everything a page may show of it."""
    participant.facilitator = who["helper"]
    participant.save()
    business = participant.application.business
    business.owner.user = who["owner"]
    business.owner.save()
    factories.ContentFactory(participant=participant)
    site = factories.SiteFactory(participant=participant)
    post = factories.PostFactory(
        participant=participant, on="2027-03-05", caption=f"Dari {business}"
    )
    share = Share.objects.create(
        plan=world.things["plan"], participant=participant, rupiah=150, reason="EQUAL"
    )
    Line.objects.create(
        share=share, channel="facebook", week="2027-W09", starts_on="2027-03-01", rupiah=150
    )
    Place.objects.create(
        ranking=world.things["ranking"], participant=participant, place=1, score=50, probability=1
    )
    Presence.objects.create(
        business=business,
        kind="WHATSAPP_BUSINESS",
        reference=site.slug,
        source="x",
        seen_on="2027-03-01",
    )
    Measure.objects.create(business=business, on="2027-03-01", level=2)
    world.files[f"kunjungan-{business.pk}.webp"] = b"RIFF"
    world.files |= {
        f"{site.slug}/index.html": f"<h1>{business}</h1>".encode(),
        f"{site.slug}/poster.jpg": b"\xff\xd8",
        f"{business.pk}.webp": b"RIFF",
    }
    photo = Photo.objects.create(
        business=business,
        sha256="c" * 64,
        files=[{"path": f"{business.pk}.webp", "width": 400, "height": 300, "bytes": 4}],
        origin="OWNER",
        added_by="x",
        added_at=factories.AT,
    )
    world.files[f"{site.slug}/foto-{photo.pk}-400.webp"] = b"RIFF"
    return {"site": site.slug, "post": post.pk, "token": post.token, "photo": photo.pk}
