import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.profile import Mood
from laju.engines.libvips import load_vips_for_text
from laju.engines.posters import (
    CARD_SIZE,
    SIZES,
    Card,
    Poster,
    PosterJob,
    UnknownPosterSize,
    draw_card,
    draw_poster,
    draw_posters,
    draw_qr_svg,
    write_posters,
)
from laju.engines.posters.drawing import render_svg
from laju.engines.posters.palettes import PALETTES, choose_palette
from laju.engines.posters.typesetting import clean_text, measure_text, set_text
from laju.engines.posters.writing import hash_inputs, read_mark

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "posters"
FONTS = ("Fraunces 800", "Tenun Display 400", "Bricolage Grotesque 800", "Plus Jakarta Sans 500")

POSTER = Poster(
    product_name="Keripik Sambal Teri",
    price_text="Rp15.000",
    unit="bungkus",
    business_name="Dapur Bu Ani",
    place="Balige, Kabupaten Toba",
    code="LJ-000042-7",
    phone_text="WA 0812-0000-0042",
    call="Pesan lewat WhatsApp",
    mood=Mood.KITCHEN,
)

HOSTILE = (
    "Keripik Sambal Teri Medan Super Pedas Level 10 Ibu Hajjah Nurhalimah boru Regar Daun Jeruk",
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    '<script>alert("1")</script> & </text></svg> {{ 7*7 }} {% raw %}',
    "ᯂᯩᯒᯪᯇᯪᯂ 🌶️👩‍🍳 كريبيك \u202etxet\u202c",
    "\x00\x01\x1b[31m\ud800\uffff\u200b",
    "&amp;nbsp;&#x0;",
    "",
    "́́́",
)


@pytest.fixture(scope="session")
def photo(tmp_path_factory):
    """A synthetic photo: a gradient with a bright disc right of the middle."""
    vips = load_vips_for_text()
    place = vips.Image.xyz(800, 600)
    ground = (place[0] / 800 * 120 + 40).bandjoin([place[1] / 600 * 120 + 60, place[0] * 0 + 90])
    disc = (place[0] - 560) ** 2 + (place[1] - 300) ** 2 < 130**2
    path = tmp_path_factory.mktemp("photo") / "foto.jpg"
    disc.ifthenelse([250, 200, 40], ground).cast("uchar").jpegsave(str(path), Q=90)
    return path


def open_jpeg(data):
    return load_vips_for_text().Image.jpegload_buffer(data)


@pytest.mark.parametrize("with_photo", [False, True])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mood", Mood)
def test_draw_poster_has_the_size_and_stays_small(mood, size, with_photo, photo):
    poster = replace(POSTER, mood=mood, photo=photo if with_photo else "")
    data = draw_poster(poster=poster, size=size)
    picture = open_jpeg(data)
    assert (picture.width, picture.height) == SIZES[size]
    assert picture.bands == 3
    assert len(data) < 210_000
    assert draw_poster(poster=poster, size=size) == data


@pytest.mark.parametrize("mood", Mood)
def test_draw_poster_shows_the_photo(mood, photo):
    picture = open_jpeg(
        draw_poster(poster=replace(POSTER, mood=mood, photo=photo), size="portrait")
    )
    yellow = (picture[0] > 220) & (picture[2] < 90) & (picture[1] > 170) & (picture[1] < 225)
    top = yellow.crop(0, 150, 1080, 500)
    assert top.avg() / 255 > 0.05


@pytest.mark.parametrize("mood", Mood)
def test_draw_poster_seeds_give_different_colours(mood):
    shots = {
        draw_poster(poster=replace(POSTER, mood=mood, seed=seed), size="square")
        for seed in range(3)
    }
    assert len(shots) == 3


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("mood", Mood)
def test_draw_poster_survives_hostile_texts(mood, text, photo):
    poster = Poster(text, text, text, text, text, text, text, text, mood=mood)
    for each in (poster, replace(poster, photo=photo)):
        svg, _ = render_svg(poster=each, size="portrait")
        ET.fromstring(svg)
        assert "script" not in svg.replace("&lt;script", "").replace("&lt;/script", "")
        assert open_jpeg(draw_poster(poster=each, size="square")).avg() > 0


