"""What is compared of a business: names, places and numbers in comparison form, as SQL.

Only functions that DuckDB and Spark both have (`in_spark` turns the text into Spark's words), so
that one model means the same on both engines.
"""

import sqlglot

from laju.core.identity.names import OLD_SPELLING, PERSON_TITLES, PREFIX_CLASSES, SAME_WORDS

INPUT_COLUMNS = (
    "id", "owner_name", "nik", "nib", "phone", "name", "region", "district", "district_name",
    "village_name", "address", "kbli_code", "activity",
)  # fmt: skip
FEATURES = (
    "nik", "nib", "phone", "owner", "owner_key", "owner_first", "name", "name_key", "name_start",
    "class", "branch", "region", "district", "village", "street", "spot", "house", "kbli",
    "activity",
)  # fmt: skip

# boru and bin say whose child, written by one office and left out by the next.
_OWNER_NOISE = (*sorted(PERSON_TITLES), "boru", "br", "bru", "bin", "binti")
_STREET_NOISE = ("jl", "jln", "jalan", "no", "nomor", "rt", "rw", "[a-z]?[0-9]+[a-z]?")
_ACTIVITY_NOISE = (
    "jual", "menjual", "jualan", "penjualan", "dagang", "pedagang", "berdagang", "usaha", "jasa",
    "pembuatan", "membuat", "produksi", "memproduksi", "dan", "berbagai", "macam", "aneka", "dll",
    "beli", "membeli", "lalu", "yang", "untuk", "di", "melayani", "menyediakan", "eceran",
    "perdagangan", "kerajinan", "industri", "home", "kuliner", "makanan", "minuman", "lainnya",
)  # fmt: skip
# "Toko Ani 2" and "Toko Ani Cabang Binjai" stand beside "Toko Ani", they are not it.
_BRANCH = "(?: cabang .*| cab .*|[0-9]{1,2} | ii | iii | iv )$"
_DOUBLED = "abdeghijklmnoprstu"
_NEEDS_FOLDING = "|".join(
    [old for old, _ in OLD_SPELLING if len(old) > 1] + [letter * 2 for letter in _DOUBLED]
)
_KEY_LENGTH = 5


_PUNCTUATION = [
    ("~", ""), ("''", ""), ("`", ""), (".", " "), (",", " "), ("-", " "), ("/", " "),
]  # fmt: skip
_TEXTS = ("owner_name", "name", "district_name", "village_name", "address", "activity")


def _bare() -> str:
    """All texts in one, in lower case, without the usual marks; `~` parts them.

    One string costs a sixth of the calls.
    """
    first = "split_part(owner_name, ',', 1)"  # what follows are degrees
    parts = ", ".join(first if name == "owner_name" else name for name in _TEXTS)
    bare = _replaced(f"lower(concat_ws(chr(31), {parts}))", _PUNCTUATION)
    return f"replace({bare}, chr(31), ' ~ ')"


def _plain(bare: str) -> str:
    """Letters and digits only; every word between two spaces of its own."""
    # Looking is cheaper than replacing, and most texts hold no other marks than the usual.
    words = f"""CASE WHEN regexp_matches({bare}, '[^a-z0-9~ ]')
      THEN regexp_replace({bare}, '[^a-z0-9~ ]+', ' ', 'g') ELSE {bare} END"""
    single = _replaced(words, [("  ", " ")] * 3)
    return f"' ' || replace(replace(trim({single}), ' ', '  '), '  ~  ', ' ~ ') || ' '"


def _part(text: str, number: int) -> str:
    return f"split_part({text}, '~', {number})"


def _without(text: str, words: tuple[str, ...]) -> str:
    return f"regexp_replace({text}, ' (?:{'|'.join(words)}) ', '', 'g')"


