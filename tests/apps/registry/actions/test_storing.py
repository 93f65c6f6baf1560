import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from laju.apps.registry.actions.matching import REGULATION_YEAR
from laju.apps.registry.actions.storing import size_columns, write
from laju.apps.registry.models import Business, Owner
from laju.core.sizes import BILLION, SizeUnknown, classify_size
from laju.engines.loading import Insert, Update
from tests.apps.registry.actions.sheets import receive, row

RUPIAH = st.none() | st.sampled_from(
    [-1, 0, *(n * BILLION + more for n in (1, 2, 5, 10, 15, 50) for more in (-1, 0, 1))]
)
YEARS = st.none() | st.integers(REGULATION_YEAR - 2, REGULATION_YEAR + 2)


def sized(year, capital, sales):
    try:
        size = classify_size(
            capital_rupiah=capital, sales_rupiah=sales, existing=(year or 0) < REGULATION_YEAR
        )
    except SizeUnknown:
        return "", ""
    return size.criterion.value, size.size.value


@given(st.lists(st.tuples(YEARS, RUPIAH, RUPIAH), min_size=1, max_size=30))
def test_size_columns_say_what_classify_size_says(lines):
    names = ("founded_year", "capital_rupiah", "sales_rupiah")
    rows = pl.DataFrame(lines, schema=dict.fromkeys(names, pl.Int64), orient="row")
    criterion, size = size_columns()
    told = rows.select(criterion=criterion, size=size).rows()
    assert told == [sized(*line) for line in lines]


def test_write_stores_and_changes(db):
    people = pl.DataFrame(
        {
            "id": [101, 102],
            **{f.attname: ["", "a'b"[: f.max_length]] for f in TEXTS},
            "merged_into_id": [None, 101],
        }
    )
    write(changes=[Insert("registry_owner", people)])
    assert Owner.everything.get(pk=102).merged_into_id == 101
    news = pl.DataFrame({"id": [101], "name": ["Ani"], "merged_into_id": [None]})
    write(changes=[Update("registry_owner", news), Update("registry_owner", news.clear())])
    assert Owner.objects.get().name == "Ani"


TEXTS = [field for field in Owner._meta.fields if field.get_internal_type() == "CharField"]
TEXTS.append(Owner._meta.get_field("email"))


def test_a_row_that_changes_something_remembers_what_it_replaced(agency):
    receive(row(nik=""), by=agency)
    batch = receive(row(prices="20.000"), by=agency, sha256="b" * 64)
    business = Business.objects.get()
    before = batch.rows.get().before
    assert before["business"]["prices_text"] == ["15.000", "20.000"]
    assert before["owner"] == {"id": business.owner_id, "nik": ["", business.owner.nik]}
    assert before["business"]["fingerprint"][1] == business.fingerprint


def test_a_new_business_of_a_known_person_remembers_what_it_told_of_them(agency):
    receive(row(), by=agency)
    owner = Owner.objects.get()
    batch = receive(row(name="Salon", phone=""), by=agency, sha256="b" * 64)
    assert batch.rows.get().before is None
    Owner.objects.update(phone="")
    batch = receive(row(name="Bengkel"), by=agency, sha256="c" * 64)
    assert batch.rows.get().before == {"owner": {"id": owner.pk, "phone": ["", "+6281000005001"]}}