@pytest.mark.parametrize("mood", Mood)
@pytest.mark.parametrize("size", SIZES)
def test_render_svg_keeps_words_inside(mood, size):
    poster = replace(POSTER, mood=mood, product_name=HOSTILE[0], business_name=HOSTILE[0])
    svg, _ = render_svg(poster=poster, size=size)
    width, height = SIZES[size]
    for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        em = float(text.get("font-size"))
        font = f"{text.get('font-family').split(',')[0]} {text.get('font-weight')}"
        for row in text:
            reach = measure_text(row.text, font) * em
            share = {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
            left = float(row.get("x")) - share * reach
            assert left + reach <= width - 40
            assert float(row.get("y")) <= height - 20


def test_draw_poster_leaves_out_an_unknown_price():
    svg, _ = render_svg(poster=replace(POSTER, price_text=""), size="square")
    assert "Rp" not in svg and "per bungkus" not in svg


def test_draw_poster_refuses_unknown_size():
    with pytest.raises(UnknownPosterSize, match="banner"):
        draw_poster(poster=POSTER, size="banner")


def test_draw_posters_gives_every_size():
    assert set(draw_posters(poster=POSTER)) == set(SIZES)


@pytest.mark.parametrize("with_photo", [False, True])
@pytest.mark.parametrize("mood", Mood)
def test_draw_card_has_the_size_links_want(mood, with_photo, photo):
    card = Card(
        "Tenun Boru Nauli",
        "Ditenun tangan",
        "Samosir",
        mood=mood,
        photo=photo if with_photo else "",
    )
    data = draw_card(card=card)
    picture = open_jpeg(data)
    assert (picture.width, picture.height) == CARD_SIZE
    assert len(data) <= 60_000


@pytest.mark.parametrize("with_photo", [False, True])
@pytest.mark.parametrize("mood", Mood)
def test_draw_poster_looks_as_before(mood, with_photo, photo):
    """Mean difference from the kept picture; set LAJU_GOLDEN=1 to keep new ones after a look."""
    poster = replace(POSTER, mood=mood, photo=photo if with_photo else "", seed=1)
    picture = open_jpeg(draw_poster(poster=poster, size="portrait")).thumbnail_image(216)
    kept = GOLDEN / f"{mood.value}{'-photo' if with_photo else ''}.png"
    if os.environ.get("LAJU_GOLDEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        picture.pngsave(str(kept), palette=True, Q=90, keep="none")
    golden = load_vips_for_text().Image.pngload(str(kept))[0:3]
    assert (golden.width, golden.height) == (picture.width, picture.height)
    assert (picture - golden).abs().avg() < 4


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mood", Mood)
@pytest.mark.parametrize("seed", range(3))
def test_palettes_are_readable(mood, seed):
    palette = choose_palette(mood=mood, seed=seed)
    pairs = [
        (palette.ink, palette.ground),
        (palette.tag_ink, palette.tag),
        (palette.call_ink, palette.call),
    ]
    if mood is Mood.KITCHEN:
        pairs.append((palette.bowl_ink, palette.strong))
    elif mood is Mood.LOOM:
        pairs.append((palette.spark_text, palette.ground))
    else:
        pairs.append((palette.base_ink, palette.base))
    for words, ground in pairs:
        assert contrast(words, ground) >= 4.5, (mood, seed, words, ground)


def test_choose_palette_goes_round():
    for mood in Mood:
        chosen = [choose_palette(mood=mood, seed=seed) for seed in range(6)]
        assert chosen[:3] == chosen[3:] == list(PALETTES[mood])


@pytest.mark.parametrize("font", FONTS)
def test_measure_text_uses_our_fonts(font):
    """Each family is really there: a missing one would fall back to the same other font."""
    others = {measure_text("Keripik Singkong", other) for other in FONTS if other != font}
    assert measure_text("Keripik Singkong", font) not in others


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=200),
    width=st.floats(60, 1000),
    height=st.floats(30, 900),
    font=st.sampled_from(FONTS),
)
def test_set_text_fits_its_box(text, width, height, font):
    setting = set_text(text=text, font=font, width=width, height=height, largest=200)
    assert setting.size <= 200
    assert setting.width <= width + 0.01
    assert setting.size * 1.1 * len(setting.lines) <= height + 0.01
    assert "".join(setting.lines).replace(" ", "") == clean_text(text).replace(" ", "")


def jobs_in(folder, count, **changes):
    return [
        PosterJob(
            poster=replace(POSTER, code=f"LJ-{number:06d}-0", seed=number, **changes),
            paths={"square": folder / f"{number}" / "square.jpg"},
        )
        for number in range(count)
    ]


