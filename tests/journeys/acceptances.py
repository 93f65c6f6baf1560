"""Child of test_acceptances: 200 people take an offered seat at the same moment; 10 seats are free.

Runs on the database of its own that DATABASE_URL names; prints one JSON line.
"""

import json
import threading
from collections import Counter
from datetime import timedelta

PEOPLE, SEATS, TAKEN = 200, 30, 20
CONNECTIONS = 30  # at a time, as an office's pool would give; a server takes a hundred for all


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    applications, by, at = prepare()
    told: Counter[str] = Counter()
    start, pool = threading.Barrier(PEOPLE), threading.Semaphore(CONNECTIONS)

    def try_once(application: object) -> None:
        from django.db import connection

        from laju.apps.programme.actions import accept_seat
        from laju.core.errors import DomainError

        start.wait()
        pool.acquire()
        try:
            accept_seat(application=application, by=by, at=at)
            told["taken"] += 1
        except DomainError as error:
            told[type(error).__name__] += 1
        except Exception as error:  # noqa: BLE001  whatever breaks is told and fails the test
            told[f"broken: {error}"[:200]] += 1
        finally:
            connection.close()
            pool.release()

    threads = [threading.Thread(target=try_once, args=[row]) for row in applications]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    from laju.apps.ledger.models import Entry
    from laju.apps.programme.models import Application, Participant

    print(
        json.dumps(
            {
                "told": told,
                "participants": Participant.objects.filter(left_at=None).count(),
                "chosen": Application.objects.filter(status="CHOSEN").count(),
                "waiting": Application.objects.filter(status="WAITING").count(),
                "lines": Entry.objects.filter(action="programme.accept_seat").count(),
            }
        )
    )


def prepare() -> tuple[list[object], object, object]:
    """Make a drawn cohort of one region in which 10 of 30 seats are free, offered to 200."""
    from laju.apps.programme.actions import offer_seats
    from laju.apps.programme.models import Application, Cohort
    from laju.core.bands import Band
    from laju.core.draws import Draw, Entry, write_draw
    from tests import factories

    by = factories.UserFactory(username="dinas")
    cohort = factories.CohortFactory(year=2027, seats=SEATS, status=Cohort.Status.SELECTED)
    factories.ParticipantFactory.create_batch(TAKEN, application__cohort=cohort)
    waiting = factories.ApplicationFactory.create_batch(
        PEOPLE, cohort=cohort, status=Application.Status.WAITING
    )
    for place, row in enumerate(waiting, TAKEN + 1):
        row.place = place
    Application.objects.bulk_update(waiting, ["place"])
    entry = Entry(waiting[0].business.code, factories.MEDAN, Band.DRAW)
    cohort.draw_file = write_draw(Draw(2027, (entry,), {factories.MEDAN: SEATS}))
    cohort.save()
    offer_seats(
        cohort=cohort, region=factories.region(factories.MEDAN), count=PEOPLE,
        ends_at=factories.AT + timedelta(days=1), reason="Kelas mulai besok", by=by,
        at=factories.AT,
    )  # fmt: skip
    return list(Application.objects.filter(pk__in=[row.pk for row in waiting])), by, factories.AT


if __name__ == "__main__":
    main()
