"""The report of a run and a participant's month: whole, safe, honest, and good to read."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.engines.report_drawings import draw_spread, place_dots
from laju.engines.reports import render_calendar, render_report
from tests.engines.report_samples import ROWS, poison, poor_report, rich_calendar, rich_report
from tests.engines.site_samples import Page

OUTCOMES = ("created", "updated", "unchanged", "duplicates", "rejected")


def report_page(**parts):
    return Page(render_report(report={"title": "Angkatan 2027", **parts}))


def sections(page):
    return {attrs["id"] for attrs in page.all("section") if "id" in attrs}


def test_render_report_says_the_run_in_one_sentence():
    page = Page(render_report(report=rich_report()))
    headline = " ".join(page.text.split())
    assert "1.421 baris menjadi 1.000 beranda dalam 21 detik" in headline.replace(" .", ".")


def test_render_report_reads_the_steps_by_their_words():
    steps = [("Usaha dalam registri", 9), ("Peserta terbaik yang didukung", 2), ("Peserta", 7)]
    page = report_page(funnel=[("Baris dibaca", 12), *steps, ("Beranda tayang", 6)])
    headline = " ".join("".join(text for tag, text in page.texts if tag in {"h1", "b"}).split())
    assert "12 baris menjadi 6 beranda" in headline
    assert page.all("svg")[1]["aria-label"] == "6 titik, 2 di antaranya emas"


def test_render_report_shows_every_part_it_is_given():
    assert sections(Page(render_report(report=rich_report()))) == {
        "ringkas",
        "perjalanan",
        "wilayah",
        "beranda",
        "iklan",
        "terbaik",
        "jejak",
        "cocok",
        "berkas",
        "unduhan",
        "waktu",
        "berikutnya",
    }


@pytest.mark.parametrize(
    ("part", "section"),
    [
        ("regions", "wilayah"),
        ("examples", "beranda"),
        ("ads", "iklan"),
        ("best", "terbaik"),
        ("trace", "jejak"),
        ("slip", "cocok"),
        ("seconds", "waktu"),
    ],
)
def test_render_report_leaves_out_what_is_missing(part, section):
    report = rich_report()
    for nothing in ({}, {part: None}, {part: type(report[part])()}):
        changed = {key: value for key, value in report.items() if key != part} | nothing
        page = Page(render_report(report=changed))
        assert section not in sections(page)
        assert f"#{section}" not in page.links()


def test_render_report_with_a_title_only_says_what_to_do():
    page = report_page()
    assert sections(page) == {"berikutnya"}
    assert "Tidak ada baris yang hilang" not in page.text  # nothing was read: nothing to claim


def test_render_report_without_participants_puts_the_next_steps_first():
    page = Page(render_report(report=poor_report()))
    first = next(attrs["id"] for attrs in page.all("section"))
    assert first == "berikutnya"
    assert "Beranda pertama menunggu pesertanya" in page.text


@pytest.mark.parametrize(
    "report",
    [rich_report(), poor_report(), poison(rich_report()), {"title": ""}],
    ids=["rich", "poor", "hostile", "empty"],
)
def test_render_report_is_well_formed_without_script_or_outside_request(report):
    page = Page(render_report(report=report))
    assert page.wrong == []
    assert page.all("script") == []
    for tag, attrs in page.elements:
        assert not any(name.startswith("on") for name in attrs), tag
        for name in ("src", "href"):
            assert not attrs.get(name, "").startswith(("http:", "//", "javascript:")), attrs
            assert "https:" not in attrs.get(name, ""), attrs


def test_render_report_takes_rows_that_know_little():
    page = report_page(
        funnel=[("Baris dibaca", 3)],
        regions=[{"code": "12.71", "name": "Kota Medan"}, {"code": "99.99", "name": "Entah"}],
        best=[{"place": 1, "name": "A", "score": Decimal("0.8125"), "probability": None}],
        files=[{"name": "a.csv"}],
        unreadable=[{"name": "b.pdf", "reason": "Bukan tabel."}],
        figures=[{"title": "Usaha", "value": 3}, {"title": "Kosong", "value": None, "total": 0}],
        examples=[{"name": "A"}],
        ads={"rupiah": 0},
        trace={"figure": "Usaha", "value": 3, "business": "A"},
        seconds=[("Membaca", 0)],
    )
    assert page.wrong == []
    assert "0,813" in page.text
    assert "None" not in page.text and "nan" not in page.text.split()


def test_render_report_shows_hostile_text_as_text():
    html = render_report(report=poison(rich_report())).decode()
    assert "<script" not in html
    assert "{{ 7*7 }}" in html
    assert "\u202e" not in html and "\x00" not in html


def test_render_report_links_only_what_is_a_site_or_a_file_beside_it():
    best = [{"place": 1, "name": "Nakal", "region": "", "slug": "../../etc/passwd"}]
    downloads = [("javascript:alert(1)", "x", 1), ("/etc/passwd", "x", 1), ("ads.csv", "x", 1)]
    page = report_page(best=best, downloads=downloads)
    assert {link for link in page.links() if not link.startswith("#")} == {"ads.csv"}


def test_render_report_previews_three_sites_that_may_run_nothing():
    frames = Page(render_report(report=rich_report())).all("iframe")
    assert [frame["src"] for frame in frames] == [
        f"sites/ulos-namboru-tiur-{number}/index.html" for number in range(3)
    ]
    assert all("allow-scripts" not in frame["sandbox"] for frame in frames)
    assert all(frame["loading"] == "lazy" for frame in frames)


def test_render_report_stays_small_with_33_regions_and_100_best():
    report = rich_report()
    assert (len(report["regions"]), len(report["best"])) == (33, 100)
    assert len(render_report(report=report)) <= 250_000


@given(
    parts=st.lists(st.integers(0, 10**7), min_size=5, max_size=5), gap=st.sampled_from((0, -1, 7))
)
@settings(max_examples=40, deadline=None)
def test_render_report_compares_rows_with_what_became_of_them(parts, gap):
    rows = dict(zip(OUTCOMES, parts, strict=True)) | {"rows_in": max(0, sum(parts) - gap)}
    text = report_page(reconciliation=rows).text
    fits = rows["rows_in"] == sum(parts)
    assert ("Cocok dengan" in text) is fits
    assert ("Tidak cocok: terbaca" in text) is not fits


@given(
    parts=st.lists(st.integers(0, 10**9), min_size=1, max_size=6), gap=st.sampled_from((0, 1, -450))
)
@settings(max_examples=40, deadline=None)
def test_render_report_refuses_parts_that_miss_the_whole(parts, gap):
    slip = {
        "whole": sum(parts) - gap,
        "parts": [(str(number), part) for number, part in enumerate(parts)],
    }
    text = report_page(slip=slip).text
    assert ("Ditolak" in text) is (gap != 0)


@pytest.mark.parametrize(("purse", "said"), [(300, "sampai rupiah terakhir"), (301, "belum habis")])
def test_render_report_says_whether_the_purse_is_spent(purse, said):
    page = report_page(ads={"rupiah": purse, "by_channel": [("A", 100), ("B", 200)]})
    assert said in page.text


def test_draw_spread_takes_tiles_where_no_shapes_are_shipped():
    regions = rich_report()["regions"]
    assert "<path" in draw_spread(regions=regions, province="12")
    for province in ("", "99", "../12"):
        drawing = draw_spread(regions=regions, province=province)
        assert drawing.count('href="#r-') == len(regions)
        assert "<path" not in drawing
    assert draw_spread(regions=[], province="12") == ""


@given(total=st.integers(0, 100_000), best=st.integers(0, 200_000))
@settings(max_examples=80, deadline=None)
def test_place_dots_gives_every_homepage_a_place(total, best):
    dots = place_dots(total=total, best=best)
    if not total:
        assert dots == {}
        return
    count = (dots["gold"] + dots["rest"]).count("M")
    assert (count - 1) * dots["each"] < total <= count * dots["each"]
    assert dots["gold"].count("M") == min(total, best) // dots["each"]
    assert count <= 1500 and count <= dots["columns"] * dots["rows"]


def test_render_calendar_keeps_each_caption_word_for_word():
    calendar = rich_calendar()
    page = Page(render_calendar(page=calendar))
    copies = [text for tag, text in page.texts if tag == "p" and "#ulos #samosir" in text]
    assert copies == [
        f"{post['caption']}\n\n#ulos #samosir #UMKMSumut" for post in calendar["posts"]
    ]


def test_render_calendar_orders_posts_by_day_and_time():
    calendar = rich_calendar()
    calendar["posts"] = calendar["posts"][::-1]
    page = Page(render_calendar(page=calendar))
    ids = [attrs["id"] for attrs in page.all("li") if "id" in attrs]
    assert ids == [f"p{number}" for number in range(1, 13)]
    shown = [int(text) for tag, text in page.texts if tag == "b" and text.isdecimal()]
    assert shown == sorted(post["on"].day for post in calendar["posts"])


def test_render_calendar_offers_whatsapp_the_poster_and_the_calendar_file():
    page = Page(render_calendar(page=rich_calendar()))
    links = page.links()
    assert sum(link.startswith("https://wa.me/?text=") for link in links) == 12
    assert links.count("../posters/ulos-namboru-tiur-1/ulos-square.jpg") == 4
    assert {"../sites/ulos-namboru-tiur-1/index.html", "ulos-namboru-tiur-1.ics"} <= set(links)


def test_render_calendar_without_posts_says_whom_to_ask():
    page = Page(render_calendar(page={"name": "Warung Par", "posts": []}))
    assert "Belum ada kiriman bulan ini" in page.text
    assert page.all("table") == []


def test_render_calendar_shows_hostile_text_as_text():
    hostile = poison(rich_calendar())
    hostile["posts"][0]["share_url"] = "javascript:alert(1)"
    hostile["site"] = "javascript:alert(1)"
    page = Page(render_calendar(page=hostile))
    assert page.all("script") == []
    assert not any("javascript:" in link for link in page.links())


@given(
    days=st.lists(st.integers(0, 400), min_size=1, max_size=12),
    start=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)
@settings(max_examples=40, deadline=None)
def test_render_calendar_grid_holds_every_posting_day_once(days, start):
    posts = [{"on": start + timedelta(days=day), "caption": "Halo"} for day in days]
    page = Page(render_calendar(page={"name": "Warung Par", "posts": posts}))
    targets = [attrs["href"] for attrs in page.all("a") if attrs["href"].startswith("#p")]
    assert len(targets) == len(set(targets)) == len({post["on"] for post in posts})
    assert len(page.all("td")) % 7 == 0


def test_render_report_does_not_change_what_it_is_given():
    report, calendar = rich_report(), rich_calendar()
    render_report(report=report)
    render_calendar(page=calendar)
    assert (report, calendar) == (rich_report(), rich_calendar())
    assert report["reconciliation"] is ROWS
