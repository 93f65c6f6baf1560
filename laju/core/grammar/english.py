"""The same facts in English, for visitors from abroad: short lines, names left as they are."""

from collections.abc import Iterator, Mapping, Sequence

from laju.core.choices import chosen
from laju.core.grammar.slots import (
    Slots,
    fact_of,
    is_service,
    slots_of,
    speakable_products,
    unit_text,
)
from laju.core.grammar.templates import choose_line, first_line, known
from laju.core.indonesian import display_name, product_name
from laju.core.profile import Opening, Product, Profile, Sector
from laju.core.sectors import Sensitive, sensitive_goods
from laju.core.texts import Line, Question, Texts

HEADLINE = OFFER = 60
DESCRIPTION = 155
ABOUT_SENTENCES = 5
FULL_WEEK = 7
GROUPS_SPOKEN = 3
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS: Mapping[str, str] = {
    "bungkus": "pack", "bks": "pack", "pak": "pack", "buah": "piece", "pcs": "piece", "potong": "piece",
    "lembar": "piece", "helai": "piece", "biji": "piece", "ekor": "piece", "kg": "kg", "kilo": "kg", "gram": "gram",
    "ons": "100 g", "porsi": "portion", "mangkok": "bowl", "piring": "plate", "gelas": "glass", "cup": "cup",
    "botol": "bottle", "kotak": "box", "box": "box", "dus": "box", "toples": "jar", "stoples": "jar", "orang": "person",
    "pasang": "pair", "set": "set", "lusin": "dozen", "meter": "metre", "m": "metre", "jam": "hour", "hari": "day",
    "bulan": "month", "kali": "visit", "unit": "unit", "batang": "stick", "ikat": "bunch", "sisir": "bunch",
    "karung": "sack", "liter": "litre", "loyang": "tray", "tangkai": "stem", "pot": "pot", "stel": "set",
}  # fmt: skip
KINDS: Mapping[Sector, str] = {
    Sector.FOOD: "a food and drink business",
    Sector.FARM: "a farm business",
    Sector.CRAFT: "a craft business",
    Sector.FASHION: "a clothing business",
    Sector.BEAUTY: "a beauty and hair business",
    Sector.SERVICE: "a local service",
    Sector.WORKSHOP: "a workshop",
    Sector.RETAIL: "a neighbourhood shop",
}
HEADLINES = ("{Listed} in {city}", "{Product} in {city}", "{Listed}", "{Product}", "{name} in {city}", "{name}", "Welcome")  # fmt: skip
TAGLINES = (
    "Ask or order directly from {name} on WhatsApp.",
    "{name}, {place}. Order on WhatsApp.",
    "Ask first, or order {goods} on WhatsApp.",
)
ABOUT_WHAT = (
    "{name} sells {goods_listed} in {place}.",
    "In {place}, {name} sells {goods_listed}.",
    "{name} offers {services_listed} in {place}.",
    "{name} is {kind} in {place}.",
)
ABOUT_SHORT = ("{name} sells {goods_listed}.", "{name} offers {services_listed}.", "{name} is {kind}.")  # fmt: skip
ABOUT_NAME = ("{name} is in {place}.", "This is the page of {name}.")
ABOUT_REST = (
    ("{Product}: {made_one}.", "Our goods are {made}."),
    ("We have been running this business since {year}.", "The business started in {year}."),
    ("Prices range from {low} to {high}.",),
    ("We are open {hours}.", "Opening hours: {hours}."),
)
ABOUT_END = ("To ask or order, send us a WhatsApp message.",)
ABOUT_CALL = ("To ask or order, call {call}.",)
OFFERS = ("{Product}, {price}", "Order {goods} from {name}", "Order {goods}", "{Product}", "Contact {name}", "Contact us")  # fmt: skip
FAQ: Sequence[tuple[str, Sequence[str]]] = (
    ("How do I order?", ("Send a message to WhatsApp {wa}. Tell us what and how many.", "Call {call}. Tell us what and how many.")),
    ("What does it cost?", ("Prices range from {low} to {high}.", "{Product}: {price}.")),
    ("When are you open?", ("We are open {hours}.",)),
    ("Where are you?", ("Our address: {address}.", "We are in {place}.")),
    ("How do I get my order?", ("Orders can be {delivered}.",)),
    ("How can I pay?", ("You can pay by {paid}.",)),
    ("Do I need to order ahead?", ("Yes, please order {ahead} ahead.",)),
    ("How is it made?", ("{Product}: {made_one}.", "Our goods are {made}.")),
    ("Since when are you in business?", ("Since {year}.",)),
)  # fmt: skip
GREETINGS = ("Hello, thank you for contacting {name}.",)
GREETING_REST = (("We are open {hours}.",), ("Please write your order or question.",))


