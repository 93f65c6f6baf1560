"""The draw waits for list, signatures, round and dice, and anybody can repeat it."""

from datetime import timedelta

import pytest

from laju.apps.accounts.models import Role
from laju.apps.ledger.recording import NotAllowed
from laju.apps.programme.actions import (
    assign_readings,
    check_applications,
    commit_list,
    draw_cohort,
    fill_cohort,
    publish_rules,
    reopen_list,
    replace_participant,
    set_rules,
    sign_list,
)
from laju.apps.programme.actions.cohorts import AlreadySelected
from laju.apps.programme.draws import applicant_list, repeat_draw, result_text
from laju.apps.programme.models import Application, Participant
from laju.core.beacons import BadBeacon, TooEarly
from laju.core.draws import hash_text, read_draw, run_draw, write_result
from laju.core.selection import SeedMissing
from laju.web.public import undian
from tests.apps.programme.curated import (
    SIGNATURE,
    drawn_cohort,
    listed_cohort,
)
from tests.factories import (
    MEDAN,
    CohortFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db):
    return UserFactory(role=Role.AGENCY, username="kedua")


def test_draw_cohort_is_what_anybody_gets_at_home(agency, at):
    cohort = drawn_cohort(by=agency, at=at)
    text, digest = applicant_list(cohort=cohort)
    assert digest == cohort.list_sha256
    at_home = undian.draw(text, cohort.seed)
    assert at_home == result_text(cohort=cohort)
    assert hash_text(at_home) == cohort.result_sha256
    assert repeat_draw(cohort=cohort).is_same
    chosen = {row.business.code for row in cohort.applications.filter(status="CHOSEN")}
    told = run_draw(read_draw(text), seed=cohort.seed)
    assert chosen == {row.key for row in told if row.outcome == "CHOSEN"}
    assert write_result(told) == at_home
    assert Participant.objects.count() == 6
    statuses = set(cohort.applications.values_list("status", flat=True))
    assert statuses <= {"CHOSEN", "WAITING", "OUT"}


def test_the_repeat_shows_a_place_changed_afterwards(agency, at):
    cohort = drawn_cohort(by=agency, at=at)
    Application.objects.filter(cohort=cohort, place=1).update(place=99)
    assert not repeat_draw(cohort=cohort).is_same


def test_draw_cohort_waits_for_the_round_and_wants_beacon_and_dice(agency, second, at):
    cohort = listed_cohort(by=agency, at=at)
    for user in (agency, second):
        sign_list(cohort=cohort, list_sha256=cohort.list_sha256, by=user, at=at)
    with pytest.raises(TooEarly):
        draw_cohort(cohort=cohort, signature=SIGNATURE, dice="1", by=agency, at=at)
    later = at + timedelta(hours=2)
    with pytest.raises(BadBeacon):
        draw_cohort(cohort=cohort, signature="abc", dice="1", by=agency, at=later)
    with pytest.raises(BadBeacon):
        draw_cohort(
            cohort=cohort, signature=SIGNATURE, randomness="00", dice="1", by=agency, at=later
        )
    with pytest.raises(SeedMissing):
        draw_cohort(cohort=cohort, signature=SIGNATURE, dice=" ", by=agency, at=later)
    draw_cohort(cohort=cohort, signature=SIGNATURE, dice="1", by=agency, at=later)
    with pytest.raises(AlreadySelected):
        draw_cohort(cohort=cohort, signature=SIGNATURE, dice="2", by=agency, at=later)


def test_the_waiting_list_moves_within_its_region_and_never_to_those_out(agency, at):
    cohort = drawn_cohort(by=agency, at=at)
    participant = Participant.objects.filter(
        application__business__region=MEDAN, application__cohort=cohort
    ).first()
    waiting = cohort.applications.filter(status="WAITING", business__region=MEDAN)
    first = waiting.order_by("place").first()
    new = replace_participant(participant=participant, reason="Pindah", by=agency, at=at)
    assert new.application == first
    assert fill_cohort(cohort=cohort, by=agency, at=at) == 0
    assert not Participant.objects.filter(application__band="OUT").exists()


@pytest.mark.parametrize("role", ["facilitator", "owner", "assessor"])
def test_curation_is_for_the_agency(request, at, role):
    by = request.getfixturevalue(role)
    cohort = CohortFactory()
    for act, more in (
        (set_rules, {"rules": []}),
        (publish_rules, {}),
        (check_applications, {}),
        (assign_readings, {}),
        (commit_list, {"beacon_round": 1}),
        (reopen_list, {"reason": "x"}),
        (sign_list, {"list_sha256": ""}),
        (draw_cohort, {"signature": "", "dice": ""}),
    ):
        with pytest.raises(NotAllowed):
            act(cohort=cohort, by=by, at=at, **more)
