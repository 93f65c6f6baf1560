"""Reports and calendars to make pages of: rich, poor and hostile."""

from datetime import date, timedelta
from urllib.parse import quote

from laju.engines.reference import load_gazetteer

HOSTILE = "</style></textarea><script>alert(1)</script>\" onload='x' \u202e\ud800\x00{{ 7*7 }}"
ROWS = {
    "rows_in": 1421,
    "created": 1338,
    "updated": 0,
    "unchanged": 0,
    "duplicates": 41,
    "rejected": 42,
}
_GREAT = "12.71 12.07 12.05 12.08 12.09 12.01 12.75"
_SHARES = (150, 110, 96, 62, 48, 41, 38, 33, 30, 29, 27, 25, 24, 23, 22, 21, 20)
_SHOPS = (
    ("Ulos Namboru Tiur", "Kabupaten Samosir", "Tenun", "Ulos ragi hotang", "Rp850.000", "loom"),
    ("Dapur Bu Ani", "Kota Medan", "Makanan", "Serabi santan", "Rp15.000", "kitchen"),
    (
        "Bengkel Las Maju",
        "Kota Binjai",
        "Jasa",
        "Pagar minimalis",
        "mulai Rp1.200.000",
        "workbench",
    ),
    ("Kopi Sidikalang Pak Sihombing", "Kabupaten Dairi", "Minuman", "Kopi 250 g", "Rp45.000", ""),
)


def rich_report():
    """Return what a run over a province leaves, with every part there is."""
    regions = _regions()
    return {
        "title": "Angkatan 2027",
        "area": "Sumatera Utara",
        "made_on": date(2026, 11, 23),
        "version": "0.1.0",
        "is_example": True,
        "reconciliation": ROWS,
        "files": [
            _file("mebidangro.xlsx", 811, 29, ["Kolom “Nama UKM” dibaca sebagai nama usaha."]),
            _file("pantai-barat-2026-final (2).csv", 610, 13, []),
        ],
        "unreadable": [
            {
                "name": "nias.pdf",
                "reason": "Berkas ini gambar hasil pindai, bukan tabel.",
                "remedy": "Minta berkas Excel aslinya, lalu jalankan lagi.",
            }
        ],
        "funnel": [
            ("Baris dibaca", 1421),
            ("Usaha", 1338),
            ("Pendaftar", 1338),
            ("Peserta", 1000),
            ("Beranda tayang", 1000),
            ("Terbaik", 100),
        ],
        "regions": regions,
        "shapes_province": "12",
        "figures": [
            _figure("Usaha go digital", 1120, 1338, "usaha"),
            _figure("Beranda tayang", 1000, 1000, "beranda"),
            _figure("Wilayah terwakili", 33, 33, "wilayah"),
            _figure("Anggaran iklan", 100_000_000, None, "rupiah"),
        ],
        "seed": "undian-terbuka-2027-03-01",
        "list_sha256": "9f" * 32,
        "examples": [_example(number) for number in range(12)],
        "ads": {
            "rupiah": 100_000_000,
            "by_channel": [
                ("Instagram dan Facebook", 61_250_000),
                ("TikTok", 24_500_000),
                ("Google Maps", 14_250_000),
            ],
            "by_week": [
                (f"2027-W{week:02}", 4_000_000 + week % 7 * 1_700_000) for week in range(9, 22)
            ],
            "rupiah_per_click": 312.5,
            "is_optimal": True,
            "examples": [
                {
                    "name": shop[0],
                    "rupiah": 180_000 - 20_000 * number,
                    "why": "Satu rupiah tambahan di sini masih mendatangkan lebih banyak kunjungan.",
                }
                for number, shop in enumerate(_SHOPS)
            ],
        },
        "best": [_best(place) for place in range(1, 101)],
        "trace": {
            "figure": "Usaha go digital",
            "value": 1120,
            "business": "Ulos Namboru Tiur",
            "code": "LJ-000057-4",
            "file": "mebidangro.xlsx",
            "row": 57,
            "cells": [
                ("Nama Usaha", "ULOS NAMBORU TIUR"),
                ("Kab/Kota", "samosir"),
                ("WhatsApp", "tercatat"),
                ("Instagram", "@ulos.tiur"),
            ],
            "ledger": [
                ("2026-11-23 15:04", "registry.receive_sheet", "laju"),
                ("2026-11-23 15:04", "programme.select_cohort", "laju"),
                ("2026-11-23 15:05", "indicators.measure_businesses", "laju"),
            ],
        },
        "slip": {
            "whole": 1166918,
            "parts": [("Mikro dan kecil", 1153758), ("Menengah dan besar", 13610)],
            "message": "Jumlah bagian 1.167.368 tidak sama dengan 1.166.918: lebih 450.",
            "remedy": "Periksa lagi usaha menengah dan besar; 13.160 membuat jumlahnya cocok.",
        },
        "seconds": [
            ("Membaca lembar", 2.1),
            ("Mencari usaha yang sama", 3.4),
            ("Memilih peserta", 0.4),
            ("Menulis 1.000 beranda", 9.8),
            ("Menyusun kalender", 3.1),
            ("Membagi iklan", 2.2),
        ],
        "downloads": [
            ("businesses.csv", "Usaha dan pesertanya", 1338),
            ("rejects.csv", "Baris yang ditolak dan alasannya", 42),
            ("calendar.csv", "Semua unggahan, siap dijadwalkan", 12000),
            ("ads.csv", "Anggaran iklan per usaha dan minggu", 4310),
        ],
        "posters": 3000,
        "next": [
            "Perbaiki 42 baris di rejects.csv, lalu jalankan lagi.",
            "Bagikan folder sites ke pemilik usaha.",
            "Minta pendamping membaca kalender bersama pemiliknya.",
        ],
    }


