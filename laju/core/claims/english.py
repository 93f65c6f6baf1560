"""The same claims in English: for the English pages, and for the English that slips into posts."""

from laju.core.claims.rules import Backing, Kind, Rule, whole_words

_REASON = "Kata Inggris ini mengatakan hal yang tidak dapat dibuktikan dengan data usaha."
_REMEDY = "Hapus kata itu. Sebutkan bahan, ukuran, harga, atau jam buka."


def _rule(kind: Kind, backing: Backing, alternatives: str) -> Rule:
    return Rule(kind, whole_words(alternatives), backing, _REASON, _REMEDY)


ENGLISH_RULES: tuple[Rule, ...] = (
    _rule(
        Kind.SUPERLATIVE,
        Backing.NOTHING,
        r"""best|finest|greatest|number[- ]one|cheapest|tastiest|freshest|largest|biggest|oldest|leading|top[- ](?:rated|quality)
        (?:the )?most \w+|award[- ]winning|unrivall?ed|unmatched|unbeatable|second to none|better than \w+|lowest prices?""",
    ),
    _rule(
        Kind.EXCLUSIVE,
        Backing.NOTHING,
        r"""the only|one and only|only (?:place|shop|one|seller|producer|here|at \w+)|exclusive(?:ly)?|unique|nowhere else|like no other""",
    ),
    _rule(
        Kind.QUALITY,
        Backing.NOTHING,
        r"""delicious|tasty|mouth-?watering|scrumptious|beautiful(?:ly)?|stunning|elegant|high[- ]quality|quality|premium|excellent|amazing
        wonderful|awesome|great|perfect(?:ly)?|luxur(?:y|ious)|professional|experienced|experts?|affordable|cheap|reasonable prices?|good value""",
    ),
    _rule(
        Kind.TASTE,
        Backing.OWN_WORDS,
        r"crispy|crunchy|spicy|sweet|savou?ry|soft|fluffy|creamy|fragrant|durable|long[- ]lasting|fast (?:service|delivery)|quick|friendly|comfortable|cosy|cozy",
    ),
    _rule(
        Kind.PURITY,
        Backing.NOTHING,
        r"authentic|genuine|pure|all[- ]natural|hygienic|clean|(?:no|without|free from) (?:added )?(?:preservatives?|msg|colou?rings?|chemicals?)|\w+[- ]free",
    ),
    _rule(Kind.PERMIT, Backing.PERMIT, r"certified|licen[sc]ed|registered|approved by \w+"),
    _rule(
        Kind.HEALTH,
        Backing.NAME_ONLY,
        r"""health(?:y|ier|ful)|nutritious|cures?|cured|heals?|healing|boosts? \w+|immun(?:e|ity)|vitamins?|antioxidants?|slimming|weight loss
        low (?:sugar|fat|calorie|cholesterol)|good for (?:you|your \w+)|anti-?ageing|detox\w*|relieves?|prevents? \w+""",
    ),
    _rule(
        Kind.GUARANTEE,
        Backing.NOTES,
        r"guarante\w+|warrant(?:y|ies)|money[- ]back|risk[- ]free|safe|never disappoint\w*|satisfaction",
    ),
    _rule(
        Kind.OFFER,
        Backing.NOTES,
        r"special (?:offer|price)|discounts?|off today|half price|giveaways?|buy one|free \w+|vouchers?|coupons?|bargains?",
    ),
    _rule(
        Kind.URGENCY,
        Backing.NOTHING,
        r"hurry|limited(?: \w+)?|last chance|today only|while (?:stocks?|supplies) lasts?|selling (?:fast|out)|sold out|do(?:n't| not) miss|act now|before it'?s gone",
    ),
    _rule(
        Kind.POPULARITY,
        Backing.NOTHING,
        r"""popular|famous|favou?rites?|well[- ]known|well[- ]loved|loved by \w+|everyone loves|trusted|legendary|best-?sell\w+|five[- ]stars?
        customers? (?:love|say|agree)|(?:thousands|hundreds|millions) of \w+|trending|recommended|iconic|renowned""",
    ),
    _rule(
        Kind.WONDER,
        Backing.NOTHING,
        r"magic(?:al)?|miracles?|revolutionary|innovative|breakthrough|secret|world[- ]class|incredible|unforgettable|extraordinary|sensational",
    ),
    _rule(
        Kind.DELIVERY,
        Backing.OWN_WORDS,
        r"we deliver|home delivery|free shipping|ships?|shipping|shipped|delivered(?: nearby)?|sent by \w+|worldwide|nationwide|export\w*|cash on delivery",
    ),
    _rule(
        Kind.PROCESS,
        Backing.OWN_WORDS,
        r"""handmade|hand-?crafted|home-?made|hand-?woven|woven(?: on a hand loom)?|traditional(?:ly)?|family recipe|secret recipe|generations?
        wood[- ]fired?|wood fire|locally sourced|local ingredients?|freshly \w+|made (?:daily|every day|to order|by hand|with \w+)|hand-?picked|heritage|imported""",
    ),
)
