"""Drafts: every state is kept, steps go back and forth, and two people at once lose nothing."""

from datetime import timedelta

import pytest

from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from laju.apps.studio.actions import (
    approve_content,
    compose_contents,
    gather_facts,
    hold_content,
    record_facts,
    redo_draft,
    restore_version,
    save_draft,
    undo_draft,
)
from laju.apps.studio.actions.contents import DraftMoved
from laju.apps.studio.actions.drafts import (
    NoSuchVersion,
    NothingToRedo,
    NothingToUndo,
    TooLong,
    UnbackedWords,
)
from laju.apps.studio.models import Content, Product, Version
from laju.apps.studio.queries import versions_of
from laju.core.design import BadDesign
from laju.core.drafts import hash_state
from tests.factories import ContentFactory, ParticipantFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def participant(agency, at):
    participant = ParticipantFactory(
        application__business__products_text="Keripik ubi, Keripik pisang",
        application__business__prices_text="15.000; 20.000",
    )
    work(participant, agency, at)
    return participant


def work(participant, agency, at):
    cohort = participant.application.cohort
    gather_facts(cohort=cohort, by=agency, at=at)
    compose_contents(cohort=cohort, by=agency, at=at)


def content_of(participant):
    return Content.objects.select_related("head", "approved").get(participant=participant)


def save(participant, by, at, *, base=None, edits=None, design=None, products=None):
    head = content_of(participant).head
    shown = [p["key"] for p in head.profile["products"]]
    return save_draft(
        participant=participant,
        base=base or head.number,
        edits=edits or {},
        design=design or {},
        products=shown if products is None else products,
        by=by,
        at=at,
    )


def test_composing_makes_a_version_of_every_state(participant, agency, owner, at):
    [first] = versions_of(participant=participant)
    content = content_of(participant)
    assert (content.head, first.number, first.kind) == (first, 1, "COMPOSED")
    assert (first.made_by, first.is_edited, first.edits) == (agency.username, False, {})
    assert first.sha256 == hash_state(profile=first.profile, texts=first.texts, design=first.design)
    assert first.texts == {**content.texts, "captions": []}
    record_facts(participant=participant, facts={"address": "Jalan 1"}, by=owner, at=at + HOUR)
    compose_contents(cohort=participant.application.cohort, by=agency, at=at + 2 * HOUR)
    assert [v.number for v in versions_of(participant=participant)] == [2, 1]
    assert content_of(participant).head.parent == first


def test_content_from_before_versions_gets_its_first_one(owner, agency, at):
    content = ContentFactory(composed_at=at)
    version = (
        save(content.participant, owner, at + HOUR, base=1, edits={"headline": "Halo"})
        if (content.head)
        else save_draft(
            participant=content.participant,
            base=1,
            edits={"headline": "Halo kawan"},
            design={},
            products=[],
            by=owner,
            at=at + HOUR,
        )
    )
    old = versions_of(participant=content.participant).last()
    assert (old.number, old.texts["headline"]) == (1, content.texts["headline"])
    assert (version.number, version.parent) == (2, old)


def test_save_draft_keeps_who_when_and_what(participant, owner, at):
    design = {"theme": "shop", "products": ["keripik-pisang"]}
    version = save(
        participant, owner, at + HOUR, edits={"headline": "Keripik buat teman"}, design=design
    )
    content = content_of(participant)
    assert (version.number, version.kind, version.is_edited) == (2, "EDITED", True)
    assert (version.made_by, version.made_at) == ("pemilik", at + HOUR)
    assert (content.head, content.version, content.status) == (version, 2, "READY")
    assert content.texts["headline"]["text"] == "Keripik buat teman"
    assert content.texts["captions"]  # posts go on to have their words
    assert version.design == design
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.by) == ("studio.save_draft", "pemilik")
    assert entry.result == f"studio.version:{version.pk}"


def test_save_draft_without_a_change_makes_no_version(participant, owner, at):
    assert save(participant, owner, at + HOUR) == content_of(participant).head
    assert versions_of(participant=participant).count() == 1


