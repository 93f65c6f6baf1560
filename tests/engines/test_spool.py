import stat
import subprocess
import sys
from datetime import date

import pytest

from laju.engines import spool
from laju.engines.spool import (
    LineTooLong,
    SpoolFull,
    append,
    days_in,
    lines_of,
    secret_of,
    throw_away,
)

DAY, NEXT = date(2027, 3, 1), date(2027, 3, 2)


def read(folder, on=DAY):
    with lines_of(folder=folder, on=on) as lines:
        return list(lines)


def test_append_keeps_lines_in_order_per_day(tmp_path):
    for line in ("a\n", "b\n"):
        append(folder=tmp_path, on=DAY, line=line)
    append(folder=tmp_path, on=NEXT, line="c\n")
    assert (read(tmp_path), read(tmp_path, NEXT)) == (["a\n", "b\n"], ["c\n"])
    assert days_in(folder=tmp_path) == [DAY, NEXT]


def test_lines_of_a_day_without_any(tmp_path):
    assert read(tmp_path) == []


def test_lines_of_leaves_a_line_that_is_still_on_its_way(tmp_path):
    append(folder=tmp_path, on=DAY, line="a\n")
    append(folder=tmp_path, on=DAY, line="half")
    assert read(tmp_path) == ["a\n"]


def test_append_refuses_a_line_that_could_be_torn(tmp_path):
    with pytest.raises(LineTooLong):
        append(folder=tmp_path, on=DAY, line="x" * 500)


def test_append_stops_when_a_day_is_full(tmp_path, monkeypatch):
    append(folder=tmp_path, on=DAY, line="a\n")
    monkeypatch.setattr(spool, "MOST_BYTES", 1)
    with pytest.raises(SpoolFull):
        append(folder=tmp_path, on=DAY, line="b\n")


def test_append_begins_anew_after_a_day_was_thrown_away(tmp_path):
    append(folder=tmp_path, on=DAY, line="a\n")
    first = secret_of(folder=tmp_path, on=DAY)
    throw_away(folder=tmp_path, on=DAY)
    assert list(tmp_path.iterdir()) == []
    append(folder=tmp_path, on=DAY, line="b\n")
    assert read(tmp_path) == ["b\n"]
    assert len(first) == 32


def test_files_are_ours_alone(tmp_path):
    folder = tmp_path / "visits"
    append(folder=folder, on=DAY, line="a\n")
    secret_of(folder=folder, on=DAY)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert (stat.S_IMODE(folder.stat().st_mode), modes) == (0o700, {0o600})


def test_secret_of_is_one_for_all_processes_and_another_each_day(tmp_path):
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from laju.engines.spool import secret_of;"
        "print(secret_of(folder=Path(sys.argv[1]), on=date(2027, 3, 1)).hex())"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    told = {run.communicate()[0] for run in runs}
    assert told == {f"{secret_of(folder=tmp_path, on=DAY).hex()}\n"}
    assert secret_of(folder=tmp_path, on=NEXT) != secret_of(folder=tmp_path, on=DAY)


def test_append_by_many_processes_tears_no_line(tmp_path):
    code = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from laju.engines.spool import append\n"
        "for n in range(2000): append(folder=Path(sys.argv[1]), on=date(2027, 3, 1), line=f'{sys.argv[2]} {n}\\n')"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), word])
        for word in ("a" * 60, "b" * 70, "c" * 80)
    ]
    assert [run.wait() for run in runs] == [0, 0, 0]
    lines = read(tmp_path)
    assert len(lines) == len(set(lines)) == 6000
    assert {len(line.split()[0]) for line in lines} == {60, 70, 80}
    assert (tmp_path / "2027-03-01.log").stat().st_size == sum(map(len, lines))
