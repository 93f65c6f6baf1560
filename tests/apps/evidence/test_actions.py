"""Figures: parts make the whole, and every figure leads back to file and row."""

from datetime import date

import pytest

from laju.apps.ads.actions import plan_budget
from laju.apps.endorsement.actions import publish_ranking
from laju.apps.evidence import actions, counting
from laju.apps.evidence.actions import UnknownFigure, check_parts, seal_figure, seal_figures
from laju.apps.evidence.counting import COUNTS, CountedRow
from laju.apps.evidence.models import Figure
from laju.apps.evidence.queries import figures, is_intact, story_behind, trace_figure
from laju.apps.indicators.actions import measure_businesses, record_presence
from laju.apps.programme.actions import submit_application
from laju.apps.registry.models import Finding
from laju.apps.studio.actions import record_facts
from laju.core.figures import FiguresDoNotAddUp
from tests.factories import (
    MEDAN,
    TOBA,
    BatchFactory,
    BusinessFactory,
    CohortFactory,
    ParticipantFactory,
    RowFactory,
    SiteFactory,
    region,
)

TODAY = date(2026, 11, 23)


@pytest.fixture
def cohort(agency, at):
    """Two participants in Medan, one in Toba, one business that never applied."""
    cohort = CohortFactory(seed="a", status="SELECTED")
    batch = BatchFactory(file_name="usaha-medan.csv", sheet_name="Data")
    for number, code in enumerate([MEDAN, MEDAN, TOBA], 5):
        participant = ParticipantFactory(
            application__cohort=cohort,
            application__score=50.0,
            application__business__region=region(code),
        )
        RowFactory(batch=batch, number=number, business=participant.application.business)
        SiteFactory(participant=participant)
    BusinessFactory(region=region(TOBA))
    plan_budget(cohort=cohort, month="2027-03", rupiah=1_000_001, by=agency, at=at)
    measure_businesses(cohort=cohort, on=TODAY, by=agency, at=at)
    publish_ranking(cohort=cohort, on=TODAY, size=2, by=agency, at=at)
    return cohort


@pytest.fixture
def seal(cohort, agency, at):
    def sealed(name):
        return seal_figure(name=name, cohort=cohort, on=TODAY, by=agency, at=at)

    return sealed


def test_seal_figures_publishes_all_with_parts_that_make_the_whole(cohort, agency, at):
    told = {f.name: f for f in seal_figures(cohort=cohort, on=TODAY, by=agency, at=at)}
    assert {name: figure.value for name, figure in told.items()} == {
        "businesses": 4,
        "applications": 3,
        "participants": 3,
        "sites": 3,
        "posts": 0,
        "ad_rupiah": 1_000_001,
        "go_digital": 3,
        "go_digital_by_itself": 0,
        "best": 2,
    }
    for figure in told.values():
        assert sum(figure.parts.values()) == figure.value
        assert is_intact(figure=figure)
        assert figure.total is None or figure.total >= figure.value
    assert told["participants"].parts == {MEDAN: 2, TOBA: 1}
    assert told["go_digital"].total == told["businesses"].value


def test_pages_of_the_programme_alone_are_not_going_digital_by_oneself(cohort, seal, agency, at):
    business = cohort.applications.first().business
    record_presence(
        business=business, kind="QRIS", reference="ID1", seen_on=TODAY, by=agency, at=at
    )
    measure_businesses(cohort=cohort, on=TODAY, by=agency, at=at)
    assert (seal("go_digital").value, seal("go_digital_by_itself").value) == (3, 1)


def test_seal_figure_twice_a_day_replaces(cohort, seal, agency, at):
    seal("participants")
    participant = cohort.applications.first().participant
    participant.left_at = at
    participant.save()
    assert seal("participants").value == 2
    assert figures(name="participants").get().value == 2
    seal_figure(name="participants", cohort=cohort, on=date(2026, 11, 24), by=agency, at=at)
    assert figures(name="participants").count() == 2


def test_seal_figure_refuses_a_name_it_does_not_know(seal):
    with pytest.raises(UnknownFigure):
        seal("kesejahteraan")