def test_save_draft_hides_and_shows_products(participant, owner, at):
    version = save(participant, owner, at + HOUR, products=["keripik-pisang"])
    assert [p["key"] for p in version.profile["products"]] == ["keripik-pisang"]
    assert list(version.texts["product_lines"]) == ["keripik-pisang"]
    save(participant, owner, at + 2 * HOUR, products=["keripik-pisang", "keripik-ubi"])
    assert Product.objects.filter(is_shown=True).count() == 2


@pytest.mark.parametrize(
    ("edits", "error", "told"),
    [
        ({"headline": "Keripik terbaik di Medan"}, UnbackedWords, "terbaik"),
        ({"about": "Menyembuhkan diabetes."}, UnbackedWords, "menyembuhkan"),
        ({"tagline": "Hanya Rp5.000 saja"}, UnbackedWords, "rp5"),
        ({"headline": "x" * 61}, TooLong, "61"),
    ],
)
def test_save_draft_says_which_words_may_not_stand(participant, owner, at, edits, error, told):
    with pytest.raises(error) as refused:
        save(participant, owner, at + HOUR, edits=edits)
    assert told in str(refused.value)
    assert refused.value.remedy
    assert versions_of(participant=participant).count() == 1


def test_save_draft_refuses_a_design_nobody_offers(participant, owner, at):
    with pytest.raises(BadDesign):
        save(participant, owner, at + HOUR, design={"theme": "casino"})
    with pytest.raises(NoSuchVersion):
        save(participant, owner, at + HOUR, base=99)


def test_changes_to_different_things_are_put_together(participant, owner, facilitator, at):
    save(participant, owner, at + HOUR, base=1, edits={"headline": "Keripik buat teman"})
    version = save(participant, facilitator, at + 2 * HOUR, base=1, design={"palette": "kopi"})
    assert version.kind == Version.Kind.EDITED
    assert (version.edits, version.design) == (
        {"headline": "Keripik buat teman"},
        {"palette": "kopi"},
    )


def test_of_two_changes_to_one_thing_the_later_is_kept_at_the_side(
    participant, owner, facilitator, at
):
    first = save(participant, owner, at + HOUR, base=1, edits={"headline": "Keripik kami"})
    aside = save(
        participant,
        facilitator,
        at + 2 * HOUR,
        base=1,
        edits={"headline": "Keripik buat teman", "offer": "Pesan keripik ubi"},
    )
    assert (aside.kind, aside.made_by, aside.number) == ("ASIDE", "pendamping", 3)
    assert aside.edits["headline"] == "Keripik buat teman"
    assert content_of(participant).head == first
    with pytest.raises(NothingToRedo):  # what lies at the side is no step forward
        redo_draft(participant=participant, base=first.number, by=owner, at=at + 3 * HOUR)
    back = restore_version(
        participant=participant, number=3, base=first.number, by=facilitator, at=at + 3 * HOUR
    )
    assert back.edits == aside.edits
    assert (back.kind, back.restored_from) == ("RESTORED", aside)


def test_undo_and_redo_walk_back_and_forth(participant, owner, at):
    one = save(participant, owner, at + HOUR, edits={"headline": "Keripik kita"})
    two = save(
        participant,
        owner,
        at + 2 * HOUR,
        edits={"headline": "Keripik kita", "offer": "Pesan keripik"},
    )
    step = {"participant": participant, "by": owner, "at": at + 3 * HOUR}
    assert undo_draft(base=two.number, **step) == one
    assert content_of(participant).texts["headline"]["text"] == "Keripik kita"
    assert undo_draft(base=one.number, **step).number == 1
    with pytest.raises(NothingToUndo):
        undo_draft(base=1, **step)
    assert redo_draft(base=1, **step) == one
    assert redo_draft(base=one.number, **step) == two
    with pytest.raises(NothingToRedo):
        redo_draft(base=two.number, **step)
    with pytest.raises(DraftMoved):
        undo_draft(base=1, **step)
    assert versions_of(participant=participant).count() == 3


