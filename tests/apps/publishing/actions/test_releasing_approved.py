"""What is published is exactly what the owner approved."""

from laju.apps.publishing.models import Site
from laju.apps.studio.actions import (
    add_photo,
    approve_content,
    hold_content,
    record_facts,
    save_draft,
)
from laju.apps.studio.models import Content
from tests.apps.publishing.actions.released import HOUR, manifest_fits, on_disk, participant_of


def saved(participant, by, at, **more):
    """Save a draft with some changed words and return its version."""
    head = Content.objects.get(participant=participant).head
    return save_draft(
        participant=participant,
        base=head.number,
        design={},
        products=[p["key"] for p in head.profile["products"]],
        by=by,
        at=at,
        **more,
    )


def test_what_is_published_is_exactly_the_approved_version(work, cohort, folders, owner, at):
    work(at)
    participant = participant_of(cohort)
    site = Site.objects.get(participant=participant)
    before = on_disk(folders)
    first = saved(participant, owner, at + HOUR, edits={"tagline": "Digoreng di rumah."})
    assert work(at + 2 * HOUR) == 0
    assert on_disk(folders) == before  # nobody has approved it
    content = Content.objects.get(participant=participant)
    approve_content(content=content, sha256=first.sha256, by=owner, at=at + 3 * HOUR)
    assert work(at + 4 * HOUR) == 1
    page = folders.sites / site.slug / "index.html"
    assert b"Digoreng di rumah." in page.read_bytes()
    site.refresh_from_db()
    assert site.version_sha256 == first.sha256
    assert work(at + 5 * HOUR) == 0
    # a later draft, and facts that change, leave the page as it was approved
    saved(participant, owner, at + 6 * HOUR, edits={"tagline": "Digoreng di dapur."})
    record_facts(participant=participant, facts={"address": "Jalan 9"}, by=owner, at=at + 7 * HOUR)
    published = on_disk(folders)
    work(at + 8 * HOUR)
    assert on_disk(folders) == published
    content.refresh_from_db()
    approve_content(content=content, by=owner, at=at + 9 * HOUR)
    assert work(at + 10 * HOUR) == 1
    assert b"Digoreng di dapur." in page.read_bytes() and b"Jalan 9" in page.read_bytes()
    assert manifest_fits(folders)


def test_an_approved_page_keeps_its_photos(work, cohort, folders, owner, at):
    work(at)
    participant = participant_of(cohort)
    approve_content(content=Content.objects.get(participant=participant), by=owner, at=at + HOUR)
    folders.photos.mkdir()
    (folders.photos / "a.webp").write_bytes(b"w")
    add_photo(
        business=participant.application.business,
        sha256="a" * 64,
        files=[{"path": "a.webp", "width": 480, "height": 480, "bytes": 1}],
        hints=[],
        by=owner,
        at=at + 2 * HOUR,
    )
    work(at + 3 * HOUR)
    page = folders.sites / Site.objects.get(participant=participant).slug / "index.html"
    assert b"foto-" not in page.read_bytes()
    content = Content.objects.get(participant=participant)
    approve_content(content=content, by=owner, at=at + 4 * HOUR)
    assert work(at + 5 * HOUR) == 1
    assert b"foto-" in page.read_bytes()


def test_a_held_draft_leaves_the_approved_page_up(work, cohort, folders, owner, at):
    work(at)
    participant = participant_of(cohort)
    approve_content(content=Content.objects.get(participant=participant), by=owner, at=at)
    work(at + HOUR)
    saved(participant, owner, at + 2 * HOUR, edits={"tagline": "Digoreng di rumah."})
    content = Content.objects.get(participant=participant)
    hold_content(content=content, note="Bukan begitu", by=owner, at=at + 3 * HOUR)
    before = on_disk(folders)
    work(at + 4 * HOUR)
    assert on_disk(folders) == before
