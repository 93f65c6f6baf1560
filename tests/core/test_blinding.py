import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.blinding import COMMON, STRUCK, strike_out

names_any = st.lists(st.text(alphabet="abcdeABZ éß-", max_size=14), max_size=3)


@given(st.text(alphabet="abcdeABZ éß-.,0123456789@", max_size=80), names_any)
def test_no_word_of_a_name_is_left(text, names):
    left = strike_out(text, names=names)
    for name in names:
        for word in re.findall(r"\w+", name):
            if len(word) >= 3 and word.casefold() not in COMMON:
                assert not re.search(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", left)


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("Kopi Ani dari Balige", ["Ani br. Siregar", "Balige"], f"Kopi {STRUCK} dari {STRUCK}"),
        ("pesan ke 0812 3456 7890 ya", [], f"pesan ke {STRUCK} ya"),
        ("pesan ke +62 812-3456-7890", [], f"pesan ke {STRUCK}"),
        ("ig @kopiani, www.kopiani.id", [], f"ig {STRUCK}"),
        ("surat ani@contoh.id", [], f"surat {STRUCK}"),
        ("NIB 1234567890123", [], f"NIB {STRUCK}"),
        ("harga 15.000 sampai 20.000", ["Ani"], "harga 15.000 sampai 20.000"),
        ("Omzet 120.000.000 setahun", [], "Omzet 120.000.000 setahun"),
        ("ANI menjual animasi", ["Ani"], f"{STRUCK} menjual animasi"),
        ("Keripik pedas", ["Keripik Jaya"], "Keripik pedas"),
        ("", ["Ani"], ""),
    ],
)
def test_strike_out_takes_what_leads_to_a_person_and_leaves_the_rest(text, names, wanted):
    assert strike_out(text, names=names) == wanted
