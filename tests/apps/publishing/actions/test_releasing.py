"""Sites on disk and the manifest of their very bytes."""

from datetime import timedelta

import pytest

from laju.apps.ledger.models import Entry
from laju.apps.publishing.actions import (
    release_sites,
    releasing,
    restore_site,
    take_down_site,
)
from laju.apps.publishing.models import Page, Site
from laju.apps.publishing.queries import (
    contents_awaiting_release,
    count_pages,
    count_sites_by_region,
    live_sites_by_business,
    regions_with_sites,
    sites_of,
)
from laju.apps.studio.actions import (
    approve_content,
    compose_contents,
    gather_facts,
    hold_content,
    record_facts,
)
from laju.apps.studio.models import Content, Product
from tests.apps.publishing.actions.released import (
    HOUR,
    manifest_fits,
    on_disk,
    participant_of,
    times,
)
from tests.factories import ApplicationFactory, CohortFactory, ParticipantFactory

HOSTILE = [
    "<script>alert(1)</script>",
    "../../etc",
    "{{ 7 * 7 }}",
    "CON",
    "🍜",
    "a" * 200,
    "\u202ex",
]


def test_release_sites_writes_what_the_manifest_says(work, cohort, folders, at):
    assert work(at) == 3
    assert len(on_disk(folders)) == 12  # a homepage, a landing page, style and script each
    assert manifest_fits(folders)
    assert count_pages(cohort=cohort)["pages"] == 6
    assert not contents_awaiting_release(cohort=cohort)


def test_release_sites_again_writes_nothing(work, cohort, folders, agency, at):
    work(at)
    before, bytes_before = times(folders), on_disk(folders)
    assert work(at + HOUR) == 0
    Content.objects.update(composed_at=at + 2 * HOUR)  # composed again with the same words
    assert work(at + 25 * HOUR) == 3
    assert times(folders) == before
    assert on_disk(folders) == bytes_before
    assert manifest_fits(folders)


def test_release_sites_goes_on_where_it_stopped(work, folders, at):
    assert [work(at, limit=2) for _ in range(3)] == [2, 1, 0]
    assert manifest_fits(folders)


def test_one_changed_price_rewrites_that_site_only(work, cohort, folders, owner, at):
    work(at)
    participant = participant_of(cohort)
    slug = Site.objects.get(participant=participant).slug
    rows = [
        {"key": p.key, "name": p.name, "price_rupiah": p.price_rupiah}
        for p in Product.objects.filter(business=participant.application.business)
    ]
    rows[1]["price_rupiah"] = 21_000  # the second product has no landing page
    record_facts(participant=participant, facts={}, products=rows, by=owner, at=at + HOUR)
    before = on_disk(folders)
    assert work(at + 2 * HOUR) == 1
    after = on_disk(folders)
    changed = {name for name in after if after[name] != before.get(name)}
    assert f"{slug}/index.html" in changed
    assert all(name.startswith(f"{slug}/") for name in changed)
    assert b"21.000" in after[f"{slug}/index.html"]
    assert set(after) == set(before)
    assert manifest_fits(folders)


def test_held_content_withdraws_the_page_until_approved(work, cohort, folders, owner, at):
    work(at)
    participant = participant_of(cohort)
    site = Site.objects.get(participant=participant)
    content = Content.objects.get(participant=participant)
    hold_content(content=content, note="Harga salah", by=owner, at=at + HOUR)
    work(at + 2 * HOUR)
    assert not (folders.sites / site.slug).exists()
    assert manifest_fits(folders)
    # nothing counts, lists or measures a page that nobody can see
    assert site not in sites_of(cohort=cohort)
    assert count_pages(cohort=cohort)["sites"] == 2
    assert sum(count_sites_by_region(cohort=cohort).values()) == 2
    assert participant.application.business_id not in live_sites_by_business()
    approve_content(content=content, by=owner, at=at + 3 * HOUR)
    assert work(at + 4 * HOUR) == 1
    assert (folders.sites / site.slug / "index.html").exists()
    assert sites_of(cohort=cohort).count() == 3
    assert manifest_fits(folders)


def test_take_down_and_restore(work, cohort, folders, agency, at):
    work(at)
    site = sites_of(cohort=cohort).first()
    take_down_site(site=site, folders=folders, by=agency, at=at + HOUR)
    assert not (folders.sites / site.slug).exists()
    site.refresh_from_db()
    with pytest.raises(releasing.AlreadyDown):
        take_down_site(site=site, folders=folders, by=agency, at=at + HOUR)
    Content.objects.update(composed_at=at + 2 * HOUR)
    work(at + 3 * HOUR)
    assert not (folders.sites / site.slug).exists()  # taken down stays down
    restore_site(site=site, by=agency, at=at + 4 * HOUR)
    site.refresh_from_db()
    assert site not in sites_of(cohort=cohort)  # not before it is out again
    with pytest.raises(releasing.NotDown):
        restore_site(site=site, by=agency, at=at + 4 * HOUR)
    assert work(at + 5 * HOUR) == 1
    assert sites_of(cohort=cohort).count() == 3
    assert manifest_fits(folders)


