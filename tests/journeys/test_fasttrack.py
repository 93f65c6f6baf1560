"""The whole main job from the command line: finished, interrupted, repeated, refused."""

import csv
import io
import json
import os
import random
import signal
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEADER = "No,Nama Usaha,Pemilik,No HP,Kab/Kota,Kecamatan,Kegiatan,Produk,Harga\n"
REGIONS = ("Kota Medan", "Kab. Toba", "Nias Selatan", "Binjai", "Deli Serdang")


def sheet(rows):
    lines = [
        f"{n},Warung Uji {n},Pemilik {n},0810-0000-{n:04d},{REGIONS[n % 5]},,"
        f"jual keripik ubi,keripik ubi; keripik pisang,15rb; 1{n % 9}.000"
        for n in range(1, rows + 1)
    ]
    return HEADER + "\n".join(lines) + "\n"


def environment():
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LAJU_")}
    clean.pop("DATABASE_URL", None)
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    return clean


def laju(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "laju.project.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        check=False,
        timeout=300,
        **options,
    )


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def summary(out):
    told = json.loads((out / "summary.json").read_text())
    outcomes = ("created", "updated", "unchanged", "duplicates", "rejected")
    assert told["rows_in"] == sum(told[name] for name in outcomes)
    return told


def results(out):
    """Return what a run left behind, without what names its own moment."""
    tables = ("businesses.csv", "calendar.csv", "ads.csv", "ranking.csv", "rejects.csv")
    told = {name: (out / name).read_text(encoding="utf-8-sig") for name in tables}
    pages = {
        str(path.relative_to(out)): path.read_bytes() for path in (out / "sites").rglob("*.html")
    }
    counts = {key: value for key, value in summary(out).items() if isinstance(value, int)}
    return told, pages, counts


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finished")
    path = folder / "dinas.csv"
    path.write_text(
        sheet(24) + "25,,,,Kota Medan,,,,\n26,Warung Uji 1,Pemilik 1,081000000001,KOTA MEDAN,,"
        "jual keripik ubi,keripik ubi; keripik pisang,15rb; 11.000\n"
        "27,Kopi Entah,Budi,,Kab. Atlantis,,kopi,,\n"
    )
    out = folder / "hasil"
    run = laju("fasttrack", path, "--out", out, "--month", "2027-03", "--budget-rupiah", 1234567)
    assert run.returncode == 0, run.stderr
    return path, out, run, summary(out)


def test_fasttrack_reconciles_and_leaves_everything_promised(finished):
    _, out, run, told = finished
    assert (told["rows_in"], told["rejected"]) == (27, 2)
    # The 26th row is the first once more, but for "15rb" and spelling: a repeat or a near one.
    assert told["created"] + told["duplicates"] == 25
    assert told["sites"] == told["businesses"] == 24
    assert told["pages"] == 2 * told["sites"]
    assert told["posters"] == 6 * told["sites"]
    assert told["rupiah_total"] == 1234567
    assert "Baris masuk 27" in run.stdout
    for name in ("index.html", "sites/sitemap.xml", "sites/index.html", "warnings.csv"):
        assert (out / name).stat().st_size > 0


def test_fasttrack_tables_agree_with_each_other(finished):
    _, out, _, told = finished
    businesses = table(out / "businesses.csv")
    live = [row for row in businesses if row["site"]]
    assert len(live) == told["sites"]
    assert all((out / row["site"]).exists() for row in live)
    posts = table(out / "calendar.csv")
    assert len(posts) == told["posts"]
    assert all((out / post["poster"]).exists() for post in posts)
    assert {post["date"][:7] for post in posts} == {"2027-03"}
    assert sum(int(row["rupiah"]) for row in table(out / "ads.csv")) == 1234567
    assert {(row["file"], row["row"]) for row in table(out / "rejects.csv")} == {
        ("dinas.csv", "26"),
        ("dinas.csv", "28"),
    }
    assert len(table(out / "ranking.csv")) == told["sites"]