def compose_english(*, profile: Profile, seed: str) -> Texts:
    """Return the texts of a homepage in English; captions stay in Bahasa Indonesia and are empty here.

    Names of products and places stay as they are, and what an owner said in Indonesian (notes,
    story, materials) is left out rather than translated.

    >>> shop = Profile(code="LJ-1", slug="a", name="Warung Bu Par", region_name="Kota Medan")
    >>> compose_english(profile=shop, seed="x").headline.text
    'Warung Bu Par in Medan'
    """
    slots = english_slots(profile=profile)
    offered = speakable_products(profile=profile)
    about = list(_about(slots, seed=seed))[:ABOUT_SENTENCES]
    return Texts(
        headline=_must(first_line(HEADLINES, slots=slots, limit=HEADLINE)),
        tagline=_tagline(slots, seed=seed),
        about=_joined(about),
        description=_description(slots),
        product_lines={p.key: _product_line(p, offered=offered) for p in profile.products},
        order=order_message(
            profile=profile, product=offered[0] if len(offered) == 1 else None
        ),
        offer=_must(first_line(OFFERS, slots=slots, limit=OFFER)),
        faq=tuple(_faq(slots)),
        greeting=_joined(list(_greeting(slots, seed=seed))),
        alts={
            "": _must(first_line(("Photo of {name} in {place}", "Photo of {name}"), slots=slots, limit=110)),
            **{p.key: _alt(p, offered=offered) for p in profile.products},
        },
        language="en",
    )  # fmt: skip


def order_message(*, profile: Profile, product: Product | None = None) -> Line:
    """Return the message a visitor sends on WhatsApp, for one product or for none in particular."""
    name = display_name(profile.name)
    greeting = f"Hello {name}," if name else "Hello,"
    if product is None:
        wish = "place an order" if speakable_products(profile=profile) else "ask a question"
        return Line(f"{greeting} I would like to {wish}.", ("name",))
    verb = "ask about" if is_service(product.name) else "order"
    return Line(
        f"{greeting} I would like to {verb} {product_name(product.name)}.",
        ("name", fact_of(product, profile)),
    )


def english_slots(*, profile: Profile) -> dict[str, Line]:
    """Return the slots of English sentences, each with the facts behind it."""
    own = slots_of(profile=profile)
    renamed = {
        "name": "nama", "city": "kota", "address": "alamat", "wa": "wa", "call": "telepon", "year": "tahun",
    }  # fmt: skip
    slots = {english: own[name] for english, name in renamed.items() if name in own}
    if "tempat" in own:
        parts = own["tempat"].text.split(", ")
        near = f"{parts[0]}, " if len(parts) > 1 else ""
        slots["place"] = Line(f"{near}{own['kota'].text}", own["tempat"].facts)
    for english, name in (("low", "rendah"), ("high", "tinggi")):
        if name in own:
            slots[english] = Line(own[name].text.replace(".", ","), own[name].facts)
    if profile.sector in KINDS:
        slots["kind"] = Line(KINDS[profile.sector], ("sector",))
    slots |= _product_slots(profile)
    hours = english_hours(hours=profile.hours)
    if hours:
        slots["hours"] = Line(hours, ("hours",))
    return slots | _told_slots(profile)


def english_hours(*, hours: Sequence[Opening]) -> str:
    """Return opening hours in English, days with equal hours together; "" when unknown or many.

    >>> english_hours(hours=[Opening(day, "08:00", "17:00") for day in range(6)])
    'Monday to Saturday, 08:00–17:00'
    """
    by_day: dict[int, list[str]] = {}
    for opening in sorted(hours, key=lambda each: (each.weekday, each.opens)):
        if 0 <= opening.weekday < FULL_WEEK:
            span = f"{opening.opens}–{opening.closes}"
            whole = (opening.opens, opening.closes) == ("00:00", "24:00")
            by_day.setdefault(opening.weekday, []).append("24 hours" if whole else span)
    groups: dict[str, list[int]] = {}
    for day, spans in sorted(by_day.items()):
        groups.setdefault(" and ".join(dict.fromkeys(spans)), []).append(day)
    if len(groups) > GROUPS_SPOKEN:
        return ""
    return "; ".join(f"{_days(days)}, {span}" for span, days in groups.items())


def english_price(product: Product) -> str:
    """Return "Rp15,000 per pack", "Rp15,000" or ""; a unit we cannot translate is left out."""
    if not product.price_rupiah or product.price_rupiah < 0:
        return ""
    price = f"Rp{product.price_rupiah:,}"
    unit = UNITS.get(unit_text(product.unit))
    return f"{price} per {unit}" if unit else ("" if product.unit.strip() else price)


def _product_slots(profile: Profile) -> dict[str, Line]:
    offered = speakable_products(profile=profile)
    if not offered:
        return {}
    first, key = offered[0], fact_of(offered[0], profile)
    shown = product_name(first.name, limit=45)
    slots = {"Product": Line(shown, (key,))}
    goods = not is_service(first.name)
    if goods:
        slots["goods"] = Line(shown, (key,))
    price = english_price(first)
    if price:
        slots["price"] = Line(price, (key,))
    listed = [product_name(each.name, limit=45) for each in offered[:3]]
    facts = tuple(dict.fromkeys(fact_of(each, profile) for each in offered[:3]))
    words = Line(_and(listed), facts)
    slots["Listed"] = words
    services = [is_service(each.name) for each in offered]
    slots["services_listed" if all(services) else "goods_listed"] = words
    made = [choice.english for choice in chosen(name="making", codes=profile.making)]
    if made and goods:
        slots["made_one" if len(offered) == 1 else "made"] = Line(_and(made[:2]), ("making",))
    return slots


