import json
from datetime import date

from laju.core.grammar import compose_texts
from laju.core.profile import Opening, Permit, Product, Profile, Sector
from laju.core.stored import load_profile, load_texts, plain

PROFILE = Profile(
    code="LJ-000042-7",
    slug="keripik-42",
    name="Keripik Bu Ani",
    sector=Sector.FOOD,
    owner_name="Ani Contoh",
    products=(Product("keripik", "Keripik singkong", 15_000, "bungkus"),),
    region_name="Kota Medan",
    province_name="Sumatera Utara",
    phone="+6281000000042",
    hours=(Opening(0, "08:00", "17:00"),),
    channels={"instagram": "contoh"},
    permits=(Permit("PIRT", "123", date(2027, 1, 2)), Permit("NIB", "9")),
)


def test_plain_values_survive_json_as_profile_and_texts():
    texts = compose_texts(profile=PROFILE, seed=PROFILE.code)
    assert load_profile(stored=json.loads(json.dumps(plain(PROFILE)))) == PROFILE
    assert load_texts(stored=json.loads(json.dumps(plain(texts)))) == texts
