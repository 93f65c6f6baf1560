"""A site is old or new, never half; what has not changed is not touched."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.slugs import BadSlug
from laju.engines.sites import UnsafeSitePath, sweep_staging, write_batch, write_site, writing

OLD = {"index.html": b"lama", "penawaran.html": b"lama juga"}
NEW = {"index.html": b"baru", "penawaran.html": b"baru juga"}


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_write_site_puts_new_pages_in_place(tmp_path):
    result = write_site(root=tmp_path / "sites", slug="bolu-1", files=OLD)
    assert result.is_new
    assert set(result.written) == set(OLD)
    assert contents(tmp_path / "sites") == {f"bolu-1/{name}": text for name, text in OLD.items()}


def test_write_site_leaves_equal_bytes_untouched(tmp_path):
    write_site(root=tmp_path, slug="bolu-1", files=OLD)
    before = {path.name: path.stat() for path in (tmp_path / "bolu-1").iterdir()}
    folder = (tmp_path / "bolu-1").stat()
    again = write_site(root=tmp_path, slug="bolu-1", files=OLD)
    assert not again.is_changed
    assert again.unchanged == 2
    assert (tmp_path / "bolu-1").stat().st_mtime_ns == folder.st_mtime_ns
    for path in (tmp_path / "bolu-1").iterdir():
        assert path.stat().st_ino == before[path.name].st_ino
        assert path.stat().st_mtime_ns == before[path.name].st_mtime_ns


@pytest.mark.parametrize("can_exchange", [True, False])
def test_write_site_rewrites_only_what_changed(tmp_path, monkeypatch, can_exchange):
    if not can_exchange:
        monkeypatch.setattr(writing, "exchange", lambda one, other: False)
    third = {"ketiga.html": b"tetap"}
    write_site(root=tmp_path, slug="bolu-1", files=OLD | third)
    kept = (tmp_path / "bolu-1" / "ketiga.html").stat()
    result = write_site(root=tmp_path, slug="bolu-1", files=NEW | third)
    assert set(result.written) == set(NEW)
    now = (tmp_path / "bolu-1" / "ketiga.html").stat()
    assert (now.st_ino, now.st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)
    assert contents(tmp_path / "bolu-1") == NEW | third


@pytest.mark.parametrize("can_exchange", [True, False])
def test_write_site_removes_stale_pages_and_keeps_pictures(tmp_path, monkeypatch, can_exchange):
    if not can_exchange:
        monkeypatch.setattr(writing, "exchange", lambda one, other: False)
    write_site(root=tmp_path, slug="bolu-1", files=OLD)
    pictures = {"foto.webp": b"f", "posters/a.jpg": b"a", "posters/dalam/b.jpg": b"b"}
    for name, content in pictures.items():
        path = tmp_path / "bolu-1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    inode = (tmp_path / "bolu-1/foto.webp").stat().st_ino
    fresh = {"index.html": b"baru", "oktober.html": b"baru"}
    result = write_site(root=tmp_path, slug="bolu-1", files=fresh)
    assert result.removed == ("penawaran.html",)
    assert contents(tmp_path / "bolu-1") == fresh | pictures
    assert (tmp_path / "bolu-1/foto.webp").stat().st_ino == inode
    assert [path.name for path in tmp_path.iterdir()] == ["bolu-1"]


def test_write_site_keeps_a_picture_that_came_first(tmp_path):
    (tmp_path / "bolu-1").mkdir()
    (tmp_path / "bolu-1" / "foto.webp").write_bytes(b"f")
    write_site(root=tmp_path, slug="bolu-1", files=OLD)
    assert contents(tmp_path / "bolu-1") == OLD | {"foto.webp": b"f"}


def test_write_site_keeps_a_picture_that_came_during_the_exchange(tmp_path, monkeypatch):
    write_site(root=tmp_path, slug="bolu-1", files=OLD)
    real = writing.exchange

    def late(one, other):
        (other / "foto.webp").write_bytes(b"f")
        return real(one, other)

    monkeypatch.setattr(writing, "exchange", late)
    write_site(root=tmp_path, slug="bolu-1", files=NEW)
    assert contents(tmp_path / "bolu-1") == NEW | {"foto.webp": b"f"}


@pytest.mark.parametrize("slug", ["", "..", "a/b", "/etc", "A", "a\0b", "con", "-a", "a" * 61])
def test_write_site_refuses_a_path_that_leads_out(tmp_path, slug):
    with pytest.raises(BadSlug):
        write_site(root=tmp_path / "sites", slug=slug, files=OLD)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("name", ["../a.html", "a/b.html", "foto.webp", ".html", "A.html", "a.php"])
def test_write_site_refuses_what_is_no_page(tmp_path, name):
    with pytest.raises(UnsafeSitePath):
        write_site(root=tmp_path, slug="bolu-1", files={name: b"x"})
    assert contents(tmp_path) == {}


def test_write_site_does_not_follow_a_link_out_of_the_folder(tmp_path):
    (tmp_path / "outside").mkdir()
    root = tmp_path / "sites"
    root.mkdir()
    (root / "bolu-1").symlink_to(tmp_path / "outside")
    with pytest.raises(UnsafeSitePath):
        write_site(root=root, slug="bolu-1", files=OLD)
    assert contents(tmp_path / "outside") == {}


def test_write_batch_equals_writing_one_by_one(tmp_path):
    sites = [(f"usaha-{number}", {"index.html": b"%d" % number}) for number in range(25)]
    results = list(write_batch(root=tmp_path / "many", sites=iter(sites), batch=10))
    for slug, files in sites:
        write_site(root=tmp_path / "single", slug=slug, files=files)
    assert [result.slug for result in results] == [slug for slug, _ in sites]
    assert contents(tmp_path / "many") == contents(tmp_path / "single")
    assert not any(r.is_changed for r in write_batch(root=tmp_path / "many", sites=sites))


PAGES = st.dictionaries(
    st.sampled_from(["index.html", "a.html", "b.html", "c.html"]),
    st.binary(max_size=20),
    min_size=1,
)


@settings(max_examples=40, deadline=None)
@given(versions=st.lists(PAGES, min_size=1, max_size=4))
def test_write_site_ends_in_the_last_version(tmp_path_factory, versions):
    root = tmp_path_factory.mktemp("sites")
    for files in versions:
        result = write_site(root=root, slug="bolu-1", files=files)
        assert len(result.written) + result.unchanged == len(files)
        assert contents(root) == {f"bolu-1/{name}": text for name, text in files.items()}


WRITER = """
import sys
from pathlib import Path
from laju.engines.sites import write_batch
for turn in range(10_000):
    text = b"%d" % turn * 2000
    sites = [(f"usaha-{n}", {"index.html": text, "a.html": text}) for n in range(20)]
    for result in write_batch(root=Path(sys.argv[1]), sites=sites, batch=7):
        print(result.slug, flush=True)
"""


@pytest.mark.parametrize("results", [1, 8, 21, 35, 64, 130])
def test_killed_writer_leaves_whole_sites_only(tmp_path, results):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with writer:
        for _ in range(results):
            assert writer.stdout.readline().startswith(b"usaha-")
        writer.send_signal(signal.SIGKILL)
    for site in tmp_path.glob("usaha-*"):
        pages = {path.name: path.read_bytes() for path in site.iterdir()}
        assert set(pages) == {"index.html", "a.html"}
        assert len(set(pages.values())) == 1
        assert pages["index.html"]
    sweep_staging(tmp_path)
    assert not list(tmp_path.glob(".*"))


def test_sweep_staging_spares_a_writer_at_work(tmp_path):
    (tmp_path / f".laju-staging-{os.getpid()}-0").mkdir()
    assert sweep_staging(tmp_path) == 0
