import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.coding import Confirmed
from laju.core.coding.coder import is_inside
from laju.core.coding.words import Intent
from laju.core.kbli import Version
from laju.engines.coding import load_coder

OLD = load_coder(version=Version.KBLI_2020)
NEW = load_coder(version=Version.KBLI_2025)


def first(text, coder=OLD):
    return coder.suggest(text=text)[0].code


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("jual keripik ubi", "47249", "47249"),
        ("bikin keripik ubi", "10794", "10794"),
        ("jualan sayur di pajak", "47813", "47213"),
        ("bakso keliling", "56104", "56102"),
        ("ternak lele", "03221", "03221"),
        ("servis hp", "95120", "95102"),
        ("loundry kiloan", "96200", "96100"),
        ("tambal ban motor", "45407", "95320"),
        ("kebun kopi", "01270", "01271"),
        ("tenun ulos", "13122", "13122"),
        ("kede sampah", "47112", "47112"),
    ],
)
def test_suggest_reads_what_is_done_with_the_goods(text, old, new):
    assert (first(text), first(text, NEW)) == (old, new)


def test_suggest_offers_the_way_goods_are_sold():
    assert first("jual baju online") == "47912"
    assert first("jual sayur di pasar") == "47813"
    assert "47991" in {s.code for s in OLD.suggest(text="jual sayur keliling")[:2]}


def test_suggest_tells_the_words_behind_each_code():
    [best, *_] = OLD.suggest(text="Membuat kripik ubi")
    assert best.title.startswith("Industri Kerupuk, Keripik")
    assert best.why == "kata “keripik ubi”, olahan"


def test_suggest_reads_misspelt_words():
    assert first("menjual sembkao") == "47112"
    assert first("tukang jhait baju") == "14120"


def test_suggest_takes_a_list_of_goods_as_a_general_shop():
    assert first("jual beras, sabun, rokok, gula dan telur") == "47112"


def test_suggest_knows_nothing_of_empty_and_meaningless_text():
    assert OLD.suggest(text="") == []
    assert OLD.suggest(text="0812 3456 7890 !!") == []


def test_suggest_is_less_sure_of_a_vague_line_than_of_a_clear_one():
    clear, vague = OLD.suggest(text="jual gas elpiji")[0], OLD.suggest(text="jualan")[0]
    assert clear.score > 0.9 > vague.score


@given(st.text(max_size=120))
def test_suggest_takes_any_text(text):
    found = OLD.suggest(text=text)
    assert len(found) <= 5
    assert len({s.code for s in found}) == len(found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert all(0 < s.score <= 1 and s.why for s in found)


def test_suggest_puts_this_offices_choice_first_then_that_of_others():
    memory = [Confirmed("47192", 9), Confirmed("47112", 3, is_own=True)]
    found = OLD.suggest(text="sembako", memory=memory)
    assert [s.code for s in found[:2]] == ["47112", "47192"]
    assert found[0].why == "dipilih kantor ini 3 kali untuk kata yang sama"
    assert len({s.code for s in found}) == len(found) > 2


def test_suggest_is_nearly_certain_only_where_people_always_chose_the_same():
    [alone, *_] = OLD.suggest(text="sembako", memory=[Confirmed("47192", 5, is_own=True)])
    split = [Confirmed("47192", 5, is_own=True), Confirmed("47112", 5, is_own=True)]
    [torn, *_] = OLD.suggest(text="sembako", memory=split)
    assert (alone.code, alone.score) == ("47192", 0.99)
    assert torn.score < 0.6


def test_suggest_forgets_a_code_this_version_does_not_have():
    found = NEW.suggest(text="sayur", memory=[Confirmed("47813", 4, is_own=True)])
    assert "47813" not in {s.code for s in found}


@pytest.mark.parametrize(
    ("code", "intent"),
    [
        ("01121", Intent.GROW),
        ("10794", Intent.MAKE),
        ("45406", Intent.SELL),
        ("56102", Intent.SERVE),
        ("96200", Intent.SERVICE),
        ("95120", Intent.REPAIR),
        ("77100", Intent.RENT),
    ],
)
def test_is_inside_places_each_intent_in_its_divisions(code, intent):
    assert is_inside(code, intent)
    assert sum(is_inside(code, other) for other in Intent) <= 3
