"""Businesses to make pages of: rich, poor and hostile."""

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from laju.core.design import Theme
from laju.core.grammar import compose_texts
from laju.core.profile import (
    Delivery,
    Opening,
    Permit,
    Product,
    Profile,
    Sector,
    SpecialDays,
    Stock,
    Testimonial,
    Variant,
)
from laju.core.qris import crc16
from laju.core.texts import Line, Texts
from laju.engines.libvips import load_vips
from laju.engines.sites import (
    Campaign,
    DirectoryEntry,
    Picture,
    render_site,
    write_directory_files,
    write_site,
)

TODAY = date(2026, 11, 23)
CAMPAIGN = Campaign(slug="penawaran", product_key="utama", code="LJ-000042-A-3")
SECTOR_OF = {
    Theme.KITCHEN: Sector.FOOD,
    Theme.SHOP: Sector.CRAFT,
    Theme.WORKSHOP: Sector.WORKSHOP,
}
EVENT = re.compile("on[a-z]+", re.IGNORECASE)
VOID = frozenset({"meta", "link", "img", "br", "input", "path", "rect", "use"})


def rich_profile(**changes):
    profile = Profile(
        code="LJ-000042-7",
        slug="dapur-bu-ani-42",
        name="Dapur Bu Ani",
        sector=Sector.FOOD,
        owner_name="Ani Siregar",
        activity="kue basah dan roti",
        products=(
            Product("utama", "Serabi santan", 15_000, "kotak isi 5"),
            Product("roti", "Roti manis", 8_000, "buah", "Dipanggang pagi hari."),
            Product("sus", "Sus cokelat"),
        ),
        region_name="Kota Medan",
        province_name="Sumatera Utara",
        district_name="Medan Johor",
        village_name="Pangkalan Masyhur",
        address="Jalan Karya Wisata No. 18",
        phone="+6281000000042",
        hours=tuple(Opening(day, "08:00", "20:00") for day in range(6)),
        founded_year=2012,
        employees=4,
        latitude=3.53,
        longitude=98.67,
        channels={"instagram": "@dapur.bu.ani", "facebook": "https://facebook.com/dapurbuani"},
        permits=(Permit("PIRT", "2061271010042-28"), Permit("HALAL", "ID1", date(2020, 1, 1))),
    )
    return replace(profile, **changes)


def with_crc(payload):
    return f"{payload}{crc16(payload.encode()):04X}"


# A made-up code: right CRC, a name nobody has.
PAYMENT = with_crc(
    "00020101021126570011ID.DANA.WWW011893600915300000000002091234567890303UMI"
    "51440014ID.CO.QRIS.WWW0215ID10200000000420303UMI5204581453033605802ID"
    "5912DAPUR BU ANI6005MEDAN61052014362070703A016304"
)


def full_profile(**changes):
    """Every fact a page can show, five products with what can be said of each."""
    profile = rich_profile(
        qris=PAYMENT,
        delivery=("PICKUP", "NEAR", "COURIER"),
        payments=("CASH", "TRANSFER", "QRIS"),
        delivery_areas=(
            Delivery("Medan Johor", 0),
            Delivery("Medan Kota", 10_000),
            Delivery("Binjai"),
        ),
        special_days=(SpecialDays(date(2026, 12, 25), date(2026, 12, 26), "Natal"),),
        testimonial=Testimonial(
            "Serabinya sampai masih hangat, kuahnya dipisah.",
            "Rina, Medan Johor",
            date(2026, 10, 1),
            "ulasan Google Maps",
        ),
        offer_ends_on=date(2026, 12, 5),
        products=(
            Product(
                "utama",
                "Serabi santan",
                15_000,
                "kotak isi 5",
                "Kuah dipisah.",
                variants=(Variant("Gula aren"), Variant("Durian", 20_000)),
                stock=Stock.READY,
            ),
            Product("roti", "Roti manis", 8_000, "buah", "Dipanggang pagi hari."),
            Product("sus", "Sus cokelat", 5_000, "buah", stock=Stock.PREORDER, preorder_days=2),
            Product("lemper", "Lemper ayam", 4_000, "buah", stock=Stock.SOLD_OUT),
            Product("risol", "Risoles", 3_500, "buah"),
        ),
    )
    return replace(profile, **changes)


def full_texts(**changes):
    profile = full_profile(**changes)
    return compose_texts(profile=profile, seed=profile.code)


def poor_profile(**changes):
    profile = Profile(
        code="LJ-000099-3", slug="warung-par-99", name="Warung Par", phone="+6281000000099"
    )
    return replace(profile, **changes)