def test_what_was_undone_stays_when_something_else_is_saved(participant, owner, at):
    two = save(participant, owner, at + HOUR, edits={"headline": "Keripik kita"})
    undo_draft(participant=participant, base=2, by=owner, at=at + HOUR)
    three = save(participant, owner, at + 2 * HOUR, edits={"headline": "Keripik lain"})
    assert (three.number, three.parent.number) == (3, 1)
    back = restore_version(
        participant=participant, number=two.number, base=3, by=owner, at=at + 3 * HOUR
    )
    assert (back.number, back.edits) == (4, two.edits)
    assert undo_draft(participant=participant, base=4, by=owner, at=at + 4 * HOUR) == three


def test_restoring_brings_products_back_but_not_what_facts_no_longer_back(
    participant, owner, agency, at
):
    save(
        participant,
        owner,
        at + HOUR,
        edits={"headline": "Keripik ubi Rp15.000", "offer": "Pesan keripik"},
    )
    rows = [{"key": "keripik-ubi", "name": "Keripik ubi", "price_rupiah": 18_000}]
    record_facts(participant=participant, facts={}, products=rows, by=owner, at=at + 2 * HOUR)
    compose_contents(cohort=participant.application.cohort, by=agency, at=at + 3 * HOUR)
    head = content_of(participant).head
    assert head.edits == {"offer": "Pesan keripik"}
    assert head.dropped == ["headline"]  # and version 2 still has the words
    back = restore_version(
        participant=participant, number=2, base=head.number, by=owner, at=at + 4 * HOUR
    )
    assert [p["price_rupiah"] for p in back.profile["products"]] == [15_000, 20_000]
    assert back.edits["headline"] == "Keripik ubi Rp15.000"
    assert Product.objects.filter(is_shown=True).count() == 2


def test_an_approval_names_the_version_and_its_hash(participant, owner, facilitator, at):
    version = save(participant, owner, at + HOUR, edits={"headline": "Keripik buat teman"})
    content = content_of(participant)
    with pytest.raises(DraftMoved):
        approve_content(content=content, sha256="0" * 64, by=owner, at=at + HOUR)
    told = approve_content(content=content, sha256=version.sha256, by=owner, at=at + HOUR)
    version.refresh_from_db()
    assert told == version.sha256
    assert (version.approved_by, version.approved_at) == ("pemilik", at + HOUR)
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.result) == ("studio.approve_content", version.sha256)
    later = save(participant, facilitator, at + 2 * HOUR, edits={"headline": "Keripik kami"})
    content = content_of(participant)
    assert (content.head, content.approved, content.status) == (later, version, "READY")
    undo_draft(participant=participant, base=later.number, by=owner, at=at + 3 * HOUR)
    content = content_of(participant)
    assert (content.status, content.decided_by) == ("APPROVED", "pemilik")


def test_holding_a_later_draft_leaves_the_approval(participant, owner, at):
    approve_content(content=content_of(participant), by=owner, at=at)
    save(participant, owner, at + HOUR, edits={"headline": "Keripik kami"})
    hold_content(content=content_of(participant), note="Bukan begitu", by=owner, at=at + HOUR)
    assert content_of(participant).approved.number == 1
    undo_draft(participant=participant, base=2, by=owner, at=at + 2 * HOUR)
    hold_content(content=content_of(participant), note="Harga", by=owner, at=at + 2 * HOUR)
    assert content_of(participant).approved is None


def test_an_assessor_edits_nothing(participant, assessor, at):
    with pytest.raises(NotAllowed):
        save(participant, assessor, at)


HOSTILE = ["<script>alert(1)</script>", "{{ 7 * 7 }}", "\u202egnp.exe", "'\"&;", "🍜🍜"]


@pytest.mark.parametrize("words", HOSTILE)
def test_save_draft_takes_or_refuses_any_words(participant, owner, at, words):
    try:
        version = save(participant, owner, at + HOUR, edits={"tagline": words})
    except UnbackedWords:
        return
    assert version.texts["tagline"]["text"] == words
