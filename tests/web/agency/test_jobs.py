"""The page of work in the background."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from laju.apps.jobs.models import Job
from laju.apps.jobs.working import work_off
from tests.apps.jobs import works

pytestmark = pytest.mark.django_db


def page(client, **query):
    return client.get(reverse("agency:jobs"), query).content.decode()


def test_jobs_empty_page_says_what_will_be_here(sign_in, agency):
    assert "Tidak ada pekerjaan di sini" in page(sign_in(agency))


def test_jobs_shows_progress_and_refreshes_while_something_waits(sign_in, agency):
    works.leave_marks.enqueue(word="a", left=4)
    work_off(worker="w", most=1)
    text = page(sign_in(agency))
    assert "1 dari 4" in text and "every 2s" in text
    work_off(worker="w")
    text = page(sign_in(agency))
    assert "Selesai" in text and "every 2s" not in text


def test_jobs_failed_shows_the_sentence_and_offers_to_try_again(sign_in, agency):
    works.refuse.enqueue(word="a")
    work_off(worker="w")
    client = sign_in(agency)
    text = page(client, keadaan="FAILED")
    assert "Lembar ini terkunci. Buka kuncinya." in text and "Coba lagi" in text
    client.post(reverse("agency:decide_job", args=[Job.objects.get().pk]), {"answer": "ulang"})
    assert Job.objects.get().status == "READY"
    work_off(worker="w")
    client.post(reverse("agency:decide_job", args=[Job.objects.get().pk]), {"answer": "buang"})
    assert Job.objects.get().status == "DISCARDED"


def test_jobs_shows_no_trace_of_an_unexpected_error(sign_in, agency):
    works.break_down.enqueue(word="rahasia-di-dalam")
    work_off(worker="w")
    text = page(sign_in(agency))
    assert "Terjadi kesalahan yang tidak terduga." in text
    assert "ZeroDivisionError" not in text and "rahasia-di-dalam" not in text


def test_jobs_says_when_no_worker_takes_them(sign_in, agency):
    works.leave_mark.enqueue(word="a")
    assert "Belum ada pekerja latar" not in page(sign_in(agency))
    Job.objects.update(run_after=timezone.now() - timedelta(minutes=5))
    assert "Belum ada pekerja latar" in page(sign_in(agency))


@pytest.mark.parametrize("count", [1, 3])
def test_jobs_asks_as_often_for_three_as_for_one(
    sign_in, agency, count, django_assert_max_num_queries
):
    for _ in range(count):
        works.leave_mark.enqueue(word="a")
    client = sign_in(agency)
    with django_assert_max_num_queries(8):
        page(client)


def test_jobs_nonsense_in_the_address_shows_all(sign_in, agency):
    works.leave_mark.enqueue(word="a")
    assert "Menandai" in page(sign_in(agency), keadaan="'; --")
