"""Pages say the facts, all of them right."""

import gzip
import json
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from laju.core.design import Design, Section, Theme, make_palette
from laju.core.profile import Product
from laju.core.slugs import BadSlug
from laju.core.texts import Line
from laju.engines.sites import (
    BadBaseUrl,
    Picture,
    TakenPageName,
    UnknownProduct,
    UnsafePicturePath,
    input_hash,
    render_site,
)
from tests.engines.site_samples import (
    CAMPAIGN,
    PAYMENT,
    SECTOR_OF,
    TODAY,
    Page,
    assert_harmless,
    empty_texts,
    full_profile,
    full_texts,
    home,
    pages,
    poor_profile,
    rich_profile,
    texts_for,
)


def test_home_shows_the_facts():
    page = home(rich_profile(), base_url="https://a.example/s")
    for fact in (
        "Dapur Bu Ani",
        "Rp15.000",
        "kotak isi 5",
        "Sejak 2012",
        "Senin – Sabtu",
        "08.00 – 20.00",
        "Jalan Karya Wisata No. 18",
        "Ani Siregar",
        "2061271010042-28",
        "0810-0000-0042",
        "LJ-000042-7",
        "23 November 2026",
    ):
        assert fact in page.text
    assert "Minggu" not in page.text  # no fact about that day
    assert "halal" not in page.text.lower()  # the certificate has run out
    assert any("google.com/maps" in href and "3.53" in href for href in page.links())


def test_home_leaves_out_what_is_not_known():
    page = home(poor_profile(), empty_texts(), programme="")
    headings = [text for tag, text in page.texts if tag == "h2"]
    assert headings == ["Cara memesan", "Hubungi"]
    for word in ("None", "Pemilik", "Rp", "Jam buka", "Alamat", "Izin", "program", "Bagikan"):
        assert word not in page.text


def test_home_without_phone_has_no_order_button():
    page = home(rich_profile(phone=""))
    assert "WhatsApp" not in page.text.replace("Dipesan lewat WhatsApp.", "")
    assert not [href for href in page.links() if "wa.me" in href]
    assert "Hubungi" in page.text


@pytest.mark.parametrize("phone", ["081234", "+62 812", "javascript:alert(1)", "+6281\n000000"])
def test_home_links_no_number_that_is_none(phone):
    assert not [href for href in home(rich_profile(phone=phone)).links() if "wa.me" in href]


def test_order_links_carry_words_and_code():
    found = pages(rich_profile(), campaign=CAMPAIGN)
    for name, code in (("index.html", "LJ-000042-7"), ("penawaran.html", "LJ-000042-A-3")):
        orders = [urlsplit(href) for href in found[name].links() if "wa.me" in href]
        assert orders
        for order in orders:
            assert order.path == "/6281000000042"
            assert parse_qs(order.query)["text"][0].endswith(f"(kode {code})")


def test_landing_page_offers_one_product():
    page = pages(rich_profile(), campaign=CAMPAIGN)["penawaran.html"]
    assert "Serabi santan sekotak isi lima" in page.text
    assert "Rp15.000" in page.text
    assert "Roti manis" not in page.text
    assert json.loads(page.data)["offers"]["price"] == 15_000
    assert "index.html" in page.links()


def test_landing_page_opens_with_its_poster():
    posters = {"utama": {"1080x1920": "c.jpg", "1080x1350": "b.jpg", "1080x1080": "a.jpg"}}
    page = pages(rich_profile(), campaign=CAMPAIGN, posters=posters, base_url="https://a.example/s")
    landing = page["penawaran.html"]
    assert landing.all("img")[0]["src"] == "b.jpg"
    assert landing.all("img")[0]["height"] == "1350"
    shared = {attrs.get("property"): attrs.get("content") for attrs in landing.all("meta")}
    assert shared["og:image"] == "https://a.example/s/dapur-bu-ani-42/a.jpg"


