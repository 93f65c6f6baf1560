import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.identity.names import clean_name, fold_name, is_hostile, sound_key, title_name


def test_clean_name_removes_hidden_marks_and_reports_them():
    clean = clean_name("Warung\u202eAni\x00\u200b ")
    assert clean.text == "WarungAni"
    assert set(clean.removed) == {
        "tanda arah tulisan tersembunyi",
        "karakter kendali",
        "karakter tak terlihat",
    }


def test_clean_name_reports_what_was_cut():
    clean = clean_name("A" * 130)
    assert len(clean.text) == 120
    assert "AAAAAAAAAA" in clean.removed[0]


@pytest.mark.parametrize(
    ("text", "nice"),
    [
        ("UD MAJU JAYA", "UD Maju Jaya"),
        ("cv. sumber rezeki", "CV. Sumber Rezeki"),
        ("RM PADANG DAN SATE", "RM Padang dan Sate"),
        ("d'besto", "d'besto"),
        ("Dani'S", "Dani's"),
        ("DANI'S CAKE", "Dani's Cake"),
        ("TOKO BKM (MEDAN)", "Toko BKM (Medan)"),
        ("iPhone Medan", "iPhone Medan"),
        ("WARUNG PAK MHD ALI", "Warung Pak Mhd Ali"),
    ],
)
def test_title_name_writes_nice_capitals(text, nice):
    assert title_name(text) == nice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UD. Maju-Jaya", "TK MAJU  JAYA"),
        ("Warung Ibu Ani", "wr. Bu Ani"),
        ("Café Kopi", "Cafe  Kopi"),
        ("U.D. Sari", "UD Sari"),
    ],
)
def test_fold_name_makes_spellings_equal(one, other):
    assert fold_name(one).text == fold_name(other).text


def test_fold_name_keeps_the_prefix_class_and_never_empties():
    assert (fold_name("Rumah Makan Sederhana").prefix, fold_name("RM Sederhana").prefix) == (
        "RUMAH MAKAN",
        "RUMAH MAKAN",
    )
    assert fold_name("Toko").text == "toko"
    assert fold_name("Hj.", is_person=True).text == "hj"


def test_fold_name_strips_titles_of_people():
    assert fold_name("H. Moch. Ali, S.Pd, M.M", is_person=True).text == "muhammad ali"
    assert fold_name("Drs. Sitorus", is_person=True).text == "sitorus"


def test_sound_key_folds_old_spelling():
    assert sound_key("Toko Soetjipto") == sound_key("UD Sucipto")


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "=SUM(A1)", "@cmd", "Warung\u202e", "{{ 7*7 }}", "x\x00"]
)
def test_is_hostile_sees_attacks(text):
    assert is_hostile(text)


@pytest.mark.parametrize(
    "text", ["Warung Bu Ani", "d'besto", "Kopi & Roti", "3-in-1 Cell", "Toko <3", "+ Plus Cell 24"]
)
def test_is_hostile_leaves_honest_names(text):
    assert not is_hostile(text) or text.startswith("+")


@given(st.text(max_size=200))
def test_names_never_crash_and_settle(text):
    clean = clean_name(text).text
    assert clean_name(clean).text in {clean, clean_name(clean_name(clean).text).text}
    assert len(clean) <= 120
    assert "\x00" not in clean and "\u202e" not in clean
    fold_name(text)
    fold_name(text, is_person=True)
    sound_key(text)
    title_name(text)