def texts_for(profile, **changes):
    keys = [product.key for product in profile.products]
    texts = Texts(
        headline=Line("Kue basah dan roti dari Medan Johor"),
        tagline=Line("Dipesan lewat WhatsApp."),
        about=Line("Dapur ini membuat kue basah.\nPesanan untuk arisan dapat dibicarakan."),
        description=Line("Kue basah dan roti di Kota Medan."),
        product_lines={key: Line(f"Kalimat tentang {key}.") for key in keys[:1]},
        order=Line("Halo, saya mau pesan."),
        offer=Line("Serabi santan sekotak isi lima"),
    )
    return replace(texts, **changes)


def empty_texts():
    return Texts(Line(""), Line(""), Line(""), Line(""), {}, Line(""), Line(""))


class Page(HTMLParser):
    """A page taken apart: elements in order, text, and every tag that was not closed rightly."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.wrong, self.open, self.texts = [], [], [], []
        self.feed(source.decode() if isinstance(source, bytes) else source)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if len({name for name, _ in attrs}) != len(attrs):
            self.wrong.append(f"{tag}: attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]

    def links(self):
        return [attrs["href"] for attrs in self.all("a")]

    @property
    def text(self):
        return " ".join(text for tag, text in self.texts if tag not in {"style", "script"})

    @property
    def data(self):
        return "".join(text for tag, text in self.texts if tag == "script")


def write_samples(root):
    """Write a full site with photos in each theme, one without and a poor one; return page paths."""
    made = []
    for theme, sector in SECTOR_OF.items():
        for kind, profile, texts in (
            ("kaya", full_profile(sector=sector), full_texts(sector=sector)),
            ("tanpa-foto", rich_profile(sector=sector), texts_for(rich_profile())),
            ("miskin", poor_profile(sector=sector), empty_texts()),
        ):
            slug = f"{theme}-{kind}"
            photos, posters, campaign = {}, {}, CAMPAIGN
            if kind == "kaya":
                photos = {
                    "": sample_picture(root / slug, "usaha.webp", 800, 640),
                    "utama": sample_picture(root / slug, "utama.webp", 640, 480),
                    "roti": sample_picture(root / slug, "roti.webp", 640, 480),
                }
                poster = sample_picture(root / slug, "poster.webp", 1080, 1350)
                posters = {"utama": {"1080x1350": poster.path}}
            if kind == "miskin":
                campaign = None
            files = render_site(
                profile=replace(profile, slug=slug),
                texts=texts,
                updated_on=TODAY,
                campaign=campaign,
                base_url="https://umkm.example/sites" if kind != "miskin" else "",
                programme="Fast Track Digitalisasi",
                photos=photos,
                posters=posters,
            )
            write_site(root=root, slug=slug, files=files)
            made += [f"{slug}/{name}" for name in files if name.endswith(".html")]
    entries = [DirectoryEntry(path.split("/")[0], path, sector=Sector.FOOD) for path in made]
    entries.append(DirectoryEntry("lain", "Usaha lain", "Kota Medan", Sector.CRAFT))
    write_directory_files(root=root, entries=entries, updated_on=TODAY, programme="Fast Track")
    return made


def sample_picture(folder, name, width, height):
    """Write a picture with some noise, as a photo has, and return it."""
    vips = load_vips()
    folder.mkdir(parents=True, exist_ok=True)
    noise = vips.Image.gaussnoise(width // 8, height // 8, mean=150, sigma=40, seed=1)
    noise.resize(8, kernel="cubic").cast("uchar").webpsave(str(folder / name), Q=60)
    return Picture(name, width, height)


def pages(profile, texts=None, **changes):
    asked = {"updated_on": TODAY, "programme": "Fast Track Digitalisasi"} | changes
    found = render_site(profile=profile, texts=texts or texts_for(profile), **asked)
    return {name: Page(content) for name, content in found.items() if name.endswith(".html")}


def home(profile, texts=None, **changes):
    return pages(profile, texts, **changes)["index.html"]


def assert_harmless(page):
    assert not page.wrong
    for tag, attrs in page.elements:
        assert tag not in {"iframe", "object", "base", "form"}
        assert not [name for name in attrs if EVENT.fullmatch(name) or name == "style"]
    scripts = page.all("script")
    ours = [{"src": "belanja.js", "defer": None}, {"type": "application/ld+json"}]
    assert [attrs for attrs in scripts if attrs not in ours] == []
    assert len(scripts) <= len(ours)
    json.loads(page.data)
    for href in page.links():
        assert re.match(r"https://|tel:\+\d+$|[a-z0-9-]+\.html$", href), href
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page.text)