def test_pages_of_those_who_left_are_taken_down(work, cohort, folders, at):
    work(at)
    participant = participant_of(cohort)
    slug = Site.objects.get(participant=participant).slug
    participant.left_at = at
    participant.save()
    work(at + HOUR)
    assert not (folders.sites / slug).exists()
    assert Site.objects.get(slug=slug).status == Site.Status.DOWN
    assert manifest_fits(folders)


def test_the_address_stays_when_the_name_changes(work, cohort, folders, owner, at):
    work(at)
    participant = participant_of(cohort)
    slug = Site.objects.get(participant=participant).slug
    business = participant.application.business
    business.name = "Nama Baru"
    business.save()
    record_facts(participant=participant, facts={"name": "Nama Baru"}, by=owner, at=at + HOUR)
    work(at + 2 * HOUR)
    assert Site.objects.get(participant=participant).slug == slug
    assert b"Nama Baru" in (folders.sites / slug / "index.html").read_bytes()
    assert len(list(folders.sites.iterdir())) == 3


@pytest.mark.parametrize("name", HOSTILE)
def test_release_sites_takes_any_name(work, cohort, folders, at, name):
    business = cohort.applications.first().business
    business.name = business.activity = business.address = name
    business.products_text = ""
    business.save()
    assert work(at) == 3
    written = on_disk(folders)
    assert len({path.split("/")[0] for path in written}) == 3
    assert not any(b"<script>alert" in data for data in written.values())
    assert [path.name for path in folders.sites.parent.iterdir()] == ["sites"]
    assert manifest_fits(folders)


@pytest.mark.parametrize("missing", ["products", "phone", "everything"])
def test_release_sites_takes_a_business_of_which_little_is_known(
    work, cohort, folders, at, missing
):
    business = cohort.applications.first().business
    if missing in {"products", "everything"}:
        business.products_text = business.prices_text = business.activity = ""
    if missing in {"phone", "everything"}:
        business.owner.phone = ""
        business.owner.save()
    if missing == "everything":
        business.owner.name = ""
        business.owner.save()
    business.save()
    assert work(at) == 3
    site = Site.objects.get(slug=business.slug)
    pages = set(site.pages.values_list("name", flat=True))
    needed = {"belanja.js"} if missing == "products" else set()  # a cart needs a phone
    assert pages == {"index.html", f"{site.campaign_slug}.html", "gaya.css", *needed}
    landing = (folders.sites / site.slug / f"{site.campaign_slug}.html").read_text()
    assert business.name in landing
    assert ("wa.me" in landing) == (missing == "products")
    assert work(at + HOUR) == 0


def test_a_business_gets_another_landing_page_with_its_first_product(
    work, cohort, folders, owner, at
):
    business = cohort.applications.first().business
    business.products_text = business.prices_text = business.activity = ""
    business.save()
    work(at)
    participant = cohort.applications.first().participant
    products = [{"name": "Dodol", "price_rupiah": 12_000}]
    record_facts(participant=participant, facts={}, products=products, by=owner, at=at + HOUR)
    work(at + 2 * HOUR)
    site = Site.objects.get(participant=participant)
    assert (site.campaign_product, site.campaign_slug) == ("dodol", "pesan-dodol")
    assert manifest_fits(folders)


def test_a_crash_between_files_and_database_leads_to_the_same_end(
    work, cohort, folders, owner, at, monkeypatch
):
    class PowerCut(Exception):
        pass

    def cut(*args):
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(releasing, "_keep", cut)
        with pytest.raises(PowerCut):
            work(at)
    assert len(on_disk(folders)) == 12
    assert (Site.objects.count(), Page.objects.count()) == (0, 0)
    assert not Entry.objects.filter(action="publishing.release_sites").exists()
    written = times(folders)
    assert work(at) == 3
    assert times(folders) == written  # the same bytes are not written again
    assert manifest_fits(folders)

    participant = participant_of(cohort)
    record_facts(participant=participant, facts={"address": "Jalan 2"}, by=owner, at=at + HOUR)
    with monkeypatch.context() as patched:
        patched.setattr(releasing, "_keep", cut)
        with pytest.raises(PowerCut):
            work(at + 2 * HOUR)
    assert not manifest_fits(folders)
    assert work(at + 2 * HOUR) == 1
    assert manifest_fits(folders)


def test_a_business_takes_its_site_along_to_the_next_year(work, cohort, folders, agency, at):
    work(at)
    site = sites_of(cohort=cohort).first()
    business = site.participant.application.business
    later = CohortFactory()
    again = ParticipantFactory(application=ApplicationFactory(cohort=later, business=business))
    day = at + timedelta(days=365)
    gather_facts(cohort=later, by=agency, at=day)
    compose_contents(cohort=later, by=agency, at=day)
    assert release_sites(cohort=later, folders=folders, by=agency, at=day) == 1
    assert Site.objects.get(slug=site.slug).participant == again
    assert len(list(folders.sites.iterdir())) == 3
    assert manifest_fits(folders)


def test_regions_with_sites_counts_live_ones(work, cohort, folders, agency, at):
    assert regions_with_sites() == []
    work(at)
    assert regions_with_sites() == [("12.71", "Kota Medan")]
    for site in sites_of(cohort=cohort):
        take_down_site(site=site, folders=folders, by=agency, at=at)
    assert regions_with_sites() == []
