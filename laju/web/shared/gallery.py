"""Every part of a page, shown once with realistic content."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from laju.apps.registry.queries import SearchResult
from laju.apps.visits.queries import Shown
from laju.core.skills import load_lessons
from laju.core.worddiff import diff_words
from laju.engines.posters.table_cards import draw_qr_svg
from laju.web.shared.completing import GapsForm

TODAY = 23
LEVELS = ("D0", "D1", "D2", "D3")
STATUSES = (
    ("Tayang", "success"),
    ("Menunggu foto", "warning"),
    ("Ditahan", "error"),
    ("Baru", "info"),
)
NAMES = (
    ("Keripik Bu Ani", "Kabupaten Toba"),
    ("Ulos Sianipar", "Kabupaten Tapanuli Utara"),
    ("Kopi Lintong Jaya", "Kabupaten Humbang Hasundutan"),
    ("Bengkel Las Maju Bersama", "Kota Medan"),
    ("Pangkas Rambut Abang Ucok", "Kota Pematangsiantar"),
    ("Ikan Asin Sibolga Indah Sari dan Anak-anak", "Kota Sibolga"),
)


class FilterForm(forms.Form):
    q = forms.CharField(label="Cari nama, pemilik, atau NIB", required=False)
    region = forms.ChoiceField(
        label="Wilayah",
        required=False,
        choices=[("", "Semua wilayah"), ("1271", "Kota Medan"), ("1212", "Kabupaten Toba")],
    )
    level = forms.ChoiceField(
        label="Tingkat", required=False, choices=[("", "Semua"), *((x, x) for x in LEVELS)]
    )


class ExampleForm(forms.Form):
    name = forms.CharField(
        label="Nama usaha", help_text="Seperti di papan nama, contoh: Keripik Bu Ani."
    )
    phone = forms.CharField(label="Nomor WhatsApp", help_text="Contoh: 0812 3456 7890.")
    price = forms.IntegerField(
        label="Harga termurah (rupiah)",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
    )
    region = forms.ChoiceField(
        label="Kabupaten atau kota",
        choices=[("", "Pilih"), ("1271", "Kota Medan"), ("1212", "Kabupaten Toba")],
    )
    sell = forms.ChoiceField(
        label="Di mana Anda paling sering berjualan?",
        widget=forms.RadioSelect,
        choices=[("HOME", "Di rumah"), ("MARKET", "Di pasar"), ("ONLINE", "Lewat WhatsApp")],
    )
    channels = forms.MultipleChoiceField(
        label="Akun yang sudah ada",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("instagram", "Instagram"), ("facebook", "Facebook"), ("tiktok", "TikTok")],
    )
    about = forms.CharField(label="Ceritakan usaha Anda", widget=forms.Textarea, required=False)
    photo = forms.FileField(label="Foto produk", help_text="Langsung dari kamera HP pun bisa.")
    agree = forms.BooleanField(label="Saya setuju usaha saya tampil di Laju.")


def show(request: HttpRequest) -> HttpResponse:
    """Show the gallery; the form comes back with mistakes, so that they can be seen."""
    return render(request, "shared/gallery.html", {"gallery": content(request)})


def content(request: HttpRequest) -> dict[str, Any]:
    """Return what the gallery shows; invented businesses only."""
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "region": region,
            "level": LEVELS[i % 4],
            "orders": 1250 - 207 * i,
            "budget": 1_250_000 - 85_000 * i,
            "status": STATUSES[i % 4][0],
            "tone": STATUSES[i % 4][1],
        }
        for i, (name, region) in enumerate(NAMES)
    ]
    example = ExampleForm({"name": "Keripik Bu Ani", "phone": "0812", "price": "lima ribu"})
    example.add_error("phone", "Nomor ini kurang panjang. Nomor HP biasanya 10 sampai 13 angka.")
    return {
        "gaps": GapsForm({"founded_year": "lama"}, gaps=("products", "founded_year", "nib")),
        "rows": rows,
        "total_orders": sum(row["orders"] for row in rows),
        "total_budget": sum(row["budget"] for row in rows),
        "words": diff_words(before="Keripik ubi, Rp15.000.", after="Keripik pisang, Rp15.000."),
        "page": Paginator(range(1000), 25).get_page(request.GET.get("page", 3)),
        "found": SearchResult([], total=3, exact=0, suggestion="keripik singkong"),
        "filters": FilterForm(request.GET, auto_id="saring_%s"),
        "form": example,
        **_frame(),
        **_lists(),
        **_posts(),
    }


def _link(label: str, icon: str = "", *, count: int = 0, now: bool = False) -> dict[str, Any]:
    return {"url": "#isi", "label": label, "icon": icon, "count": count, "is_current": now}


def _frame() -> dict[str, Any]:
    return {
        "navigation": [
            _link("Ringkasan", "home"),
            {"heading": "Usaha"},
            _link("Daftar usaha", "store"),
            _link("Impor", "upload"),
            _link("Mungkin ganda", "merge", count=14),
            {"heading": "Angkatan"},
            _link("Angkatan 2026", "layers", now=True),
            _link("Seleksi", "dice"),
            _link("Anggaran iklan", "wallet"),
            _link("100 terbaik", "award"),
            {"heading": "Pertanggungjawaban"},
            _link("Target go digital", "target"),
            _link("Penilaian", "shield"),
        ],
        "crumbs": [("Dinas", "#isi"), ("Angkatan", "#isi")],
        "actions": [
            {"url": "#isi", "label": "Unduh laporan", "icon": "download", "kind": "quiet"},
            {"url": "#isi", "label": "Tambah usaha", "icon": "plus"},
        ],
        "tabs": [
            _link("Kemajuan", now=True),
            _link("Peserta"),
            _link("Konten", count=7),
            _link("Iklan"),
            _link("Dukungan promosi"),
        ],
        "exports": [("CSV", "#isi"), ("Excel", "#isi")],
        "doors": [
            {
                "icon": "chart",
                "title": "Dinas",
                "text": "Daftar, kuota, anggaran, laporan",
                "note": "Ibu Rosmawati, provinsi",
            },
            {
                "icon": "users",
                "title": "Pendamping",
                "text": "Usaha yang didampingi, tugas hari ini",
                "note": "Abang Togar, Toba",
            },
            {
                "icon": "store",
                "title": "Pelaku usaha",
                "text": "Foto, persetujuan, posting, pesanan",
                "note": "Ibu Ani, Keripik Bu Ani",
            },
            {
                "icon": "scale",
                "title": "Penilai",
                "text": "Telusuri angka, tarik sampel, bertanya",
                "note": "Tim penilai",
            },
        ],
    }


def _lists() -> dict[str, Any]:
    return {
        "funnel": [
            {"label": "Mendaftar", "value": 1342, "url": "#tabel"},
            {"label": "Terpilih", "value": 1000, "url": "#tabel"},
            {"label": "Beranda tayang", "value": 912, "url": "#tabel"},
            {"label": "Sudah posting", "value": 655, "url": "#tabel"},
            {"label": "Dapat pesanan", "value": 388, "url": "#tabel"},
        ],
        "visits": {"shown": Shown(views=340, chats=12, links=3), "line": ""},
        "story": [
            {
                "at": datetime(2026, 11, 21, 9, 5, tzinfo=UTC),
                "title": "Beranda ditayangkan",
                "who": "Ibu Ani",
                "url": "#isi",
                "url_label": "Lihat beranda",
            },
            {
                "at": datetime(2026, 11, 20, 3, 40, tzinfo=UTC),
                "title": "Klaim ditahan",
                "who": "Penjaga klaim",
                "text": "“Menyembuhkan maag” tidak boleh untuk pangan.",
                "is_error": True,
            },
            {
                "at": datetime(2026, 11, 18, 2, 0, tzinfo=UTC),
                "title": "Usaha tercatat",
                "who": "Impor Toba",
                "text": "Lembar Data, baris 118",
            },
        ],
        "steps": [
            {"label": "Membuka berkas", "state": "done", "note": "3 lembar"},
            {"label": "Memeriksa baris", "state": "now", "note": "18.240"},
            {"label": "Mencari catatan ganda", "state": "wait"},
        ],
        "journey": [
            {"label": "Usaha Anda", "state": "done"},
            {"label": "Produk dan foto", "state": "now"},
            {"label": "Periksa jawaban", "state": "wait"},
        ],
        "compare": [
            {
                "label": "Nama usaha",
                "left": "Keripik Bu Ani",
                "right": "Kripik Ibu Ani",
                "differs": True,
            },
            {"label": "Pemilik", "left": "Ani Simanjuntak", "right": "Ani Simanjuntak"},
            {"label": "Telepon", "left": "0812 0000 0042", "right": "", "differs": True},
            {"label": "Desa", "left": "Lumban Dolok", "right": "Lumban Dolok"},
        ],
        "facts": [
            ("Pemilik", "Ani Simanjuntak"),
            ("Sektor", "Makanan"),
            ("Jam buka", "08.00–17.00"),
            ("Nomor halal", None),
        ],
        "pair": {
            "owner": {"name": "Ani Contoh"},
            "code": "KQ4R 7MXA",
            "url": "https://laju.example/masuk/kode/",
            "send_url": "https://wa.me/?text=Masuk",
            "back_url": "#isi",
        },
        "standing": {
            "label": "Daftar tunggu",
            "tone": "info",
            "cohort": "Angkatan 2027",
            "business": {"code": "LJ-000042-7"},
            "sentence": "Anda di urutan 4 daftar tunggu Kabupaten Toba.",
            "reasons": ["NIB belum tercatat."],
            "fixes": [("Harga", "Belum ada harga.")],
            "until": datetime(2026, 12, 5, tzinfo=UTC),
        },
        "training": {
            "qr": mark_safe(draw_qr_svg(text="https://laju.example/hadir/")),  # noqa: S308
            "came": [
                {
                    "business": {"name": "Keripik Bu Ani"},
                    "get_how_display": "Memindai kode",
                    "at": datetime(2026, 11, 23, 3, tzinfo=UTC),
                }
            ],
        },
        "letters": _letters(),
        "lesson": load_lessons()[1],
        "strip": [
            ("Wilayah", "33"),
            ("Pendamping", "41"),
            ("Kunjungan", "2.316"),
            ("Pesanan", "8.904"),
        ],
        "legend": [
            ("q0", "belum ada"),
            ("q1", "di bawah 10 %"),
            ("q3", "10–20 %"),
            ("q5", "di atas 20 %"),
        ],
        "tags": [
            ("", "Draf"),
            ("info", "Baru"),
            ("success", "Tayang"),
            ("warning", "Menunggu"),
            ("error", "Ditahan"),
        ],
    }


def _letters() -> dict[str, Any]:
    message = {
        "business": {"name": "Keripik Bu Ani", "region": {"name": "Kabupaten Toba"}},
        "text": "Halo Ani, ada kursi kosong di Angkatan 2027 untuk Keripik Bu Ani (LJ-000042-7).",
        "status": "BY_HAND",
        "asked_at": datetime(2026, 11, 23, 3, tzinfo=UTC),
    }
    send_url = "https://wa.me/6281000000042?text=Halo"
    letter = {"message": message, "phone": "0810-0000-0042", "send_url": send_url}
    page = Paginator([letter], 25).get_page(1)
    tabs = [{"url": "#isi", "label": "Perlu dikirim dari HP", "count": 1, "is_current": True}]
    spent = [("WhatsApp", 812, 292_320)]
    shown = {"page": page, "letters": [letter], "tabs": tabs, "spent": spent, "has_any": True}
    return shown | {"budget": 500_000}


def _posts() -> dict[str, Any]:
    posts = {
        3: [{"url": "#isi", "label": "Keripik andaliman", "state": "posted"}],
        9: [{"url": "#isi", "label": "Di balik dapur", "state": "late"}],
        25: [{"url": "#isi", "label": "Terima kasih, Guru", "state": ""}],
        28: [{"url": "#isi", "label": "Promo akhir pekan", "state": ""}],
    }
    weekdays = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    days: list[dict[str, Any]] = [{"is_out": True} for _ in range(6)]
    days += [
        {
            "number": n,
            "weekday": weekdays[(n + 5) % 7],
            "is_today": n == TODAY,
            "feast": {10: "Hari Pahlawan", 25: "Hari Guru"}.get(n, ""),
            "posts": posts.get(n, []),
        }
        for n in range(1, 31)
    ]
    return {
        "days": days,
        "preview": "about:blank",
        "post": {
            "id": 42,
            "when": "Rabu, 25 November",
            "channel": "Instagram",
            "caption": "Selamat Hari Guru!\nKeripik andaliman Bu Ani, digoreng tiap pagi di Balige. Rp15.000 sebungkus.",
            "hashtags": "#KeripikBuAni #Balige #UMKMToba",
            "poster_url": "/static/laju/favicon.svg",
            "poster_alt": "Poster keripik andaliman, Rp15.000",
            "share_url": "https://wa.me/?text=Keripik",
            "status_label": "Siap",
            "status_tone": "success",
            "proof_url": "#isi",
        },
    }