def poor_report():
    """Return what is left when nobody could be chosen yet."""
    return {
        "title": "Angkatan 2027",
        "reconciliation": {"rows_in": 12, "rejected": 12},
        "funnel": [("Baris dibaca", 12), ("Usaha", 0), ("Peserta", 0), ("Beranda tayang", 0)],
        "downloads": [("rejects.csv", "Baris yang ditolak dan alasannya", 12)],
        "seconds": [("Membaca lembar", 0.2)],
    }


def poison(value):
    """Return the same data with every text made hostile; dates and numbers stay."""
    if isinstance(value, str):
        return f"{value}{HOSTILE}"
    if isinstance(value, dict):
        return {key: poison(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(poison(inner) for inner in value)
    return value


def rich_calendar(*, poster="../posters/ulos-namboru-tiur-1/ulos-square.jpg"):
    """Return a month of twelve posts, two of them at a feast, some without a poster."""
    first = date(2027, 3, 1)
    posts = []
    for number in range(12):
        caption = (
            "Ulos ragi hotang ditenun tangan di Samosir.\n\n"
            "Harga Rp850.000 per lembar. Pesan lewat WhatsApp & ambil di rumah tenun."
        )
        posts.append(
            {
                "on": first + timedelta(days=number * 5 // 2),
                "time": "10.30" if number % 2 else "19.00",
                "theme": ("Kenalan dengan produk", "Di balik tenunan", "Tanya jawab")[number % 3],
                "channel": ("Instagram", "Facebook", "WhatsApp Status")[number % 3],
                "feast": {3: "Hari Raya Nyepi", 4: "Idulfitri (perkiraan)"}.get(number, ""),
                "product": ("Ulos ragi hotang", "Selendang sadum")[number % 2],
                "caption": caption,
                "hashtags": ["#ulos", "#samosir", "#UMKMSumut"],
                "poster": poster if number % 3 == 0 else "",
                "share_url": f"https://wa.me/?text={quote(caption)}",
            }
        )
    return {
        "name": "Ulos Namboru Tiur",
        "code": "LJ-000057-4",
        "month_title": "Maret 2027",
        "site": "../sites/ulos-namboru-tiur-1/index.html",
        "ics": "ulos-namboru-tiur-1.ics",
        "posts": posts,
    }


def _regions():
    places = sorted(
        load_gazetteer().regions_in(province="12"),
        key=lambda place: (_GREAT.find(place.code) < 0, _GREAT.find(place.code), place.code),
    )
    found = []
    for number, place in enumerate(places):
        participants = _SHARES[number] if number < len(_SHARES) else 16
        found.append(
            {
                "code": place.code,
                "name": place.name,
                "businesses": participants * 4 // 3,
                "applications": participants * 4 // 3,
                "seats": participants,
                "participants": participants,
                "waiting": participants // 3,
                "go_digital": participants * 9 // 10,
                "rupiah": participants * 100_000,
                "best": participants // 10,
                "reason": f"{participants} kursi: {participants - 5} menurut banyaknya usaha,"
                " 5 agar tidak ada wilayah yang tertinggal.",
            }
        )
    return found


def _file(name, rows, rejected, notes):
    return {
        "name": name,
        "sheet": "Data UMKM",
        "sha256": "3b" * 32,
        "rows_in": rows,
        "created": rows - rejected - 20,
        "updated": 0,
        "unchanged": 0,
        "duplicates": 20,
        "rejected": rejected,
        "warnings": 17,
        "code_system": "Kemendagri",
        "code_system_evidence": "Semua 33 kode cocok dengan nama wilayahnya.",
        "region_evidence": "Wilayah dibaca dari kolom Kab/Kota.",
        "notes": notes,
    }


def _figure(title, value, total, unit):
    return {
        "title": title,
        "value": value,
        "total": total,
        "unit": unit,
        "definition": "Usaha yang memakai sedikitnya satu kanal digital, menurut buktinya.",
        "rows_sha256": "c4" * 32,
    }


def _example(number):
    name, region, sector, product, price, mood = _SHOPS[number % len(_SHOPS)]
    return {
        "name": name,
        "region": region,
        "sector": sector,
        "slug": f"ulos-namboru-tiur-{number}",
        "product": product,
        "price_text": price,
        "mood": mood,
    }


def _best(place):
    name, region, *_ = _SHOPS[place % len(_SHOPS)]
    return {
        "place": place,
        "name": name,
        "region": region,
        "score": 96.4 - place / 3,
        "probability": max(0.5, 1 - place / 190),
        "slug": f"ulos-namboru-tiur-{place}",
    }
