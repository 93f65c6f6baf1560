"""The index by itself: built, changed, broken, read while it is written."""

import stat
import subprocess
import sys
import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.engines.search import (
    Broken,
    Line,
    Manifest,
    Narrowing,
    ask,
    build_index,
    count_indexed,
    current_manifest,
    indexed_among,
    open_index,
    read,
    remember,
    update_index,
    writing,
)

ALL = Narrowing()


def line(number, name="Toko Maju", owner="Ani Contoh", region="12.71", **told):
    known = {
        "place": "Medan Kota Medan",
        "about": "",
        "phones": "",
        "sector": "FOOD",
        "size": "MICRO",
    }
    known |= {"kbli": "10761"} | told
    return Line(id=number, names=name, owner=owner, region=region, **known)


@pytest.fixture
def folder(tmp_path):
    """An index of three businesses."""
    folder = tmp_path / "search"
    build(
        folder,
        line(1, "Keripik Singkong Maju", "Siti Suryani", phones="+6281234567890 +62617001122"),
        line(2, "Warung Bu Ani", "Ani Siregar", sector="RETAIL", about="nasi goreng"),
        line(3, "Ulos Rotua", "Rotua Penanda", "12.12", place="Balige Toba", size="SMALL"),
    )
    return folder


def build(folder, *lines):
    with writing(folder) as is_mine:
        assert is_mine
        return build_index(folder=folder, lines=lines, manifest=Manifest("here"))


def found(folder, text, narrowing=ALL, **told):
    answer = ask(opened=open_index(folder), asked=read(text), narrowing=narrowing, limit=10, **told)
    return [*answer.exact, *answer.alike]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("keripik", 1), ("kripik singkog", 1), ("soerjani", 1), ("majusingkong", 1), ("4567", 1),
        ("7001122", 1), ("061 700 1122", 1), ("nasi", 2), ("siregar medan", 2), ("siergar", 2),
        ("rotua balige", 3), ("ulso", 3), ("toba", 3), ("Ulos   ROTUA!!", 3),
    ],
)  # fmt: skip
def test_ask_finds_first(folder, text, number):
    assert found(folder, text)[:1] == [number]


@pytest.mark.parametrize(
    ("narrowing", "numbers"),
    [
        (Narrowing(regions=frozenset({"12.71"})), {1, 2}),
        (Narrowing(regions=frozenset({"12"})), {1, 2, 3}),
        (Narrowing(regions=frozenset({"13"})), set()),
        (Narrowing(regions=frozenset()), set()),
        (Narrowing(region="12.12"), {3}),
        (Narrowing(sector="RETAIL"), {2}),
        (Narrowing(size="SMALL"), {3}),
        (Narrowing(kbli="10"), {1, 2, 3}),
        (Narrowing(kbli="47"), set()),
        (Narrowing(among=frozenset({2, 3, 99})), {2, 3}),
        (Narrowing(among=frozenset()), set()),
        (Narrowing(without=frozenset({1})), {2, 3}),
        (Narrowing(regions=frozenset({"12.71"}), region="12.12"), set()),
    ],
)
@pytest.mark.parametrize("text", ["a", "an", "ani rotua keripik"])
def test_ask_stays_within(folder, narrowing, numbers, text):
    told = found(folder, text, narrowing)
    assert set(told) <= numbers
    if text == "ani rotua keripik":  # all are alike in something
        assert set(told) == numbers


def test_ask_counts_and_pages_those_with_every_word(tmp_path):
    folder = tmp_path / "search"
    build(folder, *(line(n, f"Toko Maju {n}") for n in range(1, 31)))
    pages = [
        ask(
            opened=open_index(folder),
            asked=read("toko maju"),
            narrowing=ALL,
            limit=10,
            offset=10 * page,
        )
        for page in range(4)
    ]
    assert [page.total for page in pages] == [30] * 4
    assert [len(page.exact) for page in pages] == [10, 10, 10, 0]
    assert {number for page in pages for number in page.exact} == set(range(1, 31))
    assert not any(page.alike for page in pages)


def test_ask_gives_nobody_twice(folder):
    answer = ask(opened=open_index(folder), asked=read("ani"), narrowing=ALL, limit=10)
    assert len({*answer.exact, *answer.alike}) == len(answer.exact) + len(answer.alike)


@given(st.text(max_size=300))
def test_read_bears_any_text(text):
    asked = read(text)
    assert all(number.isdigit() and len(number) >= 4 for number in asked.numbers)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "*", '"', "name:ani OR 1=1", "[a TO z]", "/.*/", "-ani", "(((", "\\", "a" * 10_000,
     "ani " * 5_000, "\u202eina", "🍜🍜🍜", "nasi\u0301", "%", "_", "0" * 5_000, "word:*", "\ud83c"],
)  # fmt: skip
def test_ask_bears_hostile_texts(folder, text):
    assert set(found(folder, text)) <= {1, 2, 3}


