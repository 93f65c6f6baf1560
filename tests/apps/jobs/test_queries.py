from datetime import timedelta

import pytest
from django.utils import timezone

from laju.apps.jobs.models import Job
from laju.apps.jobs.queries import count_jobs_by_status, jobs, jobs_of, oldest_due
from laju.apps.jobs.working import work_off
from tests.apps.jobs import works

pytestmark = pytest.mark.django_db


def test_jobs_shows_the_province_all_and_a_region_its_own(agency, agency_of_region):
    works.leave_mark.enqueue(word="a", by=agency.username)
    works.leave_mark.enqueue(word="b", by=agency_of_region.username)
    assert [job.kwargs["word"] for job in jobs(by=agency)] == ["b", "a"]
    assert [job.kwargs["word"] for job in jobs(by=agency_of_region)] == ["b"]
    assert count_jobs_by_status(by=agency_of_region)["READY"] == 1


def test_jobs_by_status(agency):
    works.leave_mark.enqueue(word="a")
    work_off(worker="w")
    works.leave_mark.enqueue(word="b")
    assert [job.kwargs["word"] for job in jobs(by=agency, status=Job.Status.READY)] == ["b"]
    assert count_jobs_by_status(by=agency) == {
        "READY": 1, "RUNNING": 0, "SUCCESSFUL": 1, "FAILED": 0, "DISCARDED": 0
    }  # fmt: skip


def test_jobs_of_a_task_with_the_same_arguments():
    works.leave_mark.enqueue(word="a")
    works.leave_mark.enqueue(word="b")
    found = jobs_of(task=works.leave_mark.module_path, word="b")
    assert [job.kwargs["word"] for job in found] == ["b"]


def test_oldest_due_tells_how_long_the_first_has_waited():
    now = timezone.now()
    assert oldest_due(now=now) is None
    works.leave_mark.using(run_after=now - timedelta(minutes=5)).enqueue(word="a")
    assert oldest_due(now=now) == timedelta(minutes=5)
