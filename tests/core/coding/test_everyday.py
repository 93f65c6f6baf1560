from laju.core.coding.everyday import Lexicon, read_everyday
from laju.core.coding.words import Intent
from laju.core.kbli import Version

ROWS = [
    {"words": "keripik|keripik ubi", "codes": "make:10794 sell:47249/47829", "weight": ""},
    {"words": "kopi", "codes": "grow:01270>01271 serve:56304", "weight": "0.35"},
    {"words": "cat rumah", "codes": "service:43303", "weight": ""},
]
SUCCESSORS = {"10794": ["10794"], "47249": ["47249"], "47829": ["47249"], "56304": ["56304"]}


def read(version=Version.KBLI_2020):
    return read_everyday(rows=ROWS, version=version, successors=SUCCESSORS)


def test_read_everyday_gives_the_codes_of_each_version():
    old, new = read(), read(Version.KBLI_2025)
    assert [entry.words for entry in old] == [
        ("keripik",),
        ("keripik", "ubi"),
        ("kopi",),
        ("cat", "rumah"),
    ]
    assert old[0].codes == {Intent.MAKE: ("10794",), Intent.SELL: ("47249", "47829")}
    assert new[0].codes[Intent.SELL] == ("47249",)  # two ways of selling became one code
    assert (old[2].codes[Intent.GROW], new[2].codes[Intent.GROW]) == (("01270",), ("01271",))
    assert (old[0].weight, old[2].weight) == (1.0, 0.35)


def found(text, fillers=()):
    words = text.split()
    hits = Lexicon(read()).find(words, words, [1.0] * len(words), fillers)
    return [hit.said for hit in hits]


def test_find_takes_the_longest_entry_and_uses_each_word_once():
    assert found("kopi keripik ubi") == ["kopi", "keripik ubi"]


def test_find_lets_a_filler_count_inside_an_entry_only():
    assert found("cat rumah", {"rumah"}) == ["cat rumah"]
    assert found("keripik rumah", {"rumah"}) == ["keripik"]


def test_find_is_surer_of_entries_with_more_words_and_less_of_guessed_ones():
    lexicon = Lexicon(read())
    [long] = lexicon.find(["keripik", "ubi"], ["keripik", "ubi"], [1.0, 1.0])
    [guessed] = lexicon.find(["keripik"], ["keripik"], [0.7])
    assert long.sureness > 1 > guessed.sureness


def test_add_stems_finds_entries_by_their_roots():
    lexicon = Lexicon(
        read_everyday(
            rows=[{"words": "jahitan", "codes": "make:14120", "weight": ""}],
            version=Version.KBLI_2020,
            successors={},
        )
    )
    assert not lexicon.find(["menjahit"], ["jahit"], [1.0])
    lexicon.add_stems({"jahitan": "jahit"})
    assert lexicon.find(["menjahit"], ["jahit"], [1.0])