def test_fasttrack_again_changes_nothing(finished):
    path, out, _, _ = finished
    before = {p: p.stat().st_mtime_ns for p in (out / "sites").rglob("*.html")}
    run = laju("fasttrack", path, "--out", out, "--month", "2027-03", "--budget-rupiah", 1234567)
    assert run.returncode == 0, run.stderr
    told = summary(out)
    assert (told["created"], told["updated"]) == (0, 0)
    assert told["unchanged"] + told["duplicates"] == 25
    assert told["sites"] == told["businesses"] == 24
    assert {p: p.stat().st_mtime_ns for p in (out / "sites").rglob("*.html")} == before
    assert laju("verify", "--out", out).returncode == 0


def test_verify_finds_a_page_changed_behind_our_back_and_puts_it_right(finished):
    _, out, _, _ = finished
    page = next((out / "sites").glob("*/index.html"))
    kept = page.read_bytes()
    page.write_bytes(kept.replace(b"</body>", b"<p>slot gacor</p></body>"))
    run = laju("verify", "--out", out)
    assert run.returncode == 1
    assert "berubah sejak diterbitkan" in run.stdout
    assert laju("verify", "--out", out, "--repair").returncode == 0
    assert page.read_bytes() == kept
    assert laju("verify", "--out", out).returncode == 0


def test_fasttrack_killed_anywhere_finishes_as_if_it_had_not_been(tmp_path):
    path = tmp_path / "dinas.csv"
    path.write_text(sheet(40))
    options = ("--month", "2027-03", "--no-posters")
    whole, broken = tmp_path / "utuh", tmp_path / "terputus"
    assert laju("fasttrack", path, "--out", whole, *options).returncode == 0
    chance = random.Random(7)
    command = [sys.executable, "-m", "laju.project.cli", "fasttrack", str(path)]
    for _ in range(5):
        process = subprocess.Popen(
            [*command, "--out", str(broken), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment(),
        )
        time.sleep(chance.uniform(0.8, 3.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert laju("fasttrack", path, "--out", broken, *options).returncode == 0
    told, pages, counts = results(broken)
    if counts["created"]:  # otherwise a run had finished before it could be killed
        assert (told, pages, counts) == results(whole)
    assert len(pages) == len(results(whole)[1])


def test_fasttrack_takes_a_changed_sheet_over(tmp_path):
    path, out = tmp_path / "dinas.csv", tmp_path / "hasil"
    path.write_text(sheet(6))
    assert laju("fasttrack", path, "--out", out, "--no-posters").returncode == 0
    path.write_text(sheet(7).replace("15rb; 13.000", "16rb; 13.000"))
    assert laju("fasttrack", path, "--out", out, "--no-posters").returncode == 0
    told = summary(out)
    assert (told["created"], told["updated"], told["unchanged"]) == (1, 1, 5)
    assert told["sites"] == 7
    [page] = (out / "sites").glob("warung-uji-3-*/index.html")
    assert "Rp16.000" in page.read_text()


def zip_bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", "<x/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 450_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("kosong.csv", b"", "kosong"),
        ("judul.csv", HEADER.encode(), "hanya berisi judul"),
        ("surat.xlsx", b"%PDF-1.7 surat", "PDF"),
        ("bom.xlsx", zip_bomb, "mengembang"),
        ("tidak-ada.csv", None, "tidak ditemukan"),
    ],
)
def test_fasttrack_says_in_one_sentence_why_nothing_could_be_read(tmp_path, name, content, says):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content() if callable(content) else content)
    run = laju("fasttrack", path, "--out", tmp_path / "hasil", "--no-posters")
    assert run.returncode == 2
    assert says in run.stderr
    assert "Traceback" not in run.stderr


