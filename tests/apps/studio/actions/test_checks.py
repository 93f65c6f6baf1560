"""Facts of selling are kept only when a page could show them truthfully."""

from datetime import timedelta

import pytest
from django.utils import timezone

from laju.apps.studio.actions import record_facts
from laju.apps.studio.actions.checks import BadFact, EarlyConsent, QuoteClaims
from laju.apps.studio.actions.products import BadDetail
from laju.apps.studio.models import Fact
from laju.apps.studio.queries import profiles_of
from laju.core.errors import DomainError
from laju.core.profile import Stock
from laju.core.qris import StrangerQris
from tests.core.test_qris import _code
from tests.factories import ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
QUOTE = {
    "text": "Pesanan datang sesuai janji.",
    "who": "Rina, Medan",
    "consented_on": "2026-01-02",
    "proof": "pesan WhatsApp 2 Januari 2026",
}
SALES = {
    "special_days": [{"first": "2027-03-08", "last": "2027-03-14", "note": "Lebaran"}],
    "delivery_areas": [{"area": "Medan Johor", "fee_rupiah": 10_000}, {"area": "Kota lain"}],
    "testimonial": QUOTE,
    "offer_ends_on": "2026-12-31",
}


@pytest.fixture
def participant():
    return ParticipantFactory()


def tell(participant, facts=None, products=None):
    owner = UserFactory(role="OWNER")
    return record_facts(
        participant=participant, facts=facts or {}, products=products, by=owner, at=NOW
    )


def profile_of(participant):
    key = participant.application.business_id
    return profiles_of(keys=[key])[key]


def test_sales_facts_come_back_as_they_were_told(participant):
    assert tell(participant, SALES) == 4
    profile = profile_of(participant)
    assert profile.special_days[0].note == "Lebaran" and not profile.special_days[0].opens
    assert [each.fee_rupiah for each in profile.delivery_areas] == [10_000, None]
    assert profile.testimonial.who == "Rina, Medan"
    assert profile.offer_ends_on.isoformat() == "2026-12-31"
    assert tell(participant, SALES) == 0
    tell(participant, dict.fromkeys(SALES))
    assert profile_of(participant).testimonial is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("special_days", "besok"),
        ("special_days", [{"first": "2027-03-14", "last": "2027-03-08"}]),
        (
            "special_days",
            [{"first": "2027-03-14", "last": "2027-03-15", "opens": "25:00", "closes": "26:00"}],
        ),
        ("special_days", [{"first": "2027-03-14", "last": "2027-03-15", "opens": "16:00"}]),
        ("special_days", [{"first": "2027-03-14", "last": "2027-03-15"}] * 21),
        ("delivery_areas", [{"area": "", "fee_rupiah": 1}]),
        ("delivery_areas", [{"area": "A", "fee_rupiah": -1}]),
        ("delivery_areas", [{"area": "A", "fee_rupiah": True}]),
        ("delivery_areas", {"area": "A"}),
        ("testimonial", {**QUOTE, "proof": " "}),
        ("testimonial", {**QUOTE, "consented_on": "ya"}),
        ("testimonial", {"text": "Enak"}),
        ("offer_ends_on", "31-12-2026"),
        ("offer_ends_on", 7),
    ],
)
def test_what_no_page_could_show_is_refused(participant, name, value):
    with pytest.raises(BadFact):
        tell(participant, {name: value})
    assert not Fact.objects.filter(name=name).exists()


@pytest.mark.parametrize(
    "said", ["Menyembuhkan diabetes saya.", "Kue terenak di Medan, nomor satu!"]
)
def test_a_buyers_words_may_not_carry_a_claim(participant, said):
    with pytest.raises(QuoteClaims):
        tell(participant, {"testimonial": {**QUOTE, "text": said}})


def test_consent_lies_in_the_past(participant):
    later = (timezone.localdate(NOW) + timedelta(days=1)).isoformat()
    with pytest.raises(EarlyConsent):
        tell(participant, {"testimonial": {**QUOTE, "consented_on": later}})


def test_only_the_own_payment_code_is_kept(participant):
    owner = participant.application.business.owner.name
    assert tell(participant, {"qris": _code(name=owner.upper()[:25])}) == 1
    with pytest.raises(StrangerQris):
        tell(participant, {"qris": _code(name="PT LAIN SEKALI")})
    for wrong in ("bukan kode", _code()[:-1] + "0", "<script>", "00" * 200):
        with pytest.raises(DomainError):
            tell(participant, {"qris": wrong})
    assert Fact.objects.filter(name="qris", is_current=True).count() == 1


PRODUCT = {"name": "Keripik", "price_rupiah": 15_000, "unit": "", "note": ""}
DETAILS = {
    "variants": [{"name": "250 gram", "price_rupiah": 15_000}, {"name": "Pedas"}],
    "stock": "PREORDER",
    "preorder_days": 2,
    "weight_grams": 300,
}


def test_details_of_products_are_kept_and_left_alone_when_not_told(participant):
    tell(participant, products=[PRODUCT | DETAILS])
    [product] = profile_of(participant).products
    assert product.stock is Stock.PREORDER and product.preorder_days == 2
    assert [v.name for v in product.variants] == ["250 gram", "Pedas"]
    tell(participant, products=[{**PRODUCT, "key": product.key, "price_rupiah": 16_000}])
    [again] = profile_of(participant).products
    assert (again.price_rupiah, again.variants, again.weight_grams) == (
        16_000,
        product.variants,
        300,
    )


@pytest.mark.parametrize(
    "detail",
    [
        {"variants": "merah"},
        {"variants": [{"name": ""}]},
        {"variants": [{"name": "x", "price_rupiah": -5}]},
        {"variants": [{"name": "x"}] * 13},
        {"stock": "MAYBE"},
        {"preorder_days": 0},
        {"preorder_days": 1000},
        {"weight_grams": -1},
        {"weight_grams": True},
    ],
)
def test_details_that_cannot_be_are_refused(participant, detail):
    with pytest.raises(BadDetail):
        tell(participant, products=[PRODUCT | detail])


def test_three_hundred_products_are_kept(participant):
    many = [{**PRODUCT, "name": f"Barang {n}"} for n in range(300)]
    tell(participant, products=many)
    assert len(profile_of(participant).products) == 300