def _replaced(text: str, pairs: list[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = f"replace({text}, '{old}', '{new}')"
    return text


def _folded(text: str) -> str:
    """Old and sloppy spelling folded away: Soerjani is Suryani.

    Most words need nothing of it, so a look comes before the many replacements.
    """
    return f"""CASE WHEN regexp_matches({text}, '{_NEEDS_FOLDING}')
      THEN {_replaced(text, [*OLD_SPELLING, *((letter * 2, letter) for letter in _DOUBLED)])}
      ELSE {_replaced(text, [pair for pair in OLD_SPELLING if len(pair[0]) == 1])} END"""


def _same_words(text: str) -> str:
    """Words that mean the same as one word: Mhd, Moh and Muh are Muhammad."""
    by_target: dict[str, list[str]] = {}
    for old, new in SAME_WORDS.items():
        by_target.setdefault(new, []).append(old)
    told = text
    for new, words in by_target.items():
        told = f"regexp_replace({told}, ' (?:{'|'.join(words)}) ', ' {new} ', 'g')"
    seen = f"regexp_matches({text}, ' (?:{'|'.join(SAME_WORDS)}) ')"
    return f"CASE WHEN {seen} THEN {told} ELSE {text} END"


def _in_order(text: str) -> str:
    """Words of `text` by the alphabet, one space between them; nothing at all is NULL."""
    words = f"string_split(trim(replace({text}, '  ', ' ')), ' ')"
    return f"nullif(array_to_string(array_sort({words}), ' '), '')"


def _squeezed(text: str) -> str:
    return f"nullif(trim(replace({text}, '  ', ' ')), '')"


def _consonants(text: str) -> str:
    return f"nullif(left(translate({text}, 'aeiou ', ''), {_KEY_LENGTH}), '')"


def _class_of(word: str) -> str:
    """The class of a first word, by the same list the registry folds names with."""
    by_class: dict[str, list[str]] = {}
    for prefix, name in PREFIX_CLASSES.items():
        by_class.setdefault(name, []).append(prefix)
    cases = " ".join(
        f"WHEN {word} IN ({', '.join(repr(prefix) for prefix in prefixes)}) THEN '{name}'"
        for name, prefixes in by_class.items()
    )
    return f"CASE {cases} END"


def features_sql(table: str) -> str:
    """Return the query that gives one row of FEATURES per row of `table` (INPUT_COLUMNS)."""
    longest_first = sorted(PREFIX_CLASSES, key=len, reverse=True)
    prefix = "|".join(word.replace(" ", "  ") for word in longest_first)
    bare = f"regexp_replace(bare_name, '{_BRANCH}', '')"
    together = " || '~' || ".join(
        (
            _without("owner_name_text", _OWNER_NOISE),
            f"CASE WHEN trim({bare}) = '' THEN name_text ELSE {bare} END",
            _without("address_text", _STREET_NOISE),
            _without("activity_text", _ACTIVITY_NOISE),
        )
    )
    return f"""
WITH plain AS (
  SELECT *, {_plain("bare")} AS texts FROM (
    SELECT id, nik, nib, phone, region, district, kbli_code, {_bare()} AS bare FROM {table}
  ) AS bare
), texts AS (
  SELECT *, {", ".join(f"{_part('texts', at)} AS {name}_text" for at, name in enumerate(_TEXTS, 1))}
  FROM plain
), said AS (
  SELECT *,
    regexp_replace(name_text, '^(?: (?:{prefix}) )+', '') AS bare_name,
    trim(regexp_extract(name_text, '({_BRANCH})', 1)) AS branch,
    replace(regexp_extract(name_text, '^ ({prefix}) ', 1), '  ', ' ') AS first_word,
    regexp_extract(address_text, ' no(?:mor)?  ([0-9]+)', 1) AS house_after_no,
    regexp_extract(address_text, '([0-9]+)', 1) AS house_any
  FROM texts
), folded AS (
  SELECT *, {_folded("together")} AS folded FROM (
    SELECT *, {_same_words("spoken")} AS together FROM (
      SELECT *, {together} AS spoken FROM said
    ) AS said
  ) AS said
), words AS (
  SELECT *,
    {_in_order(_part("folded", 1))} AS owner,
    nullif(split_part(trim(folded), ' ', 1), '~') AS owner_first,
    {_in_order(_part("folded", 2))} AS name,
    {_squeezed(_part("folded", 3))} AS street,
    {_in_order(_part("folded", 4))} AS activity,
    region || ' ' || {_squeezed("village_name_text")} AS village
  FROM folded
)
SELECT id,
  nullif(nik, '') AS nik, nullif(nib, '') AS nib, nullif(phone, '') AS phone,
  owner, {_consonants("owner")} AS owner_key, owner_first,
  name, {_consonants("name")} AS name_key, left(name, 4) AS name_start,
  {_class_of("first_word")} AS class, branch,
  nullif(region, '') AS region,
  coalesce(region || ' ' || {_squeezed("district_name_text")}, nullif(district, '')) AS district,
  village, street, village || ' ' || street AS spot,
  coalesce(nullif(house_after_no, ''), nullif(house_any, '')) AS house,
  nullif(kbli_code, '') AS kbli, activity
FROM words"""


def in_spark(sql: str) -> str:
    """Return the same statement in the words of Spark."""
    told: str = sqlglot.transpile(sql, read="duckdb", write="spark")[0]
    # 64 bits there have another name; equal keys are equal on either engine, which is all we need.
    return told.replace("HASH(", "XXHASH64(")