def test_posters_may_lie_in_a_sibling_folder():
    posters = {"utama": {"square": "../../posters/dapur-bu-ani-42/utama.jpg"}}
    page = home(
        rich_profile(), campaign=CAMPAIGN, posters=posters, base_url="https://a.example/x/sites"
    )
    shared = {attrs.get("property"): attrs.get("content") for attrs in page.all("meta")}
    assert shared["og:image"] == "https://a.example/x/posters/dapur-bu-ani-42/utama.jpg"


def test_pictures_have_a_size_and_only_the_first_is_eager():
    photos = {
        "": Picture("usaha.webp", 1200, 900, (("usaha-400.webp", 400),)),
        "utama": Picture("foto/serabi santan.webp", 800, 600),
    }
    first, second = home(rich_profile(), photos=photos).all("img")
    assert first["srcset"] == "usaha-400.webp 400w, usaha.webp 1200w"
    assert "loading" not in first
    assert second["loading"] == "lazy"
    assert second["src"] == "foto/serabi%20santan.webp"
    assert {"width", "height", "alt"} <= set(first) & set(second)


@pytest.mark.parametrize("path", ["https://evil.example/x.jpg", "//evil/x", "/etc/x", "a:b", ""])
def test_pictures_come_from_beside_the_page_only(path):
    with pytest.raises(UnsafePicturePath):
        home(rich_profile(), photos={"": Picture(path, 10, 10)})


@pytest.mark.parametrize("theme", list(Theme))
def test_page_needs_nothing_but_its_own_files(theme):
    photos = {"": Picture("a.webp", 10, 10)}
    found = render_site(
        profile=rich_profile(sector=SECTOR_OF[theme]),
        texts=texts_for(rich_profile()),
        updated_on=TODAY,
        photos=photos,
        campaign=CAMPAIGN,
    )
    assert {name for name in found if "." in name} == {
        "index.html",
        "penawaran.html",
        "gaya.css",
        "belanja.js",
    }
    for name, content in found.items():
        assert b"url(http" not in content and b"@import" not in content
        if not name.endswith(".html"):
            continue
        page = Page(content)
        assert_harmless(page)
        assert page.all("html")[0]["lang"] == "id"
        sources = [attrs.get("src") or attrs.get("href") for attrs in page.all("img")]
        sources += [attrs["href"] for attrs in page.all("link")]
        assert all(source in {"a.webp", "data:,", "gaya.css"} for source in sources)
        assert len(gzip.compress(content, 6)) < 7_000


@pytest.mark.parametrize("theme", list(Theme))
def test_a_page_with_everything_fits_the_first_answer(theme):
    profile = full_profile(sector=SECTOR_OF[theme])
    pictures = {
        key: Picture(f"foto-{n}-1200.webp", 1200, 900, ((f"foto-{n}-400.webp", 400),))
        for n, key in enumerate(("", "utama", "roti"))
    }
    found = render_site(
        profile=profile,
        texts=full_texts(sector=SECTOR_OF[theme]),
        updated_on=TODAY,
        campaign=CAMPAIGN,
        base_url="https://umkm.example/sites",
        programme="Fast Track Digitalisasi",
        photos=pictures,
    )
    assert len(found["index.html"]) <= 14_000
    assert len(found["penawaran.html"]) <= 14_000


@pytest.mark.parametrize("theme", list(Theme))
def test_three_hundred_products_stand_on_pages_of_their_own(theme):
    products = tuple(
        Product(f"p{n}", f"Keripik rasa nomor {n * 7919}", 1000 * n, "bungkus", f"Catatan {n * 31}")
        for n in range(1, 310)
    )
    profile = rich_profile(products=products, sector=SECTOR_OF[theme])
    found = render_site(profile=profile, texts=texts_for(profile), updated_on=TODAY)
    lists = [name for name in found if name.startswith("produk")]
    assert len(lists) == 15
    assert all(len(body) <= 14_000 for name, body in found.items() if name.endswith(".html"))
    told = [page for name, page in pages(profile).items() if name in lists]
    shown = [text for page in told for tag, text in page.texts if tag == "h3"]
    assert shown == [product.name for product in products[:300]]
    first, last = told[0], told[-1]
    assert "produk-2.html" in first.links() and "produk-14.html" in last.links()
    assert "Lihat semua 300 produk" in home(profile).text