def test_figures_that_do_not_add_up_are_refused_with_the_likely_slip(seal):
    with pytest.raises(FiguresDoNotAddUp) as refusal:  # as printed by the programme in 2024
        check_parts(whole=1_166_918, parts={"mikro dan kecil": 1_153_758, "lainnya": 13_610})
    assert str(refusal.value) == "1.153.758 + 13.610 = 1.167.368, bukan 1.166.918."
    assert "13.610 mungkin tertukar dari 13.160" in refusal.value.remedy


def test_one_wrong_figure_keeps_all_of_them_back(cohort, agency, at, monkeypatch):
    refused = []

    def check(*, whole, parts):
        refused.append(whole)
        check_parts(whole=whole + (len(refused) == len(COUNTS)), parts=parts)

    monkeypatch.setattr(actions, "check_parts", check)
    with pytest.raises(FiguresDoNotAddUp):
        seal_figures(cohort=cohort, on=TODAY, by=agency, at=at)
    assert Figure.objects.count() == 0


@pytest.mark.parametrize("name", sorted(set(COUNTS) - {"posts", "go_digital_by_itself"}))
def test_every_figure_leads_to_file_and_row(seal, name):
    traced = trace_figure(figure=seal(name))
    assert traced
    sources = {row.source for row in traced}
    assert sources <= {f"usaha-medan.csv Data baris {n}" for n in (5, 6, 7)} | {"Formulir"}
    assert ("Formulir" in sources) == (name == "businesses")  # one came without a sheet
    assert all(row.business.owner.name for row in traced)


def test_trace_figure_pages_and_narrows(seal, django_assert_num_queries):
    figure = seal("businesses")
    everything = trace_figure(figure=figure)
    assert trace_figure(figure=figure, start=1, limit=2) == everything[1:3]
    toba = trace_figure(figure=figure, region=TOBA)
    assert len(toba) == figure.parts[TOBA] == 2
    assert trace_figure(figure=figure, region=TOBA, start=1, limit=5) == toba[1:]
    with django_assert_num_queries(3):
        trace_figure(figure=figure)
    with django_assert_num_queries(3):
        trace_figure(figure=figure, limit=1)


def test_story_behind_tells_rows_findings_evidence_and_deeds(cohort, seal, agency, at):
    business = cohort.applications.first().business
    Finding.objects.create(
        row=business.rows.get(), severity="WARNING", column="Telepon", reason="x", remedy="y"
    )
    record_presence(
        business=business, kind="QRIS", reference="ID1", seen_on=TODAY, by=agency, at=at
    )
    later = CohortFactory()
    submit_application(cohort=later, business=business, by=agency, at=at)
    figure = seal("businesses")
    story = story_behind(figure=figure, key=business.pk)
    assert [row.number for row in story.rows] == [5]
    assert len(story.findings) == 1
    assert {presence.kind for presence in story.presences} == {"WEB_PAGE", "QRIS"}
    assert story.measure.level == 1
    participant = cohort.applications.first().participant
    record_facts(participant=participant, facts={"address": "Jalan 2"}, by=agency, at=at)
    told = [entry.action for entry in story_behind(figure=figure, key=business.pk).entries]
    assert told == [
        "indicators.record_presence",
        "programme.submit_application",
        "studio.record_facts",
    ]
    assert story_behind(figure=figure, key=10**9) is None


TAMPERINGS = [
    {"value": 5},
    {"rows": [1, 2]},
    {"parts": {MEDAN: 2}},
    {"parts": {MEDAN: 9, TOBA: 1}, "value": 10},  # made to agree with each other
    {"rows_sha256": "0" * 64},
]


@pytest.mark.parametrize("change", TAMPERINGS)
def test_is_intact_is_false_after_tampering(seal, change):
    figure = seal("applications")
    assert is_intact(figure=figure)
    Figure.objects.filter(pk=figure.pk).update(**change)
    assert not is_intact(figure=Figure.objects.get(pk=figure.pk))


def test_the_hash_is_of_the_sorted_keys(seal):
    figure = seal("participants")
    assert figure.rows == sorted(figure.rows)
    assert figure.rows_sha256 == counting.digest_of(keys=figure.rows)
    assert figure.rows_sha256 != counting.digest_of(keys=figure.rows[:-1])


def test_rows_behind_come_in_order(cohort):
    rows = counting.rows_behind(name="ad_rupiah", cohort=cohort, on=TODAY)
    assert rows == sorted(rows)
    assert all(isinstance(row, CountedRow) for row in rows)
    assert sum(row.value for row in rows) == 1_000_001
