"""`laju draw` needs only the published files, and says when they do not fit."""

import pytest
from django.core.management import call_command

from laju.core.bands import Band
from laju.core.draws import Draw, Entry, join_seed, run_draw, write_draw, write_result
from tests.apps.programme.curated import SIGNATURE

VALUE = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"
DRAW = Draw(2027, tuple(Entry(f"LJ-{n}", "12.71", Band.DRAW) for n in range(9)), {"12.71": 4})


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "undian-2027.jsonl"
    path.write_bytes(write_draw(DRAW).encode())
    return path


def result(seed):
    return write_result(run_draw(DRAW, seed=seed))


def test_draw_writes_the_published_result_to_the_byte(file, tmp_path, capsys):
    out = tmp_path / "hasil.jsonl"
    call_command("draw", file, seed=" 17  08 ", out=str(out))
    assert out.read_bytes() == result("17 08").encode()
    assert "4 terpilih dari 9" in capsys.readouterr().out
    call_command("draw", file, seed="17 08", result=str(out))
    assert "sampai ke bitnya" in capsys.readouterr().out


def test_draw_takes_beacon_and_dice_as_the_office_does(file, tmp_path):
    out = tmp_path / "hasil.jsonl"
    call_command("draw", file, beacon=SIGNATURE, dice="4 2 6", out=str(out))
    assert out.read_text() == result(join_seed(randomness=VALUE, dice="4 2 6"))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Benih undian masih kosong"),
        ({"beacon": "xyz"}, "tidak cocok"),
        ({"seed": "1", "result": "undian-2027.jsonl"}, "berbeda"),
        ({"seed": "1", "result": "tiada"}, "tidak ditemukan"),
    ],
)
def test_draw_refuses_with_a_remedy(file, monkeypatch, capsys, more, words):
    monkeypatch.chdir(file.parent)
    with pytest.raises(SystemExit):
        call_command("draw", file, **more)
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1]\n", b"PK\x03\x04"])
def test_draw_refuses_a_file_that_is_none(tmp_path, capsys, content):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(SystemExit):
        call_command("draw", path, seed="1")
    assert "Berkas undian tidak dapat dibaca" in capsys.readouterr().err
