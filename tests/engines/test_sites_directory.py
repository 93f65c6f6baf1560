"""The list of all sites leads to each of them once; sitemaps keep to their limits."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from laju.core.profile import Sector
from laju.core.slugs import BadSlug
from laju.engines.sites import BadBaseUrl, DirectoryEntry, directory, write_directory_files
from tests.engines.site_samples import Page

TODAY = date(2026, 11, 23)
REGIONS = ("Kota Medan", "Kabupaten Toba", "Kabupaten Karo", "")


def entries(count):
    sectors = list(Sector)
    return [
        DirectoryEntry(
            slug=f"usaha-{number}",
            name=f"Usaha {number}",
            region_name=REGIONS[number % len(REGIONS)],
            sector=sectors[number % len(sectors)],
            pages=("index.html", "penawaran.html"),
            updated_on=TODAY,
        )
        for number in range(count)
    ]


def site_links(page):
    return [href for href in page.links() if href.endswith("/index.html")]


def test_few_sites_are_one_list(tmp_path):
    result = write_directory_files(root=tmp_path, entries=entries(40), updated_on=TODAY)
    assert set(result.written) == {"index.html", "404.html", "robots.txt"}
    page = Page((tmp_path / "index.html").read_bytes())
    assert page.wrong == []
    assert sorted(site_links(page)) == sorted(f"usaha-{n}/index.html" for n in range(40))


def test_many_sites_are_a_page_per_region(tmp_path, monkeypatch):
    monkeypatch.setattr(directory, "PER_PAGE", 50)
    write_directory_files(root=tmp_path, entries=entries(430), updated_on=TODAY)
    index = Page((tmp_path / "index.html").read_bytes())
    assert len([href for href in index.links() if href.startswith("wilayah-")]) == 4
    found = []
    for path in tmp_path.glob("wilayah-*.html"):
        page = Page(path.read_bytes())
        assert page.wrong == []
        assert len(site_links(page)) <= 50
        found += site_links(page)
        for href in page.links():
            assert href.endswith("/index.html") or (tmp_path / href).is_file()
    assert sorted(found) == sorted(f"usaha-{n}/index.html" for n in range(430))


def test_regions_with_one_slug_keep_a_page_each(tmp_path, monkeypatch):
    monkeypatch.setattr(directory, "PER_PAGE", 1)
    several = [DirectoryEntry("a", "A", "Kota Medan"), DirectoryEntry("b", "B", "KOTA  MEDAN")]
    write_directory_files(root=tmp_path, entries=several, updated_on=TODAY)
    assert len(list(tmp_path.glob("wilayah-*.html"))) == 2


def test_sitemap_is_cut_at_its_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(directory, "PER_SITEMAP", 30)
    base = "https://a.example/s"
    write_directory_files(root=tmp_path, entries=entries(40), updated_on=TODAY, base_url=base)
    index = ET.parse(tmp_path / "sitemap.xml").getroot()
    assert index.tag.endswith("sitemapindex")
    parts = sorted(tmp_path.glob("sitemap-*.xml"))
    assert len(index) == len(parts) == 3
    found = [node.text for part in parts for node in ET.parse(part).getroot().iterfind(".//{*}loc")]
    assert len(found) == len(set(found)) == 81
    assert f"{base}/usaha-7/penawaran.html" in found
    assert f"Sitemap: {base}/sitemap.xml" in (tmp_path / "robots.txt").read_text()
    write_directory_files(root=tmp_path, entries=entries(3), updated_on=TODAY, base_url=base)
    assert not list(tmp_path.glob("sitemap-*.xml"))


def test_without_base_there_is_no_sitemap_and_it_is_said(tmp_path):
    result = write_directory_files(root=tmp_path, entries=entries(3), updated_on=TODAY)
    assert "sitemap.xml" in result.note
    assert not (tmp_path / "sitemap.xml").exists()


def test_second_run_changes_nothing_and_removes_lists_no_longer_needed(tmp_path, monkeypatch):
    monkeypatch.setattr(directory, "PER_PAGE", 10)
    write_directory_files(root=tmp_path, entries=entries(40), updated_on=TODAY)
    assert write_directory_files(root=tmp_path, entries=entries(40), updated_on=TODAY).written == ()
    (tmp_path / "lain.html").write_text("bukan milik kami")
    result = write_directory_files(root=tmp_path, entries=entries(4), updated_on=TODAY)
    assert len(result.removed) == 4
    assert (tmp_path / "lain.html").exists()


def test_hostile_names_stay_text(tmp_path):
    text = '"><script>alert(1)</script>\u202e\x00{{7*7}}'
    entry = DirectoryEntry("a", text, text, activity=text)
    write_directory_files(root=tmp_path, entries=[entry], updated_on=TODAY, programme=text)
    page = Page((tmp_path / "index.html").read_bytes())
    assert page.wrong == []
    assert page.all("script") == []
    assert "{{7*7}}" in page.text


def test_directory_refuses_bad_addresses(tmp_path):
    with pytest.raises(BadSlug):
        write_directory_files(
            root=tmp_path, entries=[DirectoryEntry("../a", "A")], updated_on=TODAY
        )
    with pytest.raises(BadBaseUrl):
        write_directory_files(root=tmp_path, entries=[], updated_on=TODAY, base_url="ftp://a")


def test_empty_directory_says_so(tmp_path):
    write_directory_files(root=tmp_path, entries=[], updated_on=TODAY)
    assert "Belum ada" in (tmp_path / "index.html").read_text()
