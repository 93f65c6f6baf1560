"""Words that claim something, and what it takes to be allowed to say them."""

import re

from laju.core.claims.rules import Backing, Kind, Rule
from laju.core.claims.rules import whole_words as _words

RULES: tuple[Rule, ...] = (
    Rule(
        Kind.SUPERLATIVE,
        _words(
            r"""ter(?:baik|enak|lezat|nikmat|murah|mahal|besar|laris|populer|percaya|lengkap|cepat|segar)(?:nya)?
            ter(?:unik|indah|cantik|hebat|canggih|modern|aman|sehat|manis|kuat|depan|kemuka|unggul)(?:nya)?
            ter(?:nama|favorit|pedas|gurih|renyah|empuk|lembut|bagus|keren|tinggi|rapi|bersih|halus)(?:nya)?
            ter(?:jangkau|bukti|uji|kenal|ampuh|jitu|spesial|istimewa|mewah|elegan|awet|hits|top|sempurna)(?:nya)?
            tepercaya|paling \w+|nom[oe]r (?:satu|wahid|1)|no\.? ?1|number one|numero uno|#1|peringkat (?:satu|pertama|1)
            juara\w*|the best|best|superlatif|tertua|pertama (?:di|dan)|tiada duanya|tak ada duanya|tidak ada duanya"""
        ),
        Backing.NOTHING,
        "Kata ini membandingkan dengan usaha lain, dan tidak ada bukti yang tersimpan.",
        "Hapus kata itu, atau ganti dengan fakta: bahan, ukuran, harga, jam buka.",
    ),
    Rule(
        Kind.EXCLUSIVE,
        _words(
            r"""satu[- ]satunya(?: \w+)?|hanya kami|cuma kami|hanya (?:ada )?di (?:sini|tempat kami|kami|\w+)
            cuma (?:ada )?di (?:sini|tempat kami|kami|\w+)|eksklusif|tanpa tanding(?:an)?|tiada tanding\w*|tanpa saingan
            tak tertandingi|tidak tertandingi|hanya \w+ yang (?:punya|bisa|menjual)|cuma \w+ yang (?:punya|bisa|menjual)"""
        ),
        Backing.NOTHING,
        "Kata ini berarti tidak ada usaha lain yang serupa; aturan iklan melarangnya tanpa bukti.",
        "Sebutkan apa yang dijual dan di mana, tanpa membandingkan.",
    ),
    Rule(
        Kind.QUALITY,
        _words(
            r"""enak(?:nya|an)?|lezat(?:nya)?|nikmat(?:nya)?|sedap|mantap\w*|mantul|yummy|maknyus|endes\w*|nendang|(?:ber)?kualitas\w*
            bermutu|mutu|premium|murah(?:nya)?|hemat|ekonomis|miring|hanya rp\W?\w+|cuma rp\W?\w+|cantik|indah|elegan|mewah
            bagus|istimewa|spesial|special|prima|profesional|berpengalaman|ahli|berkelas|keren|memuaskan|puas
            sesuai kantong|ramah di kantong|ramah kantong|bersahabat|kompetitif|top|jempolan|juaranya|memukau|menawan|unggulan"""
        ),
        Backing.NOTHING,
        "Ini pujian untuk diri sendiri, bukan fakta yang dapat diperiksa.",
        "Hapus pujiannya. Harga, ukuran, dan bahan berbicara lebih jelas.",
    ),
    Rule(
        Kind.TASTE,
        _words(
            r"""gurih|renyah|kriuk|pedas|manis|asin|legit|lembut|empuk|kenyal|wangi|harum|segar|fresh|tebal|halus|rapi|nyaman
            awet|tahan lama|kuat|kokoh|tahan air|cepat|kilat|ekspres|ramah|adem|matang sempurna|kental|pulen|lumer"""
        ),
        Backing.OWN_WORDS,
        "Sifat ini belum pernah disebut pemilik usaha.",
        "Tanyakan kepada pemilik, lalu catat di keterangan produk.",
    ),
    Rule(
        Kind.PURITY,
        _words(
            r"""asli|original|orisinal|ori|autentik|otentik|alami|natural|murni|higienis|steril|(?:100 ?%|seratus persen)(?: \w+)?
            tanpa (?:bahan )?(?:pengawet|pewarna|pemanis|msg|micin|kimia)|tanpa bahan \w+
            bebas (?:pengawet|pewarna|msg|kimia|bahan \w+)|bersih terjaga|terjaga kebersihannya"""
        ),
        Backing.NOTHING,
        "Keaslian dan kebersihan perlu bukti dari pemeriksaan.",
        "Hapus kata itu sampai ada hasil pemeriksaan yang dapat ditunjukkan.",
    ),
    Rule(
        Kind.PERMIT,
        _words(
            r"""halal|bpom|b-?pom|p-?irt|pirt|sni|organik|organic|nib|izin edar|berizin|legalitas lengkap|bersertifikat|sertifikat(?: \w+)?
            tersertifikasi|sertifikasi|terdaftar|iso|haccp|hki|resmi"""
        ),
        Backing.PERMIT,
        "Izin hanya boleh disebut bila nomornya tersimpan dan masih berlaku.",
        "Isi nomor izin dan tanggal berlakunya, atau hapus kata itu.",
    ),
    Rule(
        Kind.HEALTH,
        _words(
            r"""menyembuhkan|sembuh\w*|penyembuh\w*|mengobati|pengobatan|obat (?:kuat|herbal|alami|tradisional|asam urat|diabetes|kanker|kolesterol|maag|mujarab)|khasiat\w*|berkhasiat|menurunkan (?:kolesterol|berat badan|gula|tensi|darah|panas)
            diabetes|kanker|kolesterol|asam urat|hipertensi|darah tinggi|maag|asma|jantung|stroke|tumor|stamina|vitalitas|detoks\w*
            imun|imunitas|daya tahan tubuh|awet muda|melangsingkan|pelangsing|langsing|memutihkan|pemutih\w*|antioksidan|menyehatkan
            sehat|bergizi|bernutrisi|nutrisi|kaya (?:vitamin|protein|serat|gizi)|rendah (?:gula|lemak|kalori|kolesterol)|tanpa efek samping
            meredakan|mencegah penyakit|penyakit|menambah nafsu makan|mencerdaskan|jerawat|kebugaran|membugarkan|baik untuk tubuh"""
        ),
        Backing.NAME_ONLY,
        "Klaim kesehatan dilarang dalam iklan tanpa izin BPOM untuk klaim itu.",
        "Hapus klaim kesehatannya. Sebutkan nama produk dan isinya saja.",
    ),
    Rule(
        Kind.GUARANTEE,
        _words(
            r"""garansi\w*|bergaransi|dijamin|terjamin|jaminan|menjamin|kami jamin|pasti|dipastikan|uang kembali|anti ?gagal
            tanpa risiko|tanpa resiko|aman|ditanggung|tidak akan kecewa|takkan kecewa|tak akan menyesal|tidak menyesal"""
        ),
        Backing.NOTES,
        "Jaminan mengikat secara hukum dan belum tercatat.",
        "Hapus, atau catat syarat garansinya di keterangan produk.",
    ),
    Rule(
        Kind.OFFER,
        _words(
            r"""diskon\w*|discount|promo|gratis|free|cuma-cuma|bonus|cashback|potongan harga|potongan|berhadiah|voucher|kupon
            obral|cuci gudang|sale|giveaway|harga (?:khusus|promo|coret|teman|grosir)|beli \w+ gratis \w+|tanpa ongkir|bebas ongkir|subsidi ongkir|cicilan|tanpa dp"""
        ),
        Backing.NOTES,
        "Tidak ada potongan harga atau hadiah yang tercatat.",
        "Hapus, atau catat penawarannya lebih dulu di keterangan produk.",
    ),
    Rule(
        Kind.URGENCY,
        _words(
            r"""hari ini saja|hari ini terakhir|khusus hari ini|(?:stok|persediaan|waktu|jumlah|slot) (?:terbatas|menipis)|terbatas|menipis|buruan|ayo buruan
            segera (?:pesan|hubungi|beli|order|miliki)|jangan sampai \w+|kehabisan|keburu habis|sebelum (?:ke)?habis\w*|sampai besok|besok terakhir
            cepat habis|tinggal (?:sedikit|hari ini)|sekarang juga|kesempatan terakhir|terakhir|jangan (?:lewatkan|tunggu)|hanya sampai \w+|habis terjual"""
        ),
        Backing.NOTHING,
        "Kalimat ini mendesak pembeli dengan batas yang tidak tercatat.",
        "Hapus desakannya. Sebutkan jam buka atau cara memesan.",
    ),
    Rule(
        Kind.POPULARITY,
        _words(
            r"""viral|laris(?: manis)?|favorit\w*|idola|kesukaan|kesayangan|dipercaya|kepercayaan|testimoni|kata pelanggan|pelanggan (?:setia|puas|kami bilang)
            banyak (?:dicari|diminati|disukai|dipesan|pelanggan)|diminati|digemari|disukai|dicari-cari|primadona|hits|ngehits|kekinian|trending|rating|bintang lima
            andalan\w*|legendaris|ikonik|populer|kondang|tersohor|direkomendasikan|rekomendasi|ludes|diserbu|antre|mendunia|(?:ribuan|ratusan|jutaan|puluhan)(?: \w+)?"""
        ),
        Backing.NOTHING,
        "Tidak ada catatan yang membuktikan jumlah atau kesukaan pelanggan.",
        "Hapus, atau simpan bukti dan izin pelanggan lebih dulu.",
    ),
    Rule(
        Kind.WONDER,
        _words(
            r"""modern|canggih|ajaib|penemuan baru|terobosan|inovatif|inovasi|ampuh|mujarab|manjur|unggul|sempurna|hebat|luar biasa
            fenomenal|revolusioner|rahasia|sensasional|tak terlupakan|nomor wahid|dahsyat|jitu|super|ultra|istimewanya"""
        ),
        Backing.NOTHING,
        "Kata ini termasuk yang dilarang untuk iklan (BPOM 6/2021 pasal 14) atau berlebihan.",
        "Hapus kata itu. Kalimatnya tetap utuh tanpa kata itu.",
    ),
    Rule(
        Kind.DELIVERY,
        _words(
            r"""siap (?:antar|kirim|diantar|dikirim)|bisa (?:diantar|dikirim|antar|kirim)|melayani (?:pengiriman|pengantaran|antar\w*)|pengiriman|pengantaran
            kami (?:antar|kirim)(?:kan)?|antar[- ]jemput|layanan antar|diantar|dikirim|delivery|c\.?o\.?d|ke seluruh (?:indonesia|dunia|nusantara|kota|sumatra|sumatera)
            gofood|go-food|grabfood|shopeefood|shopee|tokopedia|lazada|bukalapak|bayar di tempat|ekspor"""
        ),
        Backing.OWN_WORDS,
        "Layanan antar atau toko daring itu belum tercatat.",
        "Tanyakan kepada pemilik, lalu catat di keterangan usaha.",
    ),
    Rule(
        Kind.PROCESS,
        _words(
            r"""dibuat (?:segar|setiap hari|tiap hari|dadakan|langsung|sendiri|dengan \w+)|resep (?:nenek|ibu|keluarga|turun[- ]temurun|rahasia|warisan|leluhur|sendiri)|turun[- ]temurun|warisan\w*
            (?:bahan|cabai|cabe|biji|buah|daging|ikan|kain|kulit|beras|bumbu|rempah|kayu|benang)(?: \w+)? (?:pilihan|terpilih|lokal)|pilihan terbaik|buatan tangan|buatan sendiri|buatan rumah|handmade|homemade|rumahan|kerajinan tangan
            tradisional|kayu bakar|tanpa mesin|langsung dari (?:petani|kebun|pabrik|nelayan|peternak|pengrajin|sumbernya)|baru dipanen|baru dipetik|dipetik|dipanen|dipanggang
            setiap pagi|digoreng dadakan|dengan (?:cinta|sepenuh hati|penuh cinta|hati)|sepenuh hati|tenaga (?:ahli|berpengalaman|terampil)|impor|import|ditenun|diolah \w+|bisa custom|custom"""
        ),
        Backing.OWN_WORDS,
        "Cara membuat atau asal bahan ini belum tercatat.",
        "Tanyakan kepada pemilik, lalu catat di keterangan usaha atau produk.",
    ),
)

