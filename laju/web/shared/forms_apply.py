"""The questions of the application form, and what the answers mean to the registry."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.core.identity.phone import read_phone
from laju.core.money import read_money

STEPS = (
    (gettext_lazy("Usaha Anda"), ("name", "activity", "products", "founded_year", "employees")),
    (gettext_lazy("Tempatnya"), ("region", "address")),
    (gettext_lazy("Menghubungi Anda"), ("owner_name", "phone", "account")),
    (gettext_lazy("Persetujuan"), ("agree",)),
)
WHY = {
    "activity": gettext_lazy("Kalimat ini menjadi pembuka halaman Anda. Satu kalimat sudah cukup."),
    "products": gettext_lazy(
        "Pembeli mencari barang dan harganya lebih dulu. Boleh dilengkapi nanti."
    ),
    "founded_year": gettext_lazy(
        "Lama usaha ikut dihitung dalam penilaian, dan pembeli suka tahu."
    ),
    "employees": gettext_lazy("Dinas melaporkan jumlah orang yang bekerja, bukan nama mereka."),
    "region": gettext_lazy(
        "Kursi dibagi per kabupaten dan kota, supaya tidak menumpuk di satu tempat."
    ),
    "address": gettext_lazy("Agar pembeli menemukan Anda dan pendamping tahu ke mana berkunjung."),
    "phone": gettext_lazy(
        "Pembeli memesan lewat nomor ini, dan kami mengabari Anda lewat nomor ini."
    ),
    "account": gettext_lazy(
        "Usaha yang belum punya akun justru mendapat nilai tambah. Boleh kosong."
    ),
}
PRICE = re.compile(
    r"^(?P<name>.*?\D)(?:\s*[-–:=,]\s*|\s+)(?P<price>(?:rp\.?\s*)?\d[\d.,]*\s*(?:rb|ribu|jt|juta|k)?)"
    r"\s*(?:,-)?\s*(?P<per>(?:/|per\b).*)?$",
    re.IGNORECASE,
)
LEAST_PRICE = 100
NETWORKS = ("instagram", "facebook", "tiktok")


class ApplyForm(forms.Form):
    """Eleven questions; the twelfth, the kecamatan, follows on the page that shows the answers."""

    name = forms.CharField(
        label=gettext_lazy("Nama usaha"),
        max_length=120,
        help_text=gettext_lazy("Seperti di papan nama, misalnya Keripik Bu Ani."),
    )
    activity = forms.CharField(
        label=gettext_lazy("Apa yang Anda buat atau jual?"),
        max_length=300,
        help_text=gettext_lazy(
            "Dengan kata-kata sendiri, misalnya: menggoreng keripik ubi tiap pagi."
        ),
    )
    products = forms.CharField(
        label=gettext_lazy("Barang atau jasa, dengan harganya"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Satu per baris, misalnya: Keripik ubi pedas 15.000"),
    )
    founded_year = forms.CharField(
        label=gettext_lazy("Mulai tahun berapa?"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
    )
    employees = forms.CharField(
        label=gettext_lazy("Berapa orang yang bekerja, termasuk Anda?"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
    )
    region = forms.ChoiceField(label=gettext_lazy("Kabupaten atau kota"))
    address = forms.CharField(
        label=gettext_lazy("Alamat usaha"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("Jalan dan nomor, atau desa dan patokannya."),
    )
    owner_name = forms.CharField(label=gettext_lazy("Nama Anda"), max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Nomor WhatsApp"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("Misalnya 0812 3456 7890. Ditulis bagaimana pun boleh."),
    )
    account = forms.CharField(
        label=gettext_lazy("Akun Instagram, Facebook, TikTok, atau toko daring"),
        max_length=200,
        required=False,
    )
    agree = forms.BooleanField(
        label=gettext_lazy("Saya pemilik usaha ini dan setuju datanya dipakai untuk program ini."),
        error_messages={"required": gettext_lazy("Centang kotak ini bila Anda setuju.")},
    )
    surname = forms.CharField(required=False, max_length=100)  # nobody sees it; machines fill it

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["region"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Pilih kabupaten atau kota")), *regions]
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("id", f"id_{name}")
            if field.required and name != "agree":
                field.error_messages["required"] = _("Isian ini perlu diisi.")

    def clean_phone(self) -> str:
        """Read the number however it is written."""
        reading = read_phone(self.cleaned_data["phone"])
        if not reading.value:
            raise forms.ValidationError(
                _("%(reason)s Contoh: 0812 3456 7890.") % {"reason": reading.reason}
            )
        return str(self.cleaned_data["phone"])

    def clean_founded_year(self) -> str:
        """Accept a year, or nothing."""
        return self._whole("founded_year", 1900, 2100, _("Tulis tahunnya saja, misalnya 2015."))

    def clean_employees(self) -> str:
        """Accept a number of people, or nothing."""
        return self._whole("employees", 1, 10_000, _("Tulis angkanya saja, misalnya 2."))

    def clean_surname(self) -> str:
        """Turn away what only a machine would fill in."""
        if self.cleaned_data["surname"]:
            self.add_error(
                None, _("Satu isian tersembunyi terisi. Muat ulang halaman, lalu isi lagi.")
            )
        return ""

    def steps(self) -> list[dict[str, Any]]:
        """Return the questions in their groups, each with why it is asked."""
        return [
            {"title": title, "fields": [(self[name], WHY.get(name, "")) for name in names]}
            for title, names in STEPS
        ]

    @property
    def kept_names(self) -> str:
        """Return the names of the answers that are kept on the way, apart by blanks."""
        return " ".join(name for _title, names in STEPS for name in names if name != "agree")

    def answers(self) -> list[tuple[str, str]]:
        """Return label and answer of each question, for checking."""
        regions = dict(self.fields["region"].choices)  # type: ignore[attr-defined]
        told = {**self.cleaned_data, "region": regions.get(self.cleaned_data["region"], "")}
        told["products"] = "; ".join(str(told["products"]).splitlines())
        return [
            (str(self.fields[name].label), str(told.get(name) or "–"))
            for _title, names in STEPS
            for name in names
            if name != "agree"
        ]

    def _whole(self, name: str, least: int, most: int, message: str) -> str:
        text = str(self.cleaned_data[name]).strip()
        if text and not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise forms.ValidationError(message)
        return text


def values_of(answers: Mapping[str, Any], *, region_name: str, district: str) -> dict[str, str]:
    """Return the answers by the registry's field names (core.columns.FIELDS)."""
    products, prices = read_lines(str(answers["products"]))
    plain = ("name", "activity", "owner_name", "phone", "address", "founded_year", "employees")
    return {
        **{name: str(answers[name]) for name in plain},
        "region": region_name,
        "district": district,
        "products": "; ".join(products),
        "prices": "; ".join(prices) if any(prices) else "",
        **account_of(str(answers["account"])),
    }