def test_home_shows_every_fact_that_is_told():
    page = home(full_profile(), full_texts(), base_url="https://a.example/s")
    for told in (
        "Gula aren · Durian: Rp20.000",
        "Siap diambil",
        "Pesan dulu, siap dalam 2 hari",
        "Sedang habis",
        "Diantar di sekitar sini",
        "Gratis ongkir",
        "Ongkir dibicarakan",
        "25 Desember 2026 – 26 Desember 2026",
        "Natal",
        "QRIS atas nama",
        "DAPUR BU ANI",
        "Serabinya sampai masih hangat",
        "dengan izin, 1 Oktober 2026",
        "Periksa nomornya",
    ):
        assert told in page.text, told
    assert [a for a in page.all("img") if a["src"] == "qris.svg"]
    orders = [href for href in page.links() if "wa.me/6281" in href and "Lemper" in href]
    assert orders == []  # what is gone is not ordered
    clock = next(attrs for tag, attrs in page.elements if "data-clock" in attrs)
    assert clock["data-clock"] == "012345_08:00_20:00 2026-12-25_2026-12-26_"
    assert clock["data-zone"] == "Asia/Jakarta"


def test_home_keeps_the_order_and_leaves_out_what_the_owner_hides():
    design = Design(
        sections=(Section.FAQ, Section.VISIT),
        hidden=(Section.ABOUT, Section.PAYMENT),
        products=("risol",),
    )
    page = home(full_profile(), full_texts(), design=design)
    headings = [text for tag, text in page.texts if tag == "h2"]
    assert headings.index("Alamat dan jam buka") < headings.index("Produk dan harga")
    assert not {"Tentang kami", "Pembayaran"} & set(headings)
    assert next(text for tag, text in page.texts if tag == "h3") != "Serabi santan"
    names = [text for tag, text in page.texts if tag == "h3"]
    assert names.index("Risoles") < names.index("Serabi santan")


@pytest.mark.parametrize("palette", ["kunyit", "nila", "#ffff00"])
def test_colours_chosen_stand_in_the_page(palette):
    found = render_site(
        profile=rich_profile(),
        texts=texts_for(rich_profile()),
        updated_on=TODAY,
        design=Design(palette=palette),
    )
    accent = make_palette(palette).accent
    assert f"--accent:{accent}".encode() in found["index.html"]


def test_a_damaged_payment_code_is_never_shown():
    for code in (PAYMENT[:-1] + "X", "halo", PAYMENT[:40], f"{PAYMENT} "):
        profile = full_profile(qris=code, payments=())
        found = render_site(profile=profile, texts=full_texts(), updated_on=TODAY)
        is_whole = code.strip() == PAYMENT
        assert ("qris.svg" in found) == is_whole
        assert (b"qris.svg" in found["index.html"]) == is_whole


def test_an_offer_is_counted_down_only_while_it_lasts():
    profile = full_profile()
    assert "Berlaku sampai" in pages(profile, campaign=CAMPAIGN)["penawaran.html"].text
    late = pages(profile, campaign=CAMPAIGN, updated_on=date(2026, 12, 6))
    assert "Berlaku sampai" not in late["penawaran.html"].text
    open_end = pages(full_profile(offer_ends_on=None), campaign=CAMPAIGN)
    assert "Berlaku sampai" not in open_end["penawaran.html"].text


def test_a_link_shows_the_wide_card_where_one_was_drawn():
    posters = {"utama": {"card": "poster-card.jpg", "square": "poster-square.jpg"}}
    photos = {"": Picture("usaha.webp", 800, 600)}
    page = home(
        rich_profile(),
        campaign=CAMPAIGN,
        posters=posters,
        photos=photos,
        base_url="https://a.example",
    )
    told = {attrs.get("property"): attrs.get("content") for attrs in page.all("meta")}
    assert told["og:image"].endswith("/poster-card.jpg")


