"""What an owner, or a facilitator on behalf of one, tells about a business."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.core.hours import format_hours, read_hours
from laju.core.identity.phone import format_phone, read_phone
from laju.core.money import read_money
from laju.core.notation import format_rupiah
from laju.core.profile import Product, Profile

CHANNELS = ("instagram", "facebook", "tiktok", "marketplace", "website")
TEXTS = ("name", "activity", "address", "village_name")
MOST_PRODUCTS = 12
EXTRA_ROWS = 3
OLDEST_YEAR = 1900


class FactsForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Nama usaha"), max_length=120)
    activity = forms.CharField(
        label=gettext_lazy("Tentang usaha, satu kalimat"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Nomor WhatsApp"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=gettext_lazy("Pembeli memesan lewat nomor ini. Misalnya 0812 3456 7890."),
    )
    hours = forms.CharField(
        label=gettext_lazy("Jam buka"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Misalnya: Senin–Sabtu 08.00–17.00, Minggu tutup."),
    )
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=300, required=False)
    village_name = forms.CharField(
        label=gettext_lazy("Desa atau kelurahan"), max_length=80, required=False
    )
    founded_year = forms.CharField(
        label=gettext_lazy("Mulai tahun"),
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
    )
    instagram = forms.CharField(label="Instagram", max_length=200, required=False)
    facebook = forms.CharField(label="Facebook", max_length=200, required=False)
    tiktok = forms.CharField(label="TikTok", max_length=200, required=False)
    marketplace = forms.CharField(
        label=gettext_lazy("Toko di lokapasar (Shopee, Tokopedia, …)"),
        max_length=200,
        required=False,
    )
    website = forms.CharField(label=gettext_lazy("Situs sendiri"), max_length=200, required=False)

    def clean_phone(self) -> str:
        """Read the number however it is written."""
        text = str(self.cleaned_data["phone"])
        if not text.strip():
            return ""
        reading = read_phone(text)
        if not reading.value:
            raise forms.ValidationError(reading.reason)
        return reading.value

    def clean_hours(self) -> list[list[Any]]:
        """Read the hours however they are written."""
        text = str(self.cleaned_data["hours"])
        if not text.strip():
            return []
        hours = read_hours(text)
        if not hours.openings:
            raise forms.ValidationError(hours.reason)
        return [[o.weekday, o.opens, o.closes] for o in hours.openings]

    def clean_founded_year(self) -> int | None:
        """Accept a year that has begun, or nothing."""
        text = str(self.cleaned_data["founded_year"]).strip()
        if not text:
            return None
        is_year = text.isascii() and text.isdigit()
        if not is_year or not OLDEST_YEAR <= int(text) <= date.max.year:
            raise forms.ValidationError(_("Tulis tahunnya saja, misalnya 2015."))
        return int(text)

    def changes(self, profile: Profile) -> dict[str, Any]:
        """Return the facts that now read differently, as plain values."""
        told = self.cleaned_data
        now: dict[str, Any] = {name: told[name].strip() for name in TEXTS}
        now |= {"phone": told["phone"], "founded_year": told["founded_year"]}
        now["hours"] = told["hours"]
        kept = {key: value for key, value in profile.channels.items() if key not in CHANNELS}
        now["channels"] = kept | {key: told[key].strip() for key in CHANNELS if told[key].strip()}
        before: dict[str, Any] = {name: getattr(profile, name) for name in now}
        before["hours"] = [[o.weekday, o.opens, o.closes] for o in profile.hours]
        before["channels"] = dict(profile.channels)
        return {name: value for name, value in now.items() if value != before[name]}


class ProductForm(forms.Form):
    key = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=60)
    name = forms.CharField(
        label=gettext_lazy("Nama barang atau jasa"), max_length=80, required=False
    )
    price = forms.CharField(
        label=gettext_lazy("Harga"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "num-in", "placeholder": "15.000"}),
    )
    unit = forms.CharField(
        label=gettext_lazy("Per"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("bungkus")}),
    )
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=200, required=False)

    def clean_price(self) -> int | None:
        """Read the price however it is written."""
        text = str(self.cleaned_data["price"])
        if not text.strip():
            return None
        money = read_money(text)
        if money.reason:
            raise forms.ValidationError(money.reason)
        if money.rupiah is None:
            raise forms.ValidationError(_("Tulis satu harga saja, misalnya 15.000."))
        return money.rupiah

    def clean(self) -> dict[str, Any]:
        """A price needs a name beside it."""
        told = super().clean() or self.cleaned_data
        if not told.get("name") and (told.get("price") or told.get("unit") or told.get("note")):
            self.add_error("name", _("Tulis nama barangnya."))
        return told


class Products(forms.BaseFormSet):  # type: ignore[type-arg]
    """The products in their order; a row without a name takes its product off the pages."""

    def told(self) -> list[dict[str, Any]]:
        """Return the products named, as studio.record_facts takes them."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return [
            {
                "key": row["key"],
                "name": row["name"],
                "price_rupiah": row["price"],
                "unit": row["unit"],
                "note": row["note"],
            }
            for row in rows
        ]


ProductsFormSet = forms.formset_factory(
    ProductForm,
    formset=Products,
    extra=EXTRA_ROWS,
    max_num=MOST_PRODUCTS,
    absolute_max=MOST_PRODUCTS,
)


def facts_initial(profile: Profile) -> dict[str, Any]:
    """Return what the facts form starts with."""
    initial: dict[str, Any] = {name: getattr(profile, name) for name in TEXTS}
    initial["phone"] = format_phone(profile.phone) if profile.phone else ""
    initial["hours"] = format_hours(profile.hours)
    initial["founded_year"] = str(profile.founded_year or "")
    return initial | {key: profile.channels.get(key, "") for key in CHANNELS}


def products_initial(products: Sequence[Product]) -> list[dict[str, Any]]:
    """Return what the rows of products start with."""
    return [
        {
            "key": product.key,
            "name": product.name,
            "price": "" if product.price_rupiah is None else format_rupiah(product.price_rupiah),
            "unit": product.unit,
            "note": product.note,
        }
        for product in products[:MOST_PRODUCTS]
    ]


def is_same(products: Sequence[Product], told: Sequence[Mapping[str, Any]]) -> bool:
    """Test whether the products told are the ones on record."""
    before = [(p.key, p.name, p.price_rupiah, p.unit, p.note) for p in products]
    names = ("key", "name", "price_rupiah", "unit", "note")
    return before == [tuple(row[name] for name in names) for row in told]
