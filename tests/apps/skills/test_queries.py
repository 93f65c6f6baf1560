from laju.apps.skills import queries
from laju.apps.skills.models import Certificate, Progress, Rating
from laju.core.skills import NEEDED, Level, load_lessons
from tests import factories


def participant(cohort, region, **more):
    return factories.ParticipantFactory(
        application__cohort=cohort, application__business__region=region, **more
    )


def prove(row, at, count=NEEDED, level=Level.CAN):
    for lesson in load_lessons()[:count]:
        Progress.objects.create(participant=row, lesson=lesson.key, proven_at=at, level=level)


def certificate(row, at, index=0, **more):
    return Certificate.objects.create(
        participant=row, code=f"KODE{index}", holder="x", lessons=[], token="t", index=index,
        issued_by="x", issued_at=at, **more,
    )  # fmt: skip


def test_levels_certificates_and_who_is_ready_keep_to_the_regions_of_the_reader(medan, toba, at):
    cohort = factories.CohortFactory()
    near, far = participant(cohort, medan), participant(cohort, toba)
    held = participant(cohort, medan)
    for row in (near, far, held):
        prove(row, at)
    made = certificate(held, at)
    all_ = factories.UserFactory(role="AGENCY")
    some = factories.UserFactory(role="AGENCY", regions=[toba])
    first = load_lessons()[0].key
    assert queries.levels_by_lesson(cohort=cohort, by=all_)[first] == {Level.CAN: 3}
    assert queries.levels_by_lesson(cohort=cohort, by=some)[first] == {Level.CAN: 1}
    told = {Level.CAN: NEEDED}
    assert queries.levels_by_region(cohort=cohort, by=some) == {toba.pk: told}
    assert queries.levels_by_region(cohort=cohort, by=all_) == {
        toba.pk: told,
        medan.pk: {Level.CAN: 2 * NEEDED},
    }
    assert queries.unrated_by_participant(participants=[near]) == {near.pk: NEEDED}
    assert list(queries.ready_for_certificate(cohort=cohort, by=all_)) == [near, far]
    assert list(queries.ready_for_certificate(cohort=cohort, by=some)) == [far]
    assert queries.certified_by_region(cohort=cohort, by=all_) == {medan.pk: 1}
    assert queries.certified_by_region(cohort=cohort, by=some) == {}
    assert list(queries.certificates_of(cohort=cohort, by=all_)) == [made]
    assert queries.certificate_for(by=some, pk=made.pk) is None
    assert queries.certificate_by_code(code="kode0") == made
    assert queries.certificate_of(participant=held) == made
    assert queries.progress_by_participant(participants=[near])[near.pk][first].level == Level.CAN


def test_the_places_of_revoked_certificates_are_listed(medan, at):
    cohort = factories.CohortFactory()
    row = participant(cohort, medan)
    certificate(row, at, 3, revoked_at=at)
    certificate(row, at, 4)
    assert queries.revoked_places() == [3]


def test_agreement_takes_the_first_two_ratings_of_each_task(medan, at):
    cohort = factories.CohortFactory()
    one, two = (factories.UserFactory(role="FACILITATOR") for _ in range(2))
    for number in range(4):
        row = participant(cohort, medan)
        told = [(one, number < 2), (two, number < 2)] if number < 3 else [(one, True)]
        for rater, is_able in told:
            Rating.objects.create(
                participant=row, lesson="foto", rater=rater, is_able=is_able, at=at
            )
    found = queries.agreement(cohort=cohort, by=factories.UserFactory(role="AGENCY"))
    assert (found.pairs, found.kappa) == (3, 1.0)


def test_a_second_rating_waits_for_another_facilitator_of_the_region(medan, toba, at, monkeypatch):
    monkeypatch.setattr(queries, "is_double_rated", lambda **_: True)
    cohort = factories.CohortFactory()
    row = participant(cohort, medan)
    prove(row, at)
    first = factories.UserFactory(role="FACILITATOR")
    Rating.objects.create(participant=row, lesson="foto", rater=first, is_able=True, at=at)
    near = factories.UserFactory(role="FACILITATOR", regions=[medan])
    far = factories.UserFactory(role="FACILITATOR", regions=[toba])
    assert [each.lesson for each in queries.second_ratings(by=near)] == ["foto"]
    assert queries.second_ratings(by=first) == [] and queries.second_ratings(by=far) == []
    assert queries.rated_lessons(participant=row) == {"foto"}
    assert queries.ratings_of(participant=row, by=near) == {}  # blind