def test_write_posters_keeps_what_is_already_made(tmp_path):
    jobs = jobs_in(tmp_path, 3)
    seen = []
    first = write_posters(jobs=jobs, processes=1, progress=lambda *step: seen.append(step))
    assert (first.drawn, first.kept, seen) == (3, 0, [(3, 3)])
    before = jobs[0].paths["square"].stat().st_mtime_ns
    again = write_posters(jobs=jobs, processes=1)
    assert (again.drawn, again.kept) == (0, 3)
    assert jobs[0].paths["square"].stat().st_mtime_ns == before
    changed = [replace(jobs[0], poster=replace(jobs[0].poster, price_text="Rp16.000")), *jobs[1:]]
    assert write_posters(jobs=changed, processes=1).drawn == 1


def test_write_posters_marks_files_with_their_inputs(tmp_path):
    [job] = jobs_in(tmp_path, 1)
    write_posters(jobs=[job])
    assert read_mark(job.paths["square"]) == hash_inputs(poster=job.poster, size="square")
    assert open_jpeg(job.paths["square"].read_bytes()).width == 1080


def test_write_posters_draws_without_a_broken_photo(tmp_path, photo):
    broken = tmp_path / "rusak.jpg"
    broken.write_bytes(photo.read_bytes()[:900])
    jobs = [*jobs_in(tmp_path, 1, photo=str(broken)), *jobs_in(tmp_path / "b", 1)]
    tally = write_posters(jobs=jobs, processes=1)
    assert tally.drawn == 2
    [reason] = tally.reasons
    assert "LJ-000000-0" in reason and "rusak.jpg" in reason
    assert write_posters(jobs=jobs, processes=1).kept == 2
    broken.write_bytes(photo.read_bytes())
    assert write_posters(jobs=jobs, processes=1).drawn == 1


def test_write_posters_in_processes_equals_in_one(tmp_path):
    many, one = jobs_in(tmp_path / "many", 20), jobs_in(tmp_path / "one", 20)
    steps = []
    tally = write_posters(jobs=many, processes=2, progress=lambda *step: steps.append(step))
    assert (tally.drawn, steps[-1]) == (20, (20, 20))
    write_posters(jobs=one, processes=1)
    for a, b in zip(many, one, strict=True):
        assert a.paths["square"].read_bytes() == b.paths["square"].read_bytes()


KILLED_RUN = """
import sys
from pathlib import Path
from tests.engines.test_posters import jobs_in
from laju.engines.posters import write_posters
write_posters(jobs=jobs_in(Path(sys.argv[1]), 200), processes=1)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_write_posters_goes_on_after_kill(tmp_path):
    root = Path(__file__).resolve().parents[2]
    run = subprocess.Popen([sys.executable, "-c", KILLED_RUN, str(tmp_path)], cwd=root)
    while not list(tmp_path.glob("3/square.jpg")) and run.poll() is None:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait()
    made = list(tmp_path.glob("*/square.jpg"))
    assert 4 <= len(made) < 200
    assert all(path.read_bytes().endswith(b"\xff\xd9") for path in made)
    count = len(made) + 3
    tally = write_posters(jobs=jobs_in(tmp_path, count), processes=1)
    assert (tally.kept, tally.drawn) == (len(made), 3)
    assert not list(tmp_path.glob("*/.*.part"))


def test_draw_qr_svg_is_one_element():
    svg = ET.fromstring(draw_qr_svg(text="https://contoh.id/LJ-000042-7?a=1&b=2"))
    assert svg.tag.endswith("svg") and svg.get("viewBox")


@pytest.mark.parametrize("text", ["https://contoh.id/k/LJ-000042-7", "LJ-000042-7 " * 40])
def test_draw_qr_svg_is_read_by_a_decoder(text):
    """A camera reads it: from the screen, and small, grey and turned."""
    import numpy as np
    import zxingcpp

    svg = draw_qr_svg(text=text).replace("<svg ", '<svg width="600" height="600" ', 1)
    sharp = load_vips_for_text().Image.svgload_buffer(svg.encode())
    shot = sharp.flatten(background=255)[0]
    for seen in (shot, (shot.resize(0.6).gaussblur(0.8).rotate(9, background=180) * 0.6 + 60)):
        picture = np.ascontiguousarray(seen.cast("uchar").numpy())
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [text]
