"""Live pages are looked after: what was changed comes back, what was slipped in goes away."""

from datetime import date, timedelta

import pytest

from laju.apps.outbox.models import Message
from laju.apps.publishing.actions import check_sites, close_troubles, release_again, settle_trouble
from laju.apps.publishing.actions.checking import AlreadyEnded
from laju.apps.publishing.models import Site, Trouble
from laju.apps.studio.actions import record_facts
from laju.apps.studio.models import Content
from tests.apps.publishing.actions.released import HOUR

CASINO = b"<html><script src='https://contoh.example/x.js'></script>Daftar SL0T GACOR</html>"


@pytest.fixture
def out(work, at):
    """Return the sites, all of them out."""
    assert work(at) == 3
    return list(Site.objects.order_by("slug"))


@pytest.fixture
def check(folders, agency, tmp_path):
    def done(at, **more):
        return check_sites(folders=folders, quarantine=tmp_path / "away", by=agency, at=at, **more)

    return done


@pytest.fixture
def mend(folders, agency):
    def done(site, at):
        site = Site.objects.select_related("participant__application__cohort").get(pk=site.pk)
        release_again(participant=site.participant, folders=folders, by=agency, at=at)
        return close_troubles(sites=[site], folders=folders, by=agency, at=at)

    return done


def test_pages_as_they_were_left_are_no_trouble(out, check, at):
    assert check(at + HOUR) == ""
    assert not Trouble.objects.exists()


def test_a_changed_page_is_noted_once_and_comes_back(out, folders, check, mend, at):
    page = folders.sites / out[0].slug / "index.html"
    before = page.read_bytes()
    page.write_bytes(CASINO)
    check(at + HOUR)
    check(at + 2 * HOUR)
    trouble = Trouble.objects.get()
    assert (trouble.site, trouble.name, trouble.kind) == (out[0], "index.html", "CHANGED")
    assert "slot gacor" in trouble.told and "kode dari luar" in trouble.told
    assert mend(out[0], at + 3 * HOUR) == 1
    assert page.read_bytes() == before
    trouble.refresh_from_db()
    assert trouble.ending == "REWRITTEN" and trouble.ended_at == at + 3 * HOUR
    page.write_bytes(CASINO)  # again: a trouble of its own
    check(at + 4 * HOUR)
    assert Trouble.objects.count() == 2


def test_a_lost_page_comes_back(out, folders, check, mend, at):
    (folders.sites / out[1].slug / "index.html").unlink()
    check(at + HOUR)
    assert Trouble.objects.get().kind == "MISSING"
    assert mend(out[1], at + 2 * HOUR) == 1
    assert (folders.sites / out[1].slug / "index.html").exists()


def test_foreign_files_go_to_quarantine_and_ours_stay(out, folders, check, at, tmp_path):
    site = folders.sites / out[0].slug
    (site / "foto-1-400.webp").write_bytes(b"x")
    (site / "slot").mkdir()
    for name in ("slot/index.html", "x.php", ".htaccess"):
        (site / name).write_bytes(CASINO)
    (site / "link.html").symlink_to("/etc/passwd")
    check(at + HOUR)
    kinds = dict(Trouble.objects.values_list("name", "ending"))
    assert kinds == dict.fromkeys(
        ("slot/index.html", "x.php", ".htaccess", "link.html"), "QUARANTINED"
    )
    assert not (site / "slot").exists() and not (site / "x.php").exists()
    assert not (site / "link.html").is_symlink()
    assert (site / "foto-1-400.webp").exists()
    kept = [path.read_bytes() for path in (tmp_path / "away").rglob("*") if path.is_file()]
    assert kept == [CASINO] * 3  # to be looked at; a link is only removed


def test_at_the_root_only_harm_is_moved(out, folders, check, at):
    (folders.sites / "togel").mkdir()
    (folders.sites / "togel" / "index.html").write_bytes(CASINO)
    (folders.sites / "google123.html").write_bytes(b"google-site-verification")
    (folders.sites / "robots.txt").write_bytes(b"User-agent: *")
    check(at + HOUR)
    told = dict(Trouble.objects.filter(site=None).values_list("name", "ending"))
    assert told == {"togel": "QUARANTINED", "google123.html": ""}
    assert not (folders.sites / "togel").exists()
    assert (folders.sites / "google123.html").exists()


def test_a_permit_past_its_day_leaves_the_page(out, folders, check, mend, work, agency, at):
    site = out[0]
    until = (at + timedelta(days=10)).date()
    number = "ID12110000123450722"
    permits = [["BPOM", "MD 123456789012", str(until)], ["HALAL", number, str(date(2040, 1, 1))]]
    record_facts(participant=site.participant, facts={"permits": permits}, by=agency, at=at + HOUR)
    work(at + 2 * HOUR)
    assert Content.objects.get(participant=site.participant).profile["permits"]
    shown = (folders.sites / site.slug / "index.html").read_text(encoding="utf-8")
    assert "123456789012" in shown
    check(at + timedelta(days=10))
    assert not Trouble.objects.exists()  # the last day still counts
    check(at + timedelta(days=11))
    assert Trouble.objects.get().kind == "EXPIRED"
    assert mend(site, at + timedelta(days=11)) == 1
    shown = (folders.sites / site.slug / "index.html").read_text(encoding="utf-8")
    assert "123456789012" not in shown and number in shown
    check(at + timedelta(days=12))
    assert not Trouble.objects.filter(ended_at=None).exists()


def test_sites_are_checked_in_parts(out, check, folders, at):
    (folders.sites / out[2].slug / "index.html").unlink()
    assert check(at + HOUR, limit=2) == out[1].slug
    assert not Trouble.objects.exists()
    assert check(at + HOUR, limit=2, after=out[1].slug) == ""
    assert Trouble.objects.get().site == out[2]


def test_a_person_settles_what_stays(out, check, folders, agency, at):
    (folders.sites / "CNAME").write_bytes(b"umkm.example")
    check(at + HOUR)
    trouble = Trouble.objects.get()
    settle_trouble(trouble=trouble, by=agency, at=at + 2 * HOUR)
    with pytest.raises(AlreadyEnded):
        settle_trouble(trouble=trouble, by=agency, at=at + 2 * HOUR)


def test_an_owner_hears_of_a_permit_that_ends_soon_once_at_each_distance(
    out, check, work, agency, at
):
    participant = out[0].participant
    business = participant.application.business
    business.phone = "+6281000000042"
    business.save(update_fields=["phone"])
    until = (at + timedelta(days=90)).date()
    permits = [["BPOM", "MD 123456789012", str(until)], ["HALAL", "ID12110000123450722", None]]
    record_facts(participant=participant, facts={"permits": permits}, by=agency, at=at + HOUR)
    work(at + 2 * HOUR)
    told = Message.objects.filter(notice="PERMIT_ENDS").order_by("pk")
    check(at + timedelta(days=29))
    assert not told.exists()
    for day in (30, 31, 82, 83, 84, 90, 91):
        check(at + timedelta(days=day))
    assert told.count() == 2  # two months before, and a week before
    assert "Izin edar BPOM" in told[0].text and business.name in told[0].text
    assert told[0].asked_at == at + timedelta(days=30)
    assert told[1].asked_at == at + timedelta(days=83)