def read_lines(text: str) -> tuple[list[str], list[str]]:
    r"""Split lines such as "Keripik ubi 15.000" into names and prices, "" where none is told.

    >>> read_lines("Keripik ubi pedas 15.000\nDodol - Rp20rb/kotak\nAir mineral 600 ml")
    (['Keripik ubi pedas', 'Dodol', 'Air mineral 600 ml'], ['15.000', 'Rp20rb', ''])
    """
    names, prices = [], []
    for line in text.replace(";", "\n").splitlines():
        plain = " ".join(line.split()).strip(" -•*·")
        if not plain:
            continue
        match = PRICE.match(plain)
        price = read_money(match["price"]).rupiah if match else None
        is_price = match is not None and price is not None and price >= LEAST_PRICE
        names.append(match["name"].strip(" -–:=,") if match and is_price else plain)
        prices.append(match["price"].strip() if match and is_price else "")
    return names, prices


def account_of(text: str) -> dict[str, str]:
    """Say which network an account belongs to; a bare name is taken for Instagram.

    >>> account_of("@keripikbuani"), account_of("shopee.co.id/buani")
    ({'instagram': '@keripikbuani'}, {'marketplace': 'shopee.co.id/buani'})
    """
    plain = text.strip()
    folded = plain.casefold()
    if not plain:
        return {}
    for network in NETWORKS:
        if network in folded:
            return {network: plain}
    if any(shop in folded for shop in ("shopee", "tokopedia", "lazada", "gofood", "grab")):
        return {"marketplace": plain}
    return {"website" if "." in plain.strip("@") and "/" in plain else "instagram": plain}
