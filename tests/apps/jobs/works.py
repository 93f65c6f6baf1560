"""Tasks for tests: each writes down that it was done, in a table everybody has."""

from django_tasks import task

from laju.apps.jobs.tasks import Again
from laju.apps.ledger.models import Entry
from laju.core.errors import DomainError
from tests import factories


class Refused(DomainError):
    message = "Lembar ini terkunci."
    remedy = "Buka kuncinya."


def mark(word):
    Entry.objects.create(action="test.mark", by="", at=factories.AT, subject=word, result="")


def count_marks(word):
    return Entry.objects.filter(action="test.mark", subject=word).count()


@task(title="Menandai")
def leave_mark(*, word, by=""):
    mark(word)
    return word.upper()


@task()
def leave_marks(*, word, left, done=0):
    mark(word)
    done += 1
    if done == left:
        return done
    return Again(done=done, total=left, kwargs={"word": word, "left": left, "done": done})


@task(most_attempts=2)
def break_down(*, word):
    mark(word)
    raise ZeroDivisionError(word)


@task()
def refuse(*, word):
    mark(word)
    raise Refused


@task(is_atomic=False, seconds=1)
def mark_outside(*, word):
    mark(word)
    return word


@task(takes_context=True)
def tell_attempt(context, *, word):
    return context.attempt
