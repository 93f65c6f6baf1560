"""The form of each question of the facts interview, and how its answers become facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.studio.queries import plain
from laju.core.choices import LISTS, offered
from laju.core.interview import QUESTIONS
from laju.core.permits import KINDS, needs_expiry, read_permit
from laju.core.profile import Profile, Tone
from laju.web.shared.forms_facts import CHANNELS, FactsForm, facts_initial

ACCOUNTS = CHANNELS[:3]
MOST_WORDS, LONGEST_WORD = 12, 60
LONGEST_LEAD = 60
MOST_PEOPLE = 10_000
TONES = (
    ("", gettext_lazy("Biasa: sopan dan singkat")),
    (Tone.FORMAL.value, gettext_lazy("Resmi: kalimat lengkap")),
    (Tone.FRIENDLY.value, gettext_lazy("Ramah: menyapa Kakak")),
    (Tone.MEDAN.value, gettext_lazy("Gaya Medan: cemana, singgahlah")),
)
WORDS = {
    "usaha": (gettext_lazy("Apa nama usaha Anda, dan apa yang dikerjakan?"), gettext_lazy("Satu kalimat cukup, dengan kata Anda sendiri.")),
    "barang": (gettext_lazy("Apa saja yang dijual, dan berapa harganya?"), gettext_lazy("Tiga barang atau jasa sudah cukup untuk mulai.")),
    "bahan": (gettext_lazy("Terbuat dari apa, dan bagaimana membuatnya?"), gettext_lazy("Centang hanya yang benar. Kalau usaha Anda jasa, lewati saja.")),
    "guna": (gettext_lazy("Biasanya dibeli untuk apa?"), gettext_lazy("Boleh lebih dari satu.")),
    "awal": (gettext_lazy("Bagaimana usaha ini bermula?"), gettext_lazy("Cerita pendek membuat halaman Anda berbeda dari yang lain.")),
    "orang": (gettext_lazy("Siapa yang bekerja di sini?"), gettext_lazy("Nama tidak tampil kalau tidak diisi.")),
    "tempat": (gettext_lazy("Di mana tempatnya?"), gettext_lazy("Patokan menolong pembeli yang pertama kali datang.")),
    "jam": (gettext_lazy("Kapan buka?"), gettext_lazy("Misalnya: Senin–Sabtu 08.00–17.00.")),
    "pesan": (gettext_lazy("Bagaimana orang memesan?"), gettext_lazy("Nomor ini yang tampil di tombol WhatsApp.")),
    "antar": (gettext_lazy("Bagaimana pesanan sampai, dan bayar dengan apa?"), gettext_lazy("Centang hanya yang benar-benar bisa.")),
    "izin": (gettext_lazy("Izin apa yang sudah ada?"), gettext_lazy("Hanya izin dengan nomor yang tampil. Izin yang sudah lewat masanya tidak tampil.")),
    "gaya": (gettext_lazy("Bagaimana halaman Anda berbicara?"), gettext_lazy("Pilih gaya bahasa, dan tulis akun kalau ada.")),
}  # fmt: skip
FIELDS = {
    "usaha": ("name", "activity"),
    "barang": (),
    "bahan": ("materials", "making"),
    "guna": ("uses",),
    "awal": ("founded_year", "story"),
    "orang": ("employees", "owner_name"),
    "tempat": ("address", "village_name", "landmark"),
    "jam": ("hours",),
    "pesan": ("phone", "lead_days"),
    "antar": ("delivery", "payments"),
    "izin": tuple(f"{part}_{kind}" for kind in KINDS for part in ("number", "until")),
    "gaya": ("tone", *ACCOUNTS),
}
CHIPS = {
    "making": gettext_lazy("Cara membuat"),
    "uses": gettext_lazy("Dipakai untuk"),
    "delivery": gettext_lazy("Pesanan bisa"),
    "payments": gettext_lazy("Pembayaran"),
}


class InterviewForm(FactsForm):
    """All that can be asked; only the fields of one question are kept."""

    materials = forms.CharField(
        label=gettext_lazy("Bahan"),
        max_length=600,
        required=False,
        help_text=gettext_lazy("Pisahkan dengan koma. Misalnya: ubi, cabai merah, gula."),
    )
    story = forms.CharField(
        label=gettext_lazy("Cerita singkat"),
        max_length=160,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Satu kalimat. Misalnya: Dulu belajar dari ibu, lalu buka sendiri."),
    )
    employees = forms.CharField(
        label=gettext_lazy("Berapa orang yang bekerja, dengan Anda"),
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
    )
    owner_name = forms.CharField(
        label=gettext_lazy("Nama pemilik yang boleh tampil di halaman"),
        max_length=80,
        required=False,
    )
    landmark = forms.CharField(
        label=gettext_lazy("Patokan"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Misalnya: sebelah Masjid Raya."),
    )
    lead_days = forms.CharField(
        label=gettext_lazy("Pesan berapa hari sebelumnya"),
        max_length=3,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
        help_text=gettext_lazy("Tulis 0 kalau selalu ada."),
    )
    tone = forms.ChoiceField(
        label=gettext_lazy("Gaya bahasa"), choices=TONES, required=False, widget=forms.RadioSelect
    )

    def __init__(self, question: str, profile: Profile, data: Any = None) -> None:
        super().__init__(data, initial=interview_initial(profile))
        for name, label in CHIPS.items():
            boxes = [
                (code, choice.label) for code, choice in offered(name=name, sector=profile.sector)
            ]
            ticked = getattr(profile, name)
            boxes += [(code, LISTS[name][code].label) for code in ticked if code in LISTS[name] and code not in dict(boxes)]  # fmt: skip
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=boxes, required=False, widget=forms.CheckboxSelectMultiple
            )
        for kind, rule in KINDS.items():
            self.fields[f"number_{kind}"] = forms.CharField(
                label=_("Nomor %(permit)s") % {"permit": rule.label},
                max_length=60,
                required=False,
                help_text=_("Misalnya %(example)s.") % {"example": rule.example},
            )
            self.fields[f"until_{kind}"] = forms.DateField(
                label=_("%(permit)s berlaku sampai") % {"permit": rule.label},
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            )
        self.fields = {name: self.fields[name] for name in FIELDS[question]}
        self.question, self.profile = question, profile

    def clean_employees(self) -> int | None:
        """Accept a whole number of people, or nothing."""
        return self._number("employees", most=MOST_PEOPLE)

    def clean_lead_days(self) -> int | None:
        """Accept a number of days, or nothing."""
        return self._number("lead_days", most=LONGEST_LEAD)

    def clean_materials(self) -> list[str]:
        """Part the materials at commas."""
        words = str(self.cleaned_data["materials"]).replace(";", ",").replace("\n", ",").split(",")
        kept = list(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
        if len(kept) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in kept):
            raise forms.ValidationError(_("Tulis paling banyak 12 bahan, masing-masing pendek."))
        return kept

    def clean(self) -> dict[str, Any]:
        """Check each permit: its number, and the day it runs out where that is needed."""
        told = super().clean() or self.cleaned_data
        for kind in KINDS if self.question == "izin" else ():
            text = str(told.get(f"number_{kind}") or "")
            until = told.get(f"until_{kind}")
            if not text.strip():
                if until:
                    self.add_error(
                        f"number_{kind}", _("Tulis nomornya, atau kosongkan tanggalnya.")
                    )
                continue
            reading = read_permit(kind=kind, text=text)
            if reading.reason:
                self.add_error(f"number_{kind}", reading.reason)
            elif not until and not reading.until and needs_expiry(kind=kind, number=reading.number):
                self.add_error(f"until_{kind}", _("Tulis sampai kapan izin ini berlaku."))
            elif reading.until and until and until.year != reading.until.year + 1:
                self.add_error(f"until_{kind}", _("Dua angka terakhir nomor P-IRT adalah tahun berakhirnya. Periksa tanggalnya."))  # fmt: skip
            told[f"number_{kind}"] = reading.number
        return told

    def answers(self) -> dict[str, Any]:
        """Return the facts of this question as plain values, changed or not."""
        told = self.cleaned_data
        if self.question == "izin":
            kept = [[p.kind, p.number, plain(p.expires_on)] for p in self.profile.permits if p.kind not in KINDS]  # fmt: skip
            rows = [[kind, told[f"number_{kind}"], plain(told[f"until_{kind}"])] for kind in KINDS]
            return {"permits": kept + [row for row in rows if row[1]]}
        facts = {n: v.strip() if isinstance(v, str) else v for n, v in told.items()}
        if self.question == "gaya":
            kept_accounts = {k: v for k, v in self.profile.channels.items() if k not in ACCOUNTS}
            own = {name: facts.pop(name) for name in ACCOUNTS}
            facts["channels"] = kept_accounts | {name: text for name, text in own.items() if text}
        return facts

    def _number(self, name: str, *, most: int) -> int | None:
        text = str(self.cleaned_data[name]).strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and int(text) <= most):
            raise forms.ValidationError(_("Tulis angkanya saja, misalnya 3."))
        return int(text)


def interview_initial(profile: Profile) -> dict[str, Any]:
    """Return what the questions start with: all that is known."""
    initial = facts_initial(profile) | {name: list(getattr(profile, name)) for name in CHIPS}
    initial |= {name: getattr(profile, name) for name in ("story", "landmark", "owner_name")}
    initial["materials"] = ", ".join(profile.materials)
    for name in ("employees", "lead_days"):
        known = getattr(profile, name)
        initial[name] = "" if known is None else str(known)
    for permit in profile.permits:
        initial |= {
            f"number_{permit.kind}": permit.number,
            f"until_{permit.kind}": permit.expires_on,
        }
    return initial | {"tone": profile.tone.value}


def told_apart(facts: Mapping[str, Any], profile: Profile) -> tuple[dict[str, Any], Iterable[str]]:
    """Part answers into what reads differently now, and the names of what stands as it was."""
    before = {name: _plain_fact(profile, name) for name in facts}
    changed = {name: value for name, value in facts.items() if (value or None) != (before[name] or None) or (value == 0) != (before[name] == 0)}  # fmt: skip
    stands = [name for name, value in facts.items() if name not in changed and value not in ("", None, [], {})]  # fmt: skip
    return changed, stands


def is_expired(profile: Profile, *, on: date) -> bool:
    """Tell whether some permit on record has run out."""
    return any(permit.expires_on and permit.expires_on < on for permit in profile.permits)


def _plain_fact(profile: Profile, name: str) -> Any:
    value = getattr(profile, name)
    if name == "hours":
        return [[o.weekday, o.opens, o.closes] for o in value]
    if name == "permits":
        return [[p.kind, p.number, plain(p.expires_on)] for p in value]
    return plain(dict(value) if isinstance(value, Mapping) else value)


assert set(FIELDS) == set(WORDS) == set(QUESTIONS)
