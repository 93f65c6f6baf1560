"""Products: from the sheet until a person lists them."""

from datetime import timedelta

import pytest

from laju.apps.studio.actions import gather_facts, record_facts
from laju.apps.studio.actions.products import BadPrice, NamelessProduct, TooManyProducts
from laju.apps.studio.models import Fact, Product
from laju.core.slugs import is_slug
from tests.factories import ParticipantFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def participant(db):
    return ParticipantFactory(
        application__business__products_text="Keripik ubi, keripik pisang",
        application__business__prices_text="15rb/bungkus; 20rb",
    )


def gather(participant, agency, at):
    return gather_facts(cohort=participant.application.cohort, by=agency, at=at)


def shown(participant):
    rows = Product.objects.filter(business=participant.application.business, is_shown=True)
    return [(p.name, p.price_rupiah, p.unit) for p in rows]


def tell(participant, by, at, *products):
    return record_facts(participant=participant, facts={}, products=products, by=by, at=at)


def test_products_are_read_from_the_sheet(participant, agency, at):
    gather(participant, agency, at)
    assert shown(participant) == [
        ("Keripik ubi", 15_000, "bungkus"),
        ("Keripik pisang", 20_000, ""),
    ]


def test_a_newer_sheet_changes_prices_and_keeps_keys(participant, agency, at):
    gather(participant, agency, at)
    keys = list(Product.objects.values_list("pk", "key"))
    business = participant.application.business
    business.prices_text, business.updated_at = "16rb/bungkus; 20rb", at + HOUR
    business.save()
    gather(participant, agency, at + HOUR)
    assert shown(participant)[0] == ("Keripik ubi", 16_000, "bungkus")
    assert list(Product.objects.values_list("pk", "key")) == keys


def test_products_a_person_listed_survive_a_newer_sheet(participant, agency, owner, at):
    gather(participant, agency, at)
    assert tell(participant, owner, at, {"name": "Dodol", "price_rupiah": 12_000}) == 3
    business = participant.application.business
    business.products_text, business.updated_at = "Kue bawang", at + HOUR
    business.save()
    gather(participant, agency, at + HOUR)
    assert shown(participant) == [("Dodol", 12_000, "")]
    assert Product.objects.count() == 3  # those taken off are hidden, not lost


def test_a_product_taken_off_comes_back_as_it_was(participant, agency, owner, at):
    gather(participant, agency, at)
    before = Product.objects.get(name="Keripik ubi")
    tell(participant, owner, at, {"name": "Dodol"})
    tell(participant, owner, at, {"name": "Keripik ubi", "price_rupiah": 17_000})
    assert shown(participant) == [("Keripik ubi", 17_000, "")]
    assert Product.objects.get(name="Keripik ubi").pk == before.pk


def test_the_same_list_again_changes_nothing(participant, agency, owner, at):
    gather(participant, agency, at)
    rows = [
        {"key": p.key, "name": p.name, "price_rupiah": p.price_rupiah, "unit": p.unit, "note": ""}
        for p in Product.objects.all()
    ]
    assert tell(participant, owner, at, *rows) == 0
    assert not Fact.objects.filter(name="products_told").exists()


@pytest.mark.parametrize(
    "keys",
    [
        ["", ""],
        ["dodol", "dodol"],
        ["../../etc/passwd", "a/b"],
        ["con", "index"],
        ["x" * 500, " "],
    ],
)
def test_two_products_of_one_name_stay_two_with_safe_keys(participant, owner, at, keys):
    tell(participant, owner, at, *[{"key": key, "name": "Dodol"} for key in keys])
    found = list(Product.objects.values_list("key", flat=True))
    assert len(set(found)) == 2
    assert all(is_slug(key) for key in found)
    again = [{"key": key, "name": "Dodol"} for key in found]
    assert tell(participant, owner, at, *again) == 0


@pytest.mark.parametrize("name", ["CON", "麵", "🍜", "index", "-", "a" * 300, "<b>", "\u202eabc"])
def test_a_product_of_any_name_is_kept_under_a_safe_key(participant, owner, at, name):
    tell(participant, owner, at, {"name": name, "price_rupiah": 1})
    product = Product.objects.get()
    assert is_slug(product.key)
    assert product.name == name[:80]


def test_a_new_product_does_not_take_the_key_of_one_that_stays(participant, owner, at):
    tell(participant, owner, at, {"name": "Dodol", "price_rupiah": 1})
    tell(participant, owner, at, {"name": "Dodol", "price_rupiah": 2}, {"key": "dodol", "name": "Dodol", "price_rupiah": 1})  # fmt: skip
    assert dict(Product.objects.values_list("key", "price_rupiah")) == {"dodol": 1, "dodol-2": 2}


@pytest.mark.parametrize(
    ("product", "error"),
    [
        ({"name": "  "}, NamelessProduct),
        ({"price_rupiah": 5}, NamelessProduct),
        ({"name": "Dodol", "price_rupiah": -1}, BadPrice),
        ({"name": "Dodol", "price_rupiah": 10**19}, BadPrice),
        ({"name": "Dodol", "price_rupiah": "12000"}, BadPrice),
        ({"name": "Dodol", "price_rupiah": 1.5}, BadPrice),
    ],
)
def test_record_facts_refuses_products_it_cannot_keep(participant, owner, at, product, error):
    with pytest.raises(error):
        tell(participant, owner, at, product)
    assert Product.objects.count() == 0


def test_record_facts_drops_no_product_silently(participant, owner, at):
    with pytest.raises(TooManyProducts, match="301"):
        tell(participant, owner, at, *[{"name": f"Kue {n}"} for n in range(301)])
