from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from laju.apps.jobs.models import Job
from laju.apps.jobs.working import claim, work_off, work_on
from tests.apps.jobs import works

pytestmark = pytest.mark.django_db


def job_of(result):
    return Job.objects.get(pk=result.id)


def let_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))


def make_due(job):
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))


def test_enqueue_keeps_who_asked_and_the_title():
    job = job_of(works.leave_mark.enqueue(word="a", by="rina"))
    assert (job.status, job.asked_by, job.title) == ("READY", "rina", "Menandai")
    assert works.count_marks("a") == 0


def test_enqueue_belongs_to_the_transaction_around_it():
    with transaction.atomic():
        works.leave_mark.enqueue(word="a")
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_work_off_does_each_job_once_and_keeps_its_result():
    result = works.leave_mark.enqueue(word="a")
    assert work_off(worker="w") == 1
    assert work_off(worker="w") == 0
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value == "A"
    assert works.count_marks("a") == 1


def test_get_result_of_no_job_says_so():
    with pytest.raises(TaskResultDoesNotExist):
        works.leave_mark.get_result("999")


def test_claim_takes_the_urgent_first_then_the_oldest():
    works.leave_mark.enqueue(word="first")
    works.leave_mark.enqueue(word="second")
    works.leave_mark.using(priority=5).enqueue(word="urgent")
    assert [claim(worker="w").kwargs["word"] for _ in range(3)] == ["urgent", "first", "second"]


def test_claim_leaves_what_is_not_due_or_in_another_queue():
    later = timezone.now() + timedelta(hours=1)
    works.leave_mark.using(run_after=later).enqueue(word="later")
    works.leave_mark.using(queue_name="heavy").enqueue(word="heavy")
    assert claim(worker="w", queues=frozenset({"default"})) is None
    assert claim(worker="w").kwargs["word"] == "heavy"


def test_claim_gives_a_leased_job_to_nobody_else_until_the_lease_runs_out():
    works.leave_mark.enqueue(word="a")
    first = claim(worker="dies")
    assert claim(worker="other") is None
    let_lease_run_out(first)
    second = claim(worker="other")
    assert (second.pk, second.attempts, second.workers) == (first.pk, 2, ["dies", "other"])


def test_work_on_takes_its_effect_back_when_the_lease_is_lost():
    works.leave_mark.enqueue(word="a")
    slow = claim(worker="slow")
    let_lease_run_out(slow)
    fast = claim(worker="fast")
    work_on(job=slow)
    assert works.count_marks("a") == 0
    work_on(job=fast)
    work_on(job=slow)
    assert works.count_marks("a") == 1


def test_work_on_goes_on_part_by_part_and_shows_how_far_it_is():
    job = job_of(works.leave_marks.enqueue(word="a", left=3))
    work_off(worker="w", most=2)
    job.refresh_from_db()
    assert (job.status, job.done, job.total, job.attempts) == ("READY", 2, 3, 0)
    work_off(worker="w")
    job.refresh_from_db()
    assert (job.status, job.done, job.result) == ("SUCCESSFUL", 3, 3)
    assert works.count_marks("a") == 3


def test_work_on_takes_the_effect_of_an_error_back_and_tries_again_later():
    job = job_of(works.break_down.enqueue(word="a"))
    work_off(worker="w")
    job.refresh_from_db()
    assert (job.status, works.count_marks("a")) == ("READY", 0)
    assert job.run_after > timezone.now()
    assert job.errors[-1]["kind"] == "builtins.ZeroDivisionError"


def test_work_on_gives_up_after_the_attempts_of_the_task():
    job = job_of(works.break_down.enqueue(word="a"))
    for _ in range(2):
        work_off(worker="w")
        make_due(job)
    assert work_off(worker="w") == 0
    job.refresh_from_db()
    assert (job.status, len(job.errors), works.count_marks("a")) == ("FAILED", 2, 0)


def test_work_on_does_not_repeat_what_was_refused():
    job = job_of(works.refuse.enqueue(word="a"))
    work_off(worker="w")
    job.refresh_from_db()
    assert (job.status, job.errors[-1]["message"]) == ("FAILED", "Lembar ini terkunci.")
    assert works.count_marks("a") == 0


def test_claim_puts_a_job_aside_that_kills_every_worker():
    job = job_of(works.break_down.enqueue(word="a"))
    for _ in range(2):
        let_lease_run_out(claim(worker="dies"))
    assert work_off(worker="w") == 1
    job.refresh_from_db()
    assert job.status == "FAILED"
    assert "terhenti" in job.errors[-1]["message"]


def test_claim_puts_a_job_aside_whose_task_is_gone():
    job = job_of(works.leave_mark.enqueue(word="a"))
    for path in ("tests.apps.jobs.works.nothing", "no.such", "os.getcwd", ""):
        Job.objects.filter(pk=job.pk).update(task=path, status="READY")
        work_off(worker="w")
        job.refresh_from_db()
        assert (job.status, job.attempts) == ("FAILED", 0)


def test_work_on_a_task_that_commits_by_itself():
    job = job_of(works.mark_outside.enqueue(word="a"))
    work_off(worker="w")
    job.refresh_from_db()
    assert (job.status, job.result, works.count_marks("a")) == ("SUCCESSFUL", "a", 1)


def test_context_tells_the_attempt():
    job = job_of(works.tell_attempt.enqueue(word="a"))
    let_lease_run_out(claim(worker="dies"))
    work_off(worker="w")
    job.refresh_from_db()
    assert job.result == 2