def test_update_index_adds_replaces_and_takes_out(folder):
    with writing(folder):
        update_index(
            folder=folder, lines=[line(2, "Kedai Baru Sekali"), line(4, "Salon Melur")], gone=[3]
        )
    assert count_indexed(opened=open_index(folder)) == 3
    assert indexed_among(opened=open_index(folder), ids=range(10)) == {1, 2, 4}
    assert found(folder, "melur")[:1] == [4]
    assert found(folder, "kedai baru")[:1] == [2]
    assert 2 not in found(folder, "siregar")
    assert 3 not in found(folder, "rotua")


def test_open_index_holds_what_it_showed_until_it_is_opened_again(folder):
    before = open_index(folder)
    with writing(folder):
        update_index(folder=folder, lines=[line(9, "Salon Melur")], gone=[])
    assert ask(opened=before, asked=read("melur"), narrowing=ALL, limit=5).exact == ()
    assert found(folder, "melur")[:1] == [9]


def test_build_index_swaps_in_one_step_and_leaves_one_folder(folder):
    before = open_index(folder)
    build(folder, line(5, "Salon Melur"))
    assert ask(opened=before, asked=read("keripik"), narrowing=ALL, limit=5).exact == (1,)
    assert found(folder, "melur") == [5]
    assert len(list(folder.glob("index-*"))) == 1


def test_build_index_that_fails_leaves_the_one_in_use(folder):
    def lines():
        yield line(5)
        raise KeyError("nanti")

    with pytest.raises(KeyError), writing(folder):
        build_index(folder=folder, lines=lines(), manifest=Manifest("here"))
    assert found(folder, "keripik")[:1] == [1]
    assert len(list(folder.glob("index-*"))) == 1


def test_index_of_a_process_that_was_killed_while_building_stays_in_use(folder):
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from laju.engines.search import *\n"
        "def lines():\n"
        "    yield Line(7, 'Salon', '', '', '', '', '12.71', '', '', '')\n"
        "    os.kill(os.getpid(), 9)\n"
        "folder = Path(sys.argv[1])\n"
        "with writing(folder):\n"
        "    build_index(folder=folder, lines=lines(), manifest=Manifest('here'))\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert killed.returncode == -9
    assert found(folder, "keripik")[:1] == [1]
    assert build(folder, line(5, "Salon Melur")) == 1  # the lock went with the process
    assert len(list(folder.glob("index-*"))) == 1


def test_index_is_read_by_others_while_it_is_written(folder):
    wrong, stop = [], threading.Event()

    def look():
        while not stop.is_set():
            if found(folder, "keripik")[:1] != [1]:
                wrong.append("lost")

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(10, 20):
        with writing(folder):
            update_index(folder=folder, lines=[line(number, "Salon Melur")], gone=[])
    build(folder, line(1, "Keripik Singkong Maju"), line(2))
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_writing_is_for_one_at_a_time(folder):
    with writing(folder) as first, writing(folder) as second:
        assert (first, second) == (True, False)


def test_index_is_for_its_owner_only(folder):
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.glob("index-*"))]
    assert modes == [0o700, 0o700]


def test_index_keeps_no_text(folder):
    stored = b"".join(path.read_bytes() for path in folder.rglob("*.store"))
    assert b"Suryani" not in stored and b"1234567890" not in stored


@pytest.mark.parametrize("damage", ["absent", "pointer", "meta", "manifest", "format", "empty"])
def test_broken_index_is_told(folder, damage):
    [path] = folder.glob("index-*")
    match damage:
        case "absent":
            (folder / "current").unlink()
        case "pointer":
            (folder / "current").write_text("index-none")
        case "meta":
            (path / "meta.json").write_text("{")
        case "manifest":
            (path / "manifest.json").write_text('{"nanti": 1}')
        case "format":
            remember(folder, Manifest("here", format=0))
        case "empty":
            for file in path.glob("*.term"):
                file.unlink()
    with pytest.raises(Broken):
        (current_manifest(folder), found(folder, "keripik"))


def test_pointer_cannot_lead_out_of_the_folder(folder, tmp_path):
    (folder / "current").write_text("../../etc")
    with pytest.raises(Broken):
        open_index(folder)


def test_remember_keeps_the_manifest(folder):
    told = Manifest("here", mark=7, seen=1, highest=3)
    remember(folder, told)
    assert current_manifest(folder) == told
    assert not list(folder.rglob("*.new"))


def test_names_in_the_index_folder_change_with_each_build(folder):
    names = []
    for _ in range(3):
        build(folder, line(1))
        names.append((folder / "current").read_text())
    assert all(one != other for one, other in pairwise(names))
