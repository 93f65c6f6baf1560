"""A writer that lies in twenty ways puts nothing before an owner; an honest one is asked once."""

import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from laju.apps.studio.actions import compose_contents, gather_facts, hold_content
from laju.apps.studio.models import Content, Version
from laju.connectors.writer import NoWriter, Writer
from laju.connectors.writer.fake import LIES, honest, lying, stand_in
from laju.web.journey.writing import (
    NoWriterSet,
    contents_awaiting_words,
    write_texts,
    writer_of_settings,
)
from tests.factories import CohortFactory, ParticipantFactory

GOODS = ("Keripik ubi", "Ulos", "Jahit kebaya")


@pytest.fixture
def cohort(agency, at):
    cohort = CohortFactory()
    for goods in GOODS:
        ParticipantFactory(
            application__cohort=cohort,
            application__business__products_text=goods,
            application__business__owner__name="Ratnasari Hutabarat",
        )
    gather_facts(cohort=cohort, by=agency, at=at)
    compose_contents(cohort=cohort, by=agency, at=at)
    return cohort


def written(cohort, agency, write, most=100):
    with stand_in(write) as server:
        writer = Writer(url=server.url, model="contoh", seconds=5)
        found = list(
            write_texts(cohort=cohort, writer=writer, most=most, by=agency, at=timezone.now)
        )
        return found, server.asked


def stored():
    return json.dumps([content.texts for content in Content.objects.all()], ensure_ascii=False)


@pytest.mark.parametrize("lie", LIES)
def test_write_texts_lets_no_lie_reach_an_owner(cohort, agency, lie):
    before = stored()
    found, asked = written(cohort, agency, lying(lie))
    assert [each.proposed for each in found] == [(), (), ()]
    assert all(each.refused for each in found)
    assert len(asked) == 2 * len(GOODS)  # once more with the reasons, then the grammar's words stay
    assert stored() == before
    assert not Version.objects.filter(kind="WRITTEN").exists()


def test_write_texts_takes_the_second_try(cohort, agency):
    found, asked = written(cohort, agency, lying("superlative", once=True))
    assert all(each.proposed and not each.refused for each in found)
    assert any("terenak" in reason for reason in asked[1]["ditolak"]["about"])
    assert Version.objects.filter(kind="WRITTEN").count() == len(GOODS)
    assert LIES["superlative"] not in stored()


def test_write_texts_tells_the_writer_no_person(cohort, agency):
    _, asked = written(cohort, agency, honest)
    assert len(asked) == len(GOODS)
    told = json.dumps(asked, ensure_ascii=False)
    assert "Ratnasari" not in told
    assert "Keripik ubi" in told


def test_write_texts_is_safe_to_repeat_and_leaves_decided_pages(cohort, agency, owner, at):
    hold_content(content=Content.objects.first(), note="Nanti dulu", by=owner, at=at)
    first, _ = written(cohort, agency, honest, most=1)
    second, _ = written(cohort, agency, honest)
    assert (len(first), len(second)) == (1, 1)
    assert not contents_awaiting_words(cohort=cohort).exists()


def test_write_texts_gives_up_when_nobody_answers(cohort, agency):
    with pytest.raises(NoWriter):
        written(cohort, agency, lambda _asked: None)
    assert not Version.objects.filter(kind="WRITTEN").exists()


def test_write_texts_goes_on_after_one_answer_nobody_can_read(cohort, agency):
    broken = iter([b"Tentu! Berikut teksnya:"])
    found, _ = written(cohort, agency, lambda asked: next(broken, None) or honest(asked))
    assert [bool(each.proposed) for each in found] == [False, True, True]
    assert "tidak dapat dibaca" in found[0].refused[""][0]


def test_writer_of_settings_is_off_by_default(settings):
    with pytest.raises(NoWriterSet):
        writer_of_settings()
    settings.WRITER_URL, settings.WRITER_MODEL = "https://penulis.example/v1", "contoh"
    assert writer_of_settings().model == "contoh"


def test_write_command_says_what_came_of_it(cohort, settings, capsys):
    with pytest.raises(SystemExit):
        call_command("write")
    assert "LAJU_WRITER_URL" in capsys.readouterr().err
    with stand_in(lying("health", once=True)) as server:
        settings.WRITER_URL, settings.WRITER_MODEL = server.url, "contoh"
        call_command("write", most=2)
    assert "menunggu persetujuan; 0 ditolak" in capsys.readouterr().out
    assert Version.objects.filter(kind="WRITTEN").count() == 2
