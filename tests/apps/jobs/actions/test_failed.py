import pytest

from laju.apps.jobs.actions import discard_job, retry_job
from laju.apps.jobs.actions.failed import JobNotFailed
from laju.apps.jobs.models import Job
from laju.apps.jobs.working import work_off
from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from tests.apps.jobs import works

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed():
    works.refuse.enqueue(word="a")
    work_off(worker="w")
    return Job.objects.get()


def test_retry_job_lets_it_begin_again(failed, agency, at):
    retry_job(job=failed, by=agency, at=at)
    assert work_off(worker="w") == 1
    failed.refresh_from_db()
    assert (failed.status, len(failed.errors)) == ("FAILED", 2)
    assert Entry.objects.filter(action="jobs.retry_job").count() == 1


def test_discard_job_puts_it_away(failed, agency, at):
    discard_job(job=failed, by=agency, at=at)
    assert work_off(worker="w") == 0
    failed.refresh_from_db()
    assert failed.status == "DISCARDED"


@pytest.mark.parametrize("act", [retry_job, discard_job])
def test_a_job_that_has_not_failed_is_left_alone(act, agency, at):
    works.leave_mark.enqueue(word="a")
    with pytest.raises(JobNotFailed):
        act(job=Job.objects.get(), by=agency, at=at)


@pytest.mark.parametrize("act", [retry_job, discard_job])
def test_others_may_not(act, failed, people, at):
    for role in ("FACILITATOR", "OWNER", "ASSESSOR"):
        with pytest.raises(NotAllowed):
            act(job=failed, by=people[role], at=at)