def test_fasttrack_keeps_the_good_file_beside_a_bad_one(tmp_path):
    good, bad = tmp_path / "baik.csv", tmp_path / "rusak.xlsx"
    good.write_text(sheet(3))
    bad.write_bytes(b"PK\x03\x04 bukan buku kerja")
    run = laju("fasttrack", bad, good, "--out", tmp_path / "hasil", "--no-posters")
    assert run.returncode == 0
    assert summary(tmp_path / "hasil")["sites"] == 3
    assert "Tidak terbaca: rusak.xlsx" in run.stdout


def test_fasttrack_lets_no_hostile_name_out(tmp_path):
    path, out = tmp_path / "jahat.csv", tmp_path / "hasil"
    path.write_bytes(
        b"nama usaha;kab/kota;hp;kegiatan\n"
        b'"<script>alert(1)</script>";Medan;081000000001;jual kue\n'
        b"=cmd|'/c calc'!A1;Medan;081000000002;=1+1\n"
        + "\u202eterbalik;Medan;081000000003;x\n".encode()
        + b"Nul\x00Nul;Binjai;081000000004;roti\n"
        + b"A" * 10_000
        + b";Medan;081000000005;nasi\n"
    )
    run = laju("fasttrack", path, "--out", out, "--no-posters")
    assert run.returncode == 0, run.stderr
    pages = [p.read_text() for p in (out / "sites").rglob("*.html")]
    assert len(pages) > 10
    assert not any("<script>alert" in page or "\u202e" in page for page in pages)
    for path in out.glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not any(cell.startswith(("=", "@", "\t")) for cell in row)


@pytest.mark.local_data
@pytest.mark.parametrize(
    ("name", "rows", "area"),
    [
        ("solo_2023_mentah.csv", 11_157, "33"),  # 11,165 records, of which 8 hold separators only
        ("cimahi_leuwigajah_2014.xlsx", 204, "32"),
        ("jatim_survei_2008_2017.csv", 200, "35"),
        ("bandung_kuliner_menu.csv", 515, "32"),
    ],
)
def test_fasttrack_on_real_sheets_loses_no_row(tmp_path, name, rows, area):
    path = ROOT.parent / "shared" / "data" / "umkm" / name
    if not path.exists():
        pytest.skip("needs a real sheet that may not be shipped")
    run = laju("fasttrack", path, "--out", tmp_path, "--no-posters", "--limit", 40)
    assert run.returncode == 0, run.stderr
    told = summary(tmp_path)
    assert told["rows_in"] == rows
    assert told["area"] == area
    assert told["sites"] == 40


def huge_picture():
    """Return a PNG of 50,000 x 50,000 pixels in a third of a megabyte."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packer = zlib.compressobj(9)
    line = b"\0" * (50_000 // 8 + 1)
    packed = b"".join(packer.compress(line) for _ in range(50_000)) + packer.flush()
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def test_fasttrack_refuses_bad_photos_and_keeps_their_businesses(tmp_path):
    path, out = tmp_path / "foto.csv", tmp_path / "hasil"
    (tmp_path / "besar.png").write_bytes(huge_picture())
    (tmp_path / "palsu.jpg").write_bytes(b"<svg onload=alert(1)>")
    path.write_text(
        "nama usaha,kab/kota,hp,kegiatan,foto\n"
        "Kue Ani,Medan,081000000001,jual kue,besar.png\n"
        "Roti Budi,Medan,081000000002,jual roti,palsu.jpg\n"
        "Teh Cici,Medan,081000000003,jual teh,../../etc/passwd\n"
    )
    run = laju("fasttrack", path, "--out", out, "--no-posters")
    assert run.returncode == 0, run.stderr
    assert summary(out)["sites"] == 3
    told = {(row["row"], row["value"]): row["reason"] for row in table(out / "warnings.csv")}
    assert "50000" in told["2", "besar.png"]
    assert "bukan foto" in told["3", "palsu.jpg"]
    assert len(told) == 2
