import json
import os
import signal
import struct
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.engines import images, photo_desk
from laju.engines.images import (
    PhotoFileTooLarge,
    PhotoHoldsProgram,
    PhotoNotAPhoto,
    PhotoTooLarge,
    PhotoUnreadable,
    check_photo,
    open_photo,
    prepare_photo,
    take_photo,
)
from laju.engines.libvips import load_vips
from laju.engines.photo_headers import PhotoHeader, read_header
from laju.engines.photo_scripts import holds_script


def make_picture(width=900, height=600):
    """A colourful picture with sharp edges; its left half is red, its right half blue."""
    vips = load_vips()
    left = vips.Image.black(width // 2, height).new_from_image([220, 40, 30])
    right = vips.Image.black(width - width // 2, height).new_from_image([30, 60, 220])
    stripes = (vips.Image.xyz(width, height)[0] % 16 < 8).ifthenelse(30, 0)
    return (left.join(right, "horizontal") + stripes).cast("uchar").copy(interpretation="srgb")


def exif_with_gps(*, orientation):
    """EXIF as a phone writes it: orientation and a place (2 deg 20' N, 99 deg 3' E)."""
    gps_at = 8 + 2 + 2 * 12 + 4
    values_at = gps_at + 2 + 4 * 12 + 4
    main = struct.pack("<H", 2)
    main += struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    main += struct.pack("<HHII", 0x8825, 4, 1, gps_at) + struct.pack("<I", 0)
    gps = struct.pack("<H", 4)
    gps += struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0") + struct.pack("<HHII", 2, 5, 3, values_at)
    gps += struct.pack("<HHI4s", 3, 2, 2, b"E\0\0\0") + struct.pack(
        "<HHII", 4, 5, 3, values_at + 24
    )
    gps += struct.pack("<I", 0)
    values = struct.pack("<12I", 2, 1, 20, 1, 0, 1, 99, 1, 3, 1, 0, 1)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + main + gps + values


def with_exif(jpeg, exif):
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


@pytest.fixture
def jpeg():
    return make_picture().jpegsave_buffer(Q=85, keep="none")


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def png_bomb(side):
    """A square black PNG of `side` x `side` pixels, compressed piece by piece."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    press = zlib.compressobj(1)
    rows = bytes((side // 8 + 1) * 500)
    packed = b"".join(press.compress(rows) for _ in range(side // 500)) + press.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def test_check_photo_refuses_bomb_without_decoding(tmp_path, monkeypatch):
    path = write(tmp_path, "bomb.png", png_bomb(50_000))
    assert path.stat().st_size < 3_000_000

    def never(*args, **kwargs):
        pytest.fail("the bomb reached a decoder")

    monkeypatch.setattr(images, "ask_desk", never)
    monkeypatch.setattr(images, "load_vips", never)
    for refused in (check_photo, lambda path: prepare_photo(path=path, into=tmp_path / "out")):
        with pytest.raises(PhotoTooLarge, match="Foto terlalu besar: 50000 × 50000"):
            refused(path=path)
    with pytest.raises(PhotoTooLarge):
        open_photo(path=path, width=100, height=100)


def test_check_photo_refuses_huge_file(tmp_path, jpeg, monkeypatch):
    monkeypatch.setattr(images, "MAX_BYTES", 1000)
    with pytest.raises(PhotoFileTooLarge):
        check_photo(path=write(tmp_path, "a.jpg", jpeg))


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_check_photo_reads_the_three_formats(tmp_path, suffix):
    path = tmp_path / f"foto.{suffix}"
    make_picture().write_to_file(str(path))
    report = check_photo(path=path)
    assert (report.width, report.height) == (900, 600)
    assert report.format == {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[suffix]
    assert report.hints == ()


@pytest.mark.parametrize("options", [{"lossless": True}, {"lossless": False}])
@pytest.mark.parametrize("alpha", [True, False])
def test_read_header_knows_every_webp(tmp_path, options, alpha):
    picture = make_picture(333, 217)
    picture = picture.bandjoin(128) if alpha else picture
    path = tmp_path / "a.webp"
    picture.webpsave(str(path), **options)
    header = read_header(path)
    assert (header.format, header.width, header.height) == ("WEBP", 333, 217)


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"II*\x00\x08\x00\x00\x00",
        b"",
    ],
)
def test_check_photo_refuses_disguised_files(tmp_path, data):
    path = write(tmp_path, "foto.jpg", data)
    with pytest.raises(PhotoNotAPhoto) as refusal:
        check_photo(path=path)
    assert refusal.value.status == 415
    with pytest.raises(PhotoNotAPhoto):
        prepare_photo(path=path, into=tmp_path / "out")


@pytest.mark.parametrize("magic", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"])
def test_check_photo_refuses_magic_bytes_alone(tmp_path, magic):
    with pytest.raises(PhotoUnreadable):
        check_photo(path=write(tmp_path, "a.jpg", magic))


def test_prepare_photo_refuses_svg_behind_a_photo_header(tmp_path, jpeg):
    path = write(tmp_path, "a.jpg", jpeg[:400] + b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises((PhotoHoldsProgram, PhotoUnreadable)):
        prepare_photo(path=path, into=tmp_path / "out")
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_check_photo_refuses_truncated_files(tmp_path, jpeg, share):
    path = write(tmp_path, "a.jpg", jpeg[: int(len(jpeg) * share)])
    with pytest.raises(PhotoUnreadable) as refusal:
        check_photo(path=path)
    assert "Kirim ulang" in refusal.value.remedy
    with pytest.raises(PhotoUnreadable):
        open_photo(path=path, width=200, height=200)


def test_check_photo_names_a_missing_file(tmp_path):
    with pytest.raises(PhotoUnreadable):
        check_photo(path=tmp_path / "tiada.jpg")


def test_prepare_photo_turns_upright(tmp_path, jpeg):
    path = write(tmp_path, "a.jpg", with_exif(jpeg, exif_with_gps(orientation=6)))
    assert check_photo(path=path).width == 600
    made = prepare_photo(path=path, into=tmp_path / "out", widths=(300,))
    [small] = made
    assert (small.width, small.height) == (300, 450)
    # Orientation 6: what was left is now on top.
    picture = load_vips().Image.webpload(str(small.path))
    assert picture(150, 60)[0] > 150 > picture(150, 60)[2]
    assert picture(150, 390)[2] > 150 > picture(150, 390)[0]


def test_prepare_photo_leaves_no_place_and_no_device(tmp_path, jpeg):
    path = write(tmp_path, "a.jpg", with_exif(jpeg, exif_with_gps(orientation=1)))
    vips = load_vips()
    assert vips.Image.jpegload(str(path)).get_typeof("exif-ifd3-GPSLatitude")
    for made in prepare_photo(path=path, into=tmp_path / "out"):
        data = made.path.read_bytes()
        assert b"EXIF" not in data and b"Exif" not in data and b"XMP" not in data
        fields = vips.Image.webpload(str(made.path)).get_fields()
        assert not [name for name in fields if name.startswith(("exif", "xmp", "iptc", "icc"))]


def test_prepare_photo_writes_each_width_once_and_never_blows_up(tmp_path, jpeg):
    path = write(tmp_path, "a.jpg", jpeg)
    made = prepare_photo(path=path, into=tmp_path / "out", widths=(1200, 400, 800, 400))
    assert [file.width for file in made] == [400, 800, 900]
    assert all(file.path.stat().st_size == file.bytes for file in made)
    assert {file.name for file in (tmp_path / "out").iterdir()} == {file.path.name for file in made}


@pytest.mark.parametrize(
    "name", ["-rf.jpg", "a b;$(x)[1].jpg", "foto\u202egpj.jpg", "مصور.jpg", "a[page=2].jpg"]
)
def test_prepare_photo_survives_hostile_names(tmp_path, jpeg, name):
    made = prepare_photo(path=write(tmp_path, name, jpeg), into=tmp_path / "out", widths=(200,))
    for file in made:
        assert file.path.name.isascii() and " " not in file.path.name
        assert file.path.parent == tmp_path / "out"


def test_prepare_photo_lays_transparency_on_white(tmp_path):
    path = tmp_path / "a.png"
    make_picture().bandjoin(0).pngsave(str(path))
    made = prepare_photo(path=path, into=tmp_path / "out", widths=(200,))
    picture = load_vips().Image.webpload(str(made[0].path))
    assert picture.bands == 3 and min(picture(100, 60)) > 245


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda picture: picture * 0.1, "gelap"),
        (lambda picture: picture * 0.05 + 240, "terang"),
        (lambda picture: picture.gaussblur(8), "buram"),
        (lambda picture: picture.crop(0, 0, 300, 300), "kecil"),
        (lambda picture: picture.crop(0, 0, 900, 200), "memanjang"),
    ],
)
def test_check_photo_gives_advice(tmp_path, change, word):
    path = tmp_path / "a.jpg"
    change(make_picture()).cast("uchar").jpegsave(str(path), Q=90)
    assert any(word in hint for hint in check_photo(path=path).hints)


def test_check_photo_accepts_portrait(tmp_path):
    path = tmp_path / "a.jpg"
    make_picture(600, 900).jpegsave(str(path), Q=90)
    assert check_photo(path=path).hints == ()


def test_check_photo_ends_a_decoder_that_takes_too_long(tmp_path, jpeg, monkeypatch):
    monkeypatch.setattr(images, "_SECONDS", 0.001)
    with pytest.raises(PhotoUnreadable):
        check_photo(path=write(tmp_path, "a.jpg", jpeg))
    monkeypatch.undo()
    assert check_photo(path=tmp_path / "a.jpg").hints == ()  # the desk is as good as before


def test_take_photo_survives_a_desk_that_was_ended(tmp_path, jpeg):
    path = write(tmp_path, "a.jpg", jpeg)
    check_photo(path=path)
    owner, desk = photo_desk._idle.get_nowait()
    os.kill(desk._process.pid, signal.SIGKILL)
    desk._process.wait()
    photo_desk._idle.put((owner, desk))
    assert check_photo(path=path).width == 900
    assert desk._process.stdin.closed


def test_photo_child_answers_alone_where_no_process_copies_itself(tmp_path, jpeg, monkeypatch):
    monkeypatch.delattr(os, "fork")
    path = write(tmp_path, "a.jpg", jpeg)
    report, [small, own] = take_photo(path=path, into=tmp_path / "out", widths=(400, 900))
    assert (report.width, small.width, own.width) == (900, 400, 900)
    with pytest.raises(PhotoUnreadable):
        check_photo(path=write(tmp_path, "b.jpg", jpeg[:900]))


def test_every_photo_is_decoded_with_limits(tmp_path, jpeg):
    """A picture of 49 million pixels is read, but not with too little memory."""
    path = tmp_path / "a.png"
    load_vips().Image.black(7000, 7000, bands=3).pngsave(str(path))
    assert check_photo(path=path).width == 7000
    code = (
        "from laju.engines import photo_child as c; c._MEMORY_BYTES = 300_000_000; "
        "import sys; sys.exit(c.main())"
    )
    question = {"task": "check", "path": str(path), "format": "PNG", "width": 7000, "height": 7000}
    told = json.dumps(question | {"seconds": 30}).encode()
    done = subprocess.run(
        [sys.executable, "-c", code], input=told, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr


PAGE = b"<html><script>alert(1)</script></html>"
POLYGLOTS = {
    "comment": lambda j: j[:2] + b"\xff\xfe" + struct.pack(">H", len(PAGE) + 2) + PAGE + j[2:],
    "tail": lambda j: j + b"\n<?php system($_GET['x']); ?>",
    "svg": lambda j: j + b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    "exif": lambda j: with_exif(j, b"Exif\0\0" + b"<!DOCTYPE html>" + PAGE),
}


@pytest.mark.parametrize("kind", POLYGLOTS)
def test_take_photo_refuses_a_photo_that_is_a_script(tmp_path, jpeg, kind):
    path = write(tmp_path, "foto.jpg", POLYGLOTS[kind](jpeg))
    for refused in (check_photo, lambda path: take_photo(path=path, into=tmp_path / "out")):
        with pytest.raises(PhotoHoldsProgram) as refusal:
            refused(path=path)
    assert "Ambil foto baru" in refusal.value.remedy
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("suffix", ["png", "webp"])
@pytest.mark.parametrize("inside", [False, True])
def test_take_photo_refuses_scripts_in_png_and_webp(tmp_path, suffix, inside):
    path = tmp_path / f"a.{suffix}"
    make_picture().write_to_file(str(path), keep="none")
    assert check_photo(path=path).hints == ()
    data = path.read_bytes()
    if inside and suffix == "png":
        chunk = b"tEXt" + b"Comment\0" + PAGE
        data = data[:33] + struct.pack(">I", len(chunk) - 4) + chunk + b"\0\0\0\0" + data[33:]
    elif inside:
        chunk = b"XMP " + struct.pack("<I", len(PAGE)) + PAGE + b"\0" * (len(PAGE) % 2)
        data = data[:4] + struct.pack("<I", len(data) + len(chunk) - 8) + data[8:] + chunk
    else:
        data += PAGE
    path.write_bytes(data)
    with pytest.raises(PhotoHoldsProgram):
        check_photo(path=path)


def test_take_photo_accepts_what_phones_put_around_a_picture(tmp_path, jpeg):
    """XMP before the pixels, a short film and a second picture behind them."""
    xmp = b"http://ns.adobe.com/xap/1.0/\0<?xpacket begin=''?><x:xmpmeta><rdf:RDF/></x:xmpmeta>"
    film = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 400
    path = write(tmp_path, "a.jpg", with_exif(jpeg, xmp) + film + jpeg)
    assert check_photo(path=path).width == 900


def test_holds_script_passes_over_pixels(tmp_path, jpeg):
    """Pixels may spell anything; a decoder makes other bytes of them."""
    at = jpeg.index(b"\xff\xda") + 200
    spelt = jpeg[:at] + b"<?php x" + jpeg[at + 7 :]
    assert not holds_script(write(tmp_path, "a.jpg", spelt))
    assert holds_script(write(tmp_path, "b.jpg", spelt + b"<?php x"))


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=400),
    start=st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\0\0WEBP", b""]),
)
def test_holds_script_reads_any_file_to_its_end(tmp_path_factory, data, start):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(start + data + b"\xff\xd9<SCRIPT>")
    assert holds_script(path) in {True, False}


def test_check_photo_refuses_a_size_that_the_pixels_do_not_keep(tmp_path, monkeypatch):
    """A header read differently by us and by the decoder must not let a larger picture through."""
    path = tmp_path / "a.jpg"
    make_picture().jpegsave(str(path))
    monkeypatch.setattr(images, "read_header", lambda path: PhotoHeader("JPEG", 90, 60))
    with pytest.raises(PhotoUnreadable):
        check_photo(path=path)