def test_channels_lead_to_their_own_host_only():
    channels = {
        "instagram": "https://instagram.com@evil.example/x",
        "facebook": "https://facebook.com.evil.example/x",
        "tiktok": "javascript:alert(1)",
        "shopee": "https://shopee.co.id/dapur",
        "website": "http://dapur.example/a?b=c",
        "tokopedia": 'dapur" onclick="x',
    }
    outside = [href for href in home(rich_profile(channels=channels)).links() if "//" in href]
    places = {urlsplit(href).netloc for href in outside}
    assert places == {
        "wa.me",
        "www.google.com",
        "shopee.co.id",
        "dapur.example",
        "sppirt.pom.go.id",
    }


def test_addresses_are_full_only_when_the_base_is_known():
    without = home(rich_profile(), campaign=CAMPAIGN)
    assert not [attrs for attrs in without.all("link") if attrs["rel"] == "canonical"]
    found = home(rich_profile(), campaign=CAMPAIGN, base_url="https://a.example/s/")
    canonical = [attrs["href"] for attrs in found.all("link") if attrs["rel"] == "canonical"]
    assert canonical == ["https://a.example/s/dapur-bu-ani-42/index.html"]
    assert [href for href in found.links() if "wa.me/?text=" in href]


def test_structured_data_says_facts_only():
    data = json.loads(home(rich_profile()).data)
    assert data["telephone"] == "+6281000000042"
    assert [offer["price"] for offer in data["makesOffer"]] == [15_000, 8_000]
    assert set(json.loads(home(poor_profile(), empty_texts()).data)) == {
        "@context",
        "@type",
        "name",
        "telephone",
    }


def test_render_site_refuses_what_it_cannot_place():
    texts = texts_for(rich_profile())
    with pytest.raises(BadSlug):
        home(rich_profile(slug="../etc"))
    with pytest.raises(BadSlug):
        home(rich_profile(), texts, campaign=replace(CAMPAIGN, slug="a/b"))
    with pytest.raises(TakenPageName):
        home(rich_profile(), texts, campaign=replace(CAMPAIGN, slug="index"))
    with pytest.raises(UnknownProduct):
        home(rich_profile(), texts, campaign=replace(CAMPAIGN, product_key="tidak-ada"))
    with pytest.raises(BadBaseUrl):
        home(rich_profile(), texts, base_url='javascript:alert(1)//"')


def test_input_hash_changes_with_every_input_but_the_order_of_keys():
    profile = rich_profile()
    texts = texts_for(profile)
    plain = {"profile": profile, "texts": texts, "campaign": CAMPAIGN}
    turned = dict(reversed(profile.channels.items()))
    assert input_hash(**plain) == input_hash(
        **plain | {"profile": replace(profile, channels=turned)}
    )
    others = [
        {"profile": replace(profile, name="Lain")},
        {"profile": replace(profile, channels={})},
        {"texts": replace(texts, offer=Line("Lain"))},
        {"texts": replace(texts, product_lines={})},
        {"campaign": None},
        {"base_url": "https://a.example"},
        {"programme": "Lain"},
        {"posters": {"utama": {"square": "a.jpg"}}},
        {"photos": {"": Picture("a.jpg", 1, 1)}},
        {"design": Design(palette="nila")},
    ]
    hashes = [input_hash(**plain | change) for change in others]
    assert len({input_hash(**plain), *hashes}) == len(others) + 1


def test_render_site_is_deterministic():
    arguments = {"profile": rich_profile(), "texts": texts_for(rich_profile()), "updated_on": TODAY}
    assert render_site(**arguments) == render_site(**arguments)


@pytest.mark.parametrize(
    ("base_url", "told"),
    [("https://umkm.example/sites", b'ping="https://umkm.example/h/'), ("", b'ping="/h/')],
)
def test_ping_is_a_whole_address_where_one_is_known(base_url, told):
    profile = rich_profile()
    given = {"texts": texts_for(profile), "updated_on": TODAY, "base_url": base_url}
    page = render_site(profile=profile, counting="/", **given)["index.html"]
    assert told in page
