import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.bands import Band
from laju.core.draws import (
    BadDrawFile,
    Draw,
    Entry,
    hash_text,
    join_seed,
    read_draw,
    run_draw,
    seats_for,
    write_draw,
    write_result,
)
from laju.core.selection import SeedMissing
from laju.web.public import undian

GROUPS = ["12.01", "12.71", "12.71/FOOD"]
seats_any = st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 6))
entries_any = st.lists(
    st.builds(
        Entry,
        st.text(alphabet="ABJL0123456789-é", min_size=1, max_size=9),
        st.sampled_from(GROUPS),
        st.sampled_from(Band),
    ),
    unique_by=lambda entry: entry.key,
    max_size=25,
)
draws_any = st.builds(
    Draw,
    st.integers(2000, 2100),
    entries_any.map(tuple),
    seats_any,
    st.lists(seats_any, max_size=3),
    st.just({"chain": "abc", "round": 7}),
)
seeds = st.text(min_size=1, max_size=20).filter(str.strip)


@given(draws_any, seeds)
def test_the_public_script_repeats_the_draw_to_the_byte(draw, seed):
    text = write_draw(draw)
    assert undian.draw(text, seed) == write_result(run_draw(read_draw(text), seed=seed))


@given(draws_any, seeds)
def test_run_draw_fills_the_seats_with_those_who_may(draw, seed):
    seats = seats_for(draw, seed=seed)
    drawn = run_draw(draw, seed=seed)
    assert sorted(row.key for row in drawn) == sorted(entry.key for entry in draw.entries)
    bands = {entry.key: entry.band for entry in draw.entries}
    for group in GROUPS:
        here = [row for row in drawn if row.group == group]
        chosen = [row for row in here if row.outcome == "CHOSEN"]
        able = [row for row in here if bands[row.key] is not Band.OUT]
        assert len(chosen) == min(seats.get(group, 0), len(able))
        assert not [r for r in chosen if bands[r.key] is Band.OUT]
        assert [r.place for r in able] == list(range(1, len(able) + 1))
        drawn_lots = [r.ticket for r in able if bands[r.key] is Band.DRAW]
        assert drawn_lots == sorted(drawn_lots)
        if any(bands[r.key] is Band.DRAW for r in chosen):
            assert not [r for r in able if bands[r.key] is Band.IN and r not in chosen]


@given(draws_any, seeds, st.randoms(use_true_random=False))
def test_a_draw_does_not_depend_on_the_order_of_rows(draw, seed, shuffler):
    entries = list(draw.entries)
    shuffler.shuffle(entries)
    other = Draw(draw.cohort, tuple(entries), draw.seats, draw.panels, draw.beacon)
    assert write_draw(other) == write_draw(draw)
    assert run_draw(other, seed=seed) == run_draw(draw, seed=seed)


def test_every_applicant_of_the_lottery_has_the_same_chance():
    """2,000 seeds, 10 in the lottery, 3 seats: each wins 600 times, give or take 4 deviations."""
    draw = Draw(1, tuple(Entry(f"k{n}", "g", Band.DRAW) for n in range(10)), {"g": 3})
    wins = dict.fromkeys((f"k{n}" for n in range(10)), 0)
    for seed in range(2000):
        for row in run_draw(draw, seed=f"benih {seed}"):
            wins[row.key] += row.outcome == "CHOSEN"
    spread = (2000 * 0.3 * 0.7) ** 0.5
    assert sum(wins.values()) == 6000
    assert all(abs(count - 600) < 4 * spread for count in wins.values())


def test_the_script_runs_alone(tmp_path):
    draw = Draw(
        2027, (Entry("LJ-1", "12.71", Band.IN), Entry("LJ-2", "12.71", Band.DRAW)), {"12.71": 1}
    )
    file = tmp_path / "undian.jsonl"
    file.write_bytes(write_draw(draw).encode())
    script = tmp_path / "undian.py"
    script.write_bytes(Path(undian.__file__).read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", script, file, " 17  08 45 "],
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.decode() == write_result(run_draw(draw, seed="17 08 45"))
    assert hash_text(write_draw(draw)).encode() in done.stderr
    assert (
        subprocess.run([sys.executable, "-I", script], capture_output=True, check=False).returncode
        == 2
    )


def test_a_ticket_is_what_sha256sum_prints():
    row = run_draw(Draw(1, (Entry("LJ-000042-7", "g", Band.DRAW),), {"g": 1}), seed="17 08 45")[0]
    assert row.ticket == hashlib.sha256(b"17 08 45|LJ-000042-7").hexdigest()


TEXT = write_draw(Draw(2027, (Entry("a", "g", Band.IN), Entry("b", "g", Band.OUT)), {"g": 1}))


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "\n",
        "[]\n",
        "null\n",
        TEXT.replace("OUT", "IN").replace('"a"', '"b"'),
        TEXT.replace('"g":1', '"g":1.5'),
        TEXT.replace('"g":1', '"g":-1'),
        TEXT.replace('"g":1', '"g":true'),
        TEXT.replace("laju-undian-1", "laju-undian-9"),
        TEXT + " ",
        TEXT.replace("\n", "\r\n"),
        TEXT[:-1],
        json.dumps({"format": "laju-undian-1"}) + "\n",
        "[" * 100_000,
    ],
)
def test_read_draw_refuses_a_file_that_was_touched(spoilt):
    with pytest.raises(BadDrawFile):
        read_draw(spoilt)


def test_read_draw_reads_what_was_written():
    assert write_draw(read_draw(TEXT)) == TEXT


def test_a_draw_needs_a_seed():
    with pytest.raises(SeedMissing):
        run_draw(read_draw(TEXT), seed=" ")
    with pytest.raises(SeedMissing):
        join_seed(randomness=" ", dice="")
