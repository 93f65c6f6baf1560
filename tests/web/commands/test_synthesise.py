import pytest
from django.core.management import call_command

from laju.engines.sheets import read_sheets


def test_synthesise_writes_sheets_and_says_what_is_in_them(tmp_path, capsys):
    call_command("synthesise", businesses=200, seed=4, out=str(tmp_path))
    told = capsys.readouterr().out
    assert "200 baris usaha: 190 usaha milik 184 orang" in told
    assert str(tmp_path / "truth.parquet") in told
    assert "rekaan" in told
    assert sum(len(read_sheets(path=path)) for path in tmp_path.glob("12*")) == 33


@pytest.mark.parametrize("wrong", [{"businesses": 0}, {"seed": -1}, {"xlsx": 1.5}])
def test_synthesise_refuses_what_makes_no_sense(tmp_path, capsys, wrong):
    with pytest.raises(SystemExit):
        call_command("synthesise", out=str(tmp_path / "new"), **wrong)
    assert "paling sedikit 1" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_synthesise_says_when_the_folder_cannot_be_written(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit):
        call_command("synthesise", businesses=10, out=str(tmp_path / "file"))
    assert "tidak dapat ditulis" in capsys.readouterr().err