def _told_slots(profile: Profile) -> dict[str, Line]:
    slots = {}
    ways = [choice.english for choice in chosen(name="delivery", codes=profile.delivery)]
    payments = [choice.english for choice in chosen(name="payments", codes=profile.payments)]
    for name, words, fact in (("delivered", ways, "delivery"), ("paid", payments, "payments")):
        if words:
            slots[name] = Line(_and(words, last="or"), (fact,))
    if profile.lead_days and 0 < profile.lead_days <= 60:  # noqa: PLR2004
        days = "day" if profile.lead_days == 1 else "days"
        slots["ahead"] = Line(f"{profile.lead_days} {days}", ("lead_days",))
    return slots


def _tagline(slots: Slots, *, seed: str) -> Line:
    if "wa" in slots:
        return _must(choose_line(TAGLINES, slots=slots, seed=seed, purpose="tagline"))
    return _must(
        first_line(("{name} is in {place}.", "Welcome to {name}."), slots=slots, limit=155)
    )


def _about(slots: Slots, *, seed: str) -> Iterator[Line]:
    for templates in (ABOUT_WHAT, ABOUT_SHORT, ABOUT_NAME):
        line = choose_line(templates, slots=slots, seed=seed, purpose="about")
        if line:
            yield line
            break
    rest = [line for number, block in enumerate(ABOUT_REST)
            if (line := choose_line(block, slots=slots, seed=seed, purpose=f"about/{number}"))]  # fmt: skip
    yield from rest[: ABOUT_SENTENCES - 2]
    end = ABOUT_END if "wa" in slots else ABOUT_CALL
    last = choose_line(end, slots=slots, seed=seed, purpose="end")
    yield last or Line("Please ask us directly.")


def _description(slots: Slots) -> Line:
    templates = (
        "{name}: {Listed} in {place}.",
        "{name}: {Listed}.",
        "{name} is {kind} in {place}.",
        "{name} in {place}.",
        "{name}.",
    )
    start = _must(first_line(templates, slots=slots, limit=DESCRIPTION))
    text, facts = start.text, dict.fromkeys(start.facts)
    for template in ("Prices from {low} to {high}.", "Open {hours}.", "WhatsApp {wa}."):
        line = choose_line((template,), slots=slots, seed="", purpose="", limit=DESCRIPTION)
        if line and len(text) + 1 + len(line.text) <= DESCRIPTION:
            text, facts = f"{text} {line.text}", facts | dict.fromkeys(line.facts)
    return Line(text, tuple(facts))


def _product_line(product: Product, *, offered: Sequence[Product]) -> Line:
    goods = sensitive_goods(text=product.name)
    if goods & {Sensitive.ALCOHOL, Sensitive.TOBACCO}:
        return Line("For adult buyers.")
    if goods or product not in offered:
        return Line("Please ask us directly.")
    name, price = product_name(product.name), english_price(product)
    return Line(f"{name}, {price}." if price else f"{name}.", (f"products.{product.key}",))


def _alt(product: Product, *, offered: Sequence[Product]) -> Line:
    if product not in offered:
        return Line("Photo of an item in this shop")
    return Line(f"Photo of {product_name(product.name)}", (f"products.{product.key}",))


def _faq(slots: Slots) -> Iterator[Question]:
    for question, answers in FAQ:
        fit = known(answers, slots=slots)
        line = first_line(fit, slots=slots, limit=300) if fit else None
        if line:
            yield Question(question, line)


def _greeting(slots: Slots, *, seed: str) -> Iterator[Line]:
    for number, block in enumerate((GREETINGS, *GREETING_REST)):
        line = choose_line(block, slots=slots, seed=seed, purpose=f"greeting/{number}")
        if line:
            yield line


def _joined(lines: Sequence[Line]) -> Line:
    facts = dict.fromkeys(fact for line in lines for fact in line.facts)
    return Line(" ".join(line.text for line in lines), tuple(facts))


def _and(words: Sequence[str], *, last: str = "and") -> str:
    *head, end = words
    if not head:
        return end
    return f"{head[0]} {last} {end}" if len(head) == 1 else f"{', '.join(head)}, {last} {end}"


def _days(days: Sequence[int]) -> str:
    if len(days) == FULL_WEEK:
        return "every day"
    if days[-1] - days[0] == len(days) - 1 and len(days) > 2:  # noqa: PLR2004
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return _and([DAYS[day] for day in days])


def _must(line: Line | None) -> Line:
    """The last template of each list needs no fact; the name is never longer than its place."""
    return line or Line("Contact us")
