"""The sentences that the facts of the interview make possible, and the plans that use them."""

from collections.abc import Mapping, Sequence

from laju.core.posting import Theme

MATERIAL = (
    "Bahannya {bahan_barang}.",
    "Terbuat dari {bahan_barang}.",
    "{Produk} ini terbuat dari {bahan_barang}.",
    "Bahan yang kami pakai: {bahan}.",
    "Kami memakai {bahan}.",
)
MAKING = (
    "{Produk} kami {cara_barang}.",
    "{Produk} dari {nama} {cara_barang}.",
    "Barang kami {cara}.",
    "Di {nama}, barangnya {cara}.",
)
USES = (
    "Bisa untuk {guna}.",
    "Pilihan untuk {guna}.",
    "Perlu untuk {guna}? Tulis jumlahnya saat memesan.",
    "Untuk {guna}, beri tahu kami tanggalnya.",
    "{Produk} untuk {guna}.",
)
DELIVERY = (
    "Pesanan bisa {antar}.",
    "Setelah dipesan, bisa {antar}.",
    "Pilih caranya: {antar}.",
)
DELIVERY_OF_SERVICE = ("Bisa {datang}.", "Pekerjaan bisa {datang}.")
PAYMENT = (
    "Pembayaran: {bayar}.",
    "Bayar dengan {bayar}.",
    "Cara bayar: {bayar}.",
)
LEAD = (
    "Mohon pesan {tenggang} sebelumnya.",
    "Kami perlu {tenggang} untuk menyiapkan pesanan.",
    "Pesanan siap dalam {tenggang}.",
    "Pesan {tenggang} sebelum diperlukan.",
)
STORY = ("{cerita}",)
LANDMARK = ("Patokannya {patokan}.", "Letaknya {patokan}.", "Cari kami {patokan}.")

BLOCKS: Mapping[str, Sequence[str]] = {
    "material": MATERIAL,
    "making": MAKING,
    "uses": USES,
    "delivery": (*DELIVERY, *DELIVERY_OF_SERVICE),
    "payment": PAYMENT,
    "lead": LEAD,
    "story": STORY,
    "landmark": LANDMARK,
}
# Plans for a business that has told more; each stands only where one of its blocks can be said.
PLANS: Mapping[Theme, Sequence[str]] = {
    Theme.PRODUCT: (
        "hook | material price | order",
        "hook | making price | order",
        "hook what | material making | order",
        "hook | making | price lead order",
        "hook | uses price | order",
        "hook what | uses | price order",
        "hook | story | price order",
        "hook price | delivery payment | order",
        "hook | what lead | delivery order",
    ),
    Theme.ORDER: (
        "order_hook | steps lead | delivery payment",
        "order_hook steps | delivery | payment",
        "order_hook | steps | lead payment",
        "order_hook | list | steps delivery",
    ),
    Theme.STORY: (
        "story_hook | story | list since | order",
        "story_hook story | making material | order",
        "story_hook | making | since people | order",
        "story_hook | list material | when order",
    ),
    Theme.HOURS: ("hours_hook | when closed | landmark lead", "hours_hook when | delivery | order"),
    Theme.PLACE: (
        "place_hook | where landmark | when order",
        "place_hook where | landmark list | order",
    ),
    Theme.QUESTION: (
        "question_hook | invite | delivery payment",
        "question_hook | material | invite",
        "question_hook | uses | invite order",
    ),
    Theme.WEEKEND: ("weekend_hook | uses | order", "weekend_hook | list lead | delivery order"),
    Theme.FEAST: ("day | list lead | order", "day | uses | order", "day | list | delivery order"),
}
SHORT: Mapping[Theme, Sequence[str]] = {
    Theme.PRODUCT: ("hook price order", "what price order", "hook order", "hook price"),
    Theme.ORDER: ("order_hook steps", "steps"),
    Theme.STORY: ("list since order", "story_hook list", "story_hook order"),
    Theme.HOURS: ("hours_hook when", "when order"),
    Theme.PLACE: ("place_hook where", "where order"),
    Theme.QUESTION: ("question_hook invite",),
    Theme.WEEKEND: ("weekend_hook order", "weekend_hook list"),
    Theme.FEAST: ("day order", "day"),
}
LONG: Mapping[Theme, Sequence[str]] = {
    Theme.PRODUCT: (
        "hook | what material making | price note also | uses lead | where landmark when | delivery payment | order ask",
        "hook what | story | making material | price also note | delivery payment lead | where when | order ask",
    ),
    Theme.ORDER: (
        "order_hook | list price | steps lead | delivery payment | where landmark when | order",
    ),
    Theme.STORY: (
        "story_hook | story since people | list making material | uses | where landmark when | order",
        "story_hook list | since people story | making | range | where when | order ask",
    ),
    Theme.HOURS: ("hours_hook | when closed | where landmark | list range | delivery | order",),
    Theme.PLACE: ("place_hook | where landmark | when closed | list range | delivery | order",),
    Theme.QUESTION: ("question_hook | list range | material uses | delivery payment | invite",),
    Theme.WEEKEND: ("weekend_hook | list range | uses lead | where when | delivery | order",),
    Theme.FEAST: ("day | list range | uses lead | where when | delivery payment | order",),
}