PERMIT_WORDS = (
    ("HALAL", ("halal",)),
    ("BPOM", ("bpom", "b-pom", "izin edar")),
    ("PIRT", ("p-irt", "pirt", "izin edar")),
    ("SNI", ("sni",)),
    ("NIB", ("nib", "berizin")),
    ("ORGANIK", ("organik", "organic")),
)
ANY_PERMIT_WORDS = ("bersertifikat", "sertifikat", "tersertifikasi", "sertifikasi", "terdaftar",
                    "certified", "licensed", "licenced", "registered", "approved")  # fmt: skip

# Places that may be named only when they are a fact of the business. Names that are also everyday
# words (Batu, Solo, Padang, Asahan) are left to the check of capitals.
PLACES = frozenset(
    place.strip()
    for place in re.split(
        r"[|\n]",
        """medan|binjai|tebing tinggi|pematangsiantar|pematang siantar|siantar|tanjungbalai|tanjung balai|sibolga
        padangsidimpuan|padang sidempuan|gunungsitoli|deli serdang|lubuk pakam|langkat|stabat|karo|berastagi|kabanjahe
        dairi|sidikalang|pakpak bharat|simalungun|parapat|toba|balige|samosir|pangururan|humbang hasundutan|dolok sanggul
        tapanuli|tarutung|pandan|mandailing natal|panyabungan|sipirok|gunung tua|sibuhuan|labuhanbatu|rantauprapat
        batu bara|serdang bedagai|sei rampah|nias|teluk dalam|aceh|sumatra|sumatera|jakarta|bandung|surabaya|semarang|yogyakarta
        jogja|denpasar|bali|makassar|palembang|pekanbaru|jambi|bengkulu|lampung|batam|pontianak|banjarmasin|samarinda|balikpapan
        manado|kupang|mataram|ambon|jayapura|papua|kalimantan|sulawesi|bogor|bekasi|depok|tangerang|cirebon|tegal|malang|kediri
        malaysia|singapura|thailand|jepang|korea|amerika|eropa|arab|turki|brunei|belanda|hongkong|taiwan""",
    )
)
