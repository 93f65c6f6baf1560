"""English says the same facts, and no more."""

from laju.core.grammar import compose_texts
from laju.core.grammar.english import english_hours, english_price
from laju.core.profile import Opening, Product, Profile, Sector

SHOP = Profile(
    code="LJ-1",
    slug="a",
    name="Dapur Bu Ani",
    sector=Sector.FOOD,
    products=(
        Product(key="ubi", name="Keripik ubi", price_rupiah=15_000, unit="bungkus"),
        Product(key="roti", name="Roti", price_rupiah=8_000, unit="talam"),
        Product(key="tuak", name="Tuak", price_rupiah=8_000),
    ),
    region_name="Kota Medan",
    district_name="Medan Johor",
    phone="+6281000000042",
    hours=tuple(Opening(day, "08:00", "17:00") for day in range(6)),
    founded_year=2015,
    story="Dulu belajar dari ibu",
    making=("OWN",),
    delivery=("NEAR", "COURIER"),
    payments=("CASH", "QRIS"),
    lead_days=2,
)


def test_english_texts_say_what_where_since_price_and_hours():
    texts = compose_texts(profile=SHOP, seed="x", language="en")
    assert texts.headline.text == "Keripik ubi and Roti in Medan"
    assert texts.product_lines["ubi"].text == "Keripik ubi, Rp15,000 per pack."
    assert texts.product_lines["roti"].text == "Roti."  # a unit we cannot translate is left out
    assert texts.product_lines["tuak"].text == "For adult buyers."
    assert texts.order.text == "Hello Dapur Bu Ani, I would like to place an order."
    answers = {question.text: question.answer.text for question in texts.faq}
    assert (
        answers["How do I get my order?"]
        == "Orders can be delivered nearby or sent by courier service."
    )
    assert answers["How can I pay?"] == "You can pay by cash or QRIS."
    assert answers["When are you open?"] == "We are open Monday to Saturday, 08:00–17:00."
    assert answers["Do I need to order ahead?"] == "Yes, please order 2 days ahead."
    said = str(texts)
    assert "Tuak" not in said
    assert "belajar" not in said  # an owner's Indonesian is not passed off as English


def test_english_texts_stay_true_when_hardly_anything_is_known():
    bare = Profile(code="LJ-2", slug="b", name="Warung Bu Par")
    texts = compose_texts(profile=bare, seed="x", language="en")
    assert texts.headline.text == "Warung Bu Par"
    assert "WhatsApp" not in texts.about.text + texts.tagline.text
    assert "Rp" not in str(texts)


def test_english_hours_and_prices():
    days = [
        Opening(0, "00:00", "24:00"),
        Opening(2, "08:00", "12:00"),
        Opening(2, "13:00", "17:00"),
    ]
    assert english_hours(hours=days) == "Monday, 24 hours; Wednesday, 08:00–12:00 and 13:00–17:00"
    assert english_hours(hours=[Opening(day, f"0{day}:00", "20:00") for day in range(5)]) == ""
    assert english_price(Product(key="a", name="A", price_rupiah=1_500_000)) == "Rp1,500,000"
    assert english_price(Product(key="a", name="A", price_rupiah=-5)) == ""
