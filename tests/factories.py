"""Stored things for tests: each can be made with no argument at all.

Regions are never made: they are reference data, filled by migration. Everything here is invented;
telephone numbers lie in a range that nobody has.
"""

from collections import Counter
from datetime import UTC, date, datetime, time

import factory
from factory.django import DjangoModelFactory

from laju.apps.accounts.models import Role, User
from laju.apps.evidence.counting import digest_of
from laju.apps.evidence.models import Figure
from laju.apps.programme.models import Application, Cohort, Participant
from laju.apps.publishing.models import Site
from laju.apps.regions.models import Region
from laju.apps.registry.models import Batch, Business, Owner, Row
from laju.apps.social.models import Post
from laju.apps.studio.models import Content
from laju.apps.studio.queries import plain
from laju.core.grammar import compose_texts
from laju.core.profile import Product, Profile, Sector

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
MEDAN, TOBA, NORTH_SUMATRA = "12.71", "12.12", "12"


def region(code: str) -> Region:
    """Fetch a region of the reference data."""
    return Region.objects.get(pk=code)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"orang{n}")
    first_name = "Rosmawati"
    role = Role.AGENCY

    @factory.post_generation
    def regions(self, create, extracted, **kwargs):
        """`regions=["12.71"]` binds the person to those regions."""
        if create and extracted:
            self.regions.set(extracted)


class OwnerFactory(DjangoModelFactory):
    class Meta:
        model = Owner

    name = factory.Sequence(lambda n: f"Ani Contoh {n}")
    name_folded = factory.LazyAttribute(lambda owner: owner.name.lower())
    phone = factory.Sequence(lambda n: f"+62810000{n:05d}")


class BusinessFactory(DjangoModelFactory):
    class Meta:
        model = Business

    owner = factory.SubFactory(OwnerFactory)
    name = factory.Sequence(lambda n: f"Keripik Contoh {n:05d}")
    name_folded = factory.LazyAttribute(lambda business: business.name.lower())
    activity = "Keripik singkong pedas"
    sector = Sector.FOOD
    region = factory.LazyFunction(lambda: region(MEDAN))
    size = Business.Size.MICRO
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
    created_at = AT
    updated_at = AT


class BatchFactory(DjangoModelFactory):
    class Meta:
        model = Batch

    file_name = "usaha-medan.csv"
    sheet_name = "Data"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    header = factory.LazyFunction(lambda: ["Nama Usaha", "Pemilik"])
    fields = factory.LazyFunction(lambda: ["name", "owner_name"])
    status = Batch.Status.DONE
    received_by = "dinas"
    received_at = AT


class RowFactory(DjangoModelFactory):
    """A row; its batch's counts are the caller's business."""

    class Meta:
        model = Row

    batch = factory.SubFactory(BatchFactory)
    number = factory.Sequence(lambda n: 100 + n % 800)  # clear of those tests choose
    cells = factory.LazyFunction(lambda: ["Keripik Contoh", "Ani Contoh"])
    outcome = Row.Outcome.CREATED


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort

    year = factory.Sequence(lambda n: 2026 + n)
    area = factory.LazyFunction(lambda: region(NORTH_SUMATRA))
    seats = 100
    rules_published_at = AT


class ApplicationFactory(DjangoModelFactory):
    class Meta:
        model = Application

    cohort = factory.SubFactory(CohortFactory)
    business = factory.SubFactory(BusinessFactory)
    origin = Application.Origin.SHEET
    submitted_at = AT


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    application = factory.SubFactory(ApplicationFactory, status=Application.Status.CHOSEN)
    chosen_at = AT


def profile_of(business: Business) -> Profile:
    """Return the profile of a business with one priced product."""
    return Profile(
        code=business.code,
        slug=business.slug,
        name=business.name,
        sector=Sector(business.sector),
        owner_name=business.owner.name,
        activity=business.activity,
        products=(Product("keripik-singkong", "Keripik singkong", 15_000, "bungkus"),),
        region_name=business.region.name,
        province_name="Sumatera Utara",
        phone=business.owner.phone,
    )


class ContentFactory(DjangoModelFactory):
    """Texts composed by the real grammar from the facts of the participant."""

    class Meta:
        model = Content

    participant = factory.SubFactory(ParticipantFactory)
    profile = factory.LazyAttribute(
        lambda content: plain(profile_of(content.participant.application.business))
    )
    texts = factory.LazyAttribute(
        lambda content: plain(
            compose_texts(
                profile=profile_of(content.participant.application.business),
                seed=content.participant.application.business.code,
            )
        )
    )
    profile_sha256 = "a" * 64
    composed_at = AT


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = Site

    participant = factory.SubFactory(ParticipantFactory)
    slug = factory.LazyAttribute(lambda site: site.participant.application.business.slug)
    input_sha256 = "b" * 64
    released_at = AT
    updated_on = date(2026, 11, 23)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    participant = factory.SubFactory(ParticipantFactory)
    on = date(2026, 12, 1)
    time = time(11, 0)
    theme = "produk"
    channel = "whatsapp"
    caption = "Keripik singkong, digoreng tiap pagi."
    hashtags = factory.LazyFunction(lambda: ["#KeripikContoh"])
    token = factory.Sequence(lambda n: f"kiriman-{n:06d}")


class FigureFactory(DjangoModelFactory):
    """A figure over the given participants: `FigureFactory(participants=[...])`."""

    class Meta:
        model = Figure

    class Params:
        participants = ()

    name = "participants"
    title = "Peserta"
    definition = "Banyaknya pendaftar yang terpilih dan masih ikut."
    on = date(2026, 11, 23)
    rows = factory.LazyAttribute(lambda figure: sorted(p.pk for p in figure.participants))
    value = factory.LazyAttribute(lambda figure: len(figure.rows))
    parts = factory.LazyAttribute(
        lambda figure: Counter(p.application.business.region_id for p in figure.participants)
    )
    rows_kind = "programme.participant"
    rows_sha256 = factory.LazyAttribute(lambda figure: digest_of(keys=figure.rows))
    sealed_at = AT
    sealed_by = "dinas"
