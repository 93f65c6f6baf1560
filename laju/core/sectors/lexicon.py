"""Words that give away the kind of a business; a longer word may outweigh a shorter one."""

from collections.abc import Mapping

from laju.core.profile import Sector

# Weight 3: names the trade itself; 2: a typical good; 1: a hint. Words match from the start of a
# word, so "jahit" is also found in "jahitan"; a trailing "$" asks for the whole word.
KEYWORDS: Mapping[Sector, Mapping[int, str]] = {
    Sector.FOOD: {
        3: """warung makan|warung nasi|rumah makan|kedai kopi|kedai makan|warkop|warung kopi|katering|catering|ketring|kuliner
        restoran|rm$|angkringan|wedangan|hik$|kantin|cafe|kafe|coffee|bakery|toko roti|toko kue|rumahan makanan|makanan olahan
        olahan makanan|olahan buah|olahan kedelai|industri makanan|frozen food|food|mie gomak|mi gomak|bika ambon|lapet|lemang
        jajanan|dapur|lauk|nasi kotak|nasi box|nasi bungkus|snack box|warung soto|warung sate|ikan bakar|ikan goreng|seafood|makanan laut|ikan kering|ikan asin|minyak kelapa|virgin coconut|vco$|bumbu giling|bumbu jadi
        bumbu dapur giling|kopi bubuk|bubuk kopi|kopi sangrai|sangrai|roasting|roastery|kilang kopi|giling kopi|rumah kopi|penyet|telur asin|telur gulung
        telur puyuh goreng|ayam bakar|ayam goreng|ayam penyet|ayam geprek|madu kemasan|halua|manisan|jus$|juice|jus buah|es teler|rujak|buah potong""",
        2: """makanan|minuman|keripik|kripik|kerupuk|krupuk|keripuk|camilan|cemilan|snack|kue|roti|bolu|brownies|donat|martabak|gorengan
        bakso|baso$|soto|sate$|mie ayam|mi ayam|mie$|bihun|mihun|nasi|pecel|lontong|ketupat|lotek|gado|rujak|rendang|ayam geprek|ayam goreng|ayam bakar
        sambal|bumbu|andaliman|arsik|naniura|saksang|ombus|itak gurgur|dodol|wajik|teri medan|teri$|ikan asin|sosis|nugget|nuget|tahu|tempe|tape
        kopi|teh$|es teh|es jeruk|es krim|eskrim|es buah|es campur|jus|sirup|susu|yoghurt|jamu|bandrek|bajigur|cendol|dawet|tuak|markisa|terong belanda
        abon|selai|madu|gula aren|gula merah|cokelat|coklat|dimsum|siomay|batagor|cilok|seblak|risol|lumpia|pempek|empek|peyek|rempeyek|rengginang|ranginang
        kacang|burger|pizza|kebab|galantine|bubur|sop$|sup$|rawon|gudeg|tumpeng|tekwan|bakpao|bakpia|pia$|onde|kolak|aren|cah kangkung|udang goreng|kelapa muda|buah potong|gula semut|terasi|rempah|cabai giling|emping|opak|abon ikan|bakso ikan|kerupuk ikan
        kerupuk udang|cascara|green bean|kahwa|ayam penyet|jahe merah bubuk|dadih|tuak manis|nastar|lupis|snack box|pizza|mpek""",
        1: "masak|goreng|panggang|sayur matang|sarapan|menu|snek|nasi",
    },
    Sector.FARM: {
        3: """ternak|peternak|keramba|kerambah|petani|pertanian|perkebunan|budidaya|tambak|kelompok tani|penggemukan|pembibitan|kolam ikan|perikanan|tanaman hias|bunga hias|kebun kopi|petani kopi|gabah kopi|bibit kopi
        buah kopi|panen kopi|telur ayam|jual telur|agen telur|ayam potong|ayam pedaging|ayam petelur|ayam kampung|bebek potong|rumah potong ayam|daging ayam segar""",
        2: """nelayan|bibit|sawah|kebun|pupuk|sapi|kambing|kerbau|babi$|itik|bebek hidup|ayam potong|ayam kampung|telur|ikan mas|ikan nila|lele|gurame|ikan hias|udang|kakao|sawit|karet|padi|gabah|beras organik|jagung|cabai|cabe|bawang|kentang|jeruk|salak|nanas|durian|sayuran|sayur mayur|buah segar|jamur|tanaman hias|bonsai|anggrek|hidroponik|pakan|burung|madu hutan|kemiri|kemenyan|nilam|ikan segar|kelapa tua|madu|gula aren|ternak ayam|pinang|cengkeh|bunga potong""",
        1: "tani|panen|ikan|buah|sayur",
    },
    Sector.CRAFT: {
        4: """ulos|songket|hiou|uis$|beka buluh|kain oles|oles pakpak|peci motif|abit godang|abit$|parompa|partonun|gorga|sigale-gale|tikar pandan|tikar purun
        tas pandan|tas purun|bola nafo|menganyam|menenun|bertenun|mengukir""",
        3: """kerajinan|kriya|tenun|pengrajin|perajin|anyaman|ukiran|gerabah|keramik|batik|handicraft|craft|souvenir|suvenir|cenderamata|rotan|anyam|ukir$|purun|gedogan""",
        2: """rajut|bordir|sulam|makrame|manik|payet|pandan|bambu|eceng gondok|tempurung|batok|kayu ukir|patung|lukis|kaligrafi|bouquet|buket|hantaran|flanel|sangkar burung|lilin|gelang|kalung|aksesoris dari|tas anyam|pot bunga|mainan kayu|dompet kulit|miniatur|tikar|bakul|perisai|gantungan kunci|pahat""",
        1: "hias|dekorasi|seni",
    },
    Sector.FASHION: {
        3: """fashion|busana|butik|boutique|konveksi|penjahit|jahit|njahit|taylor|tailor|garmen|pakaian|hijab|distro|vermak|permak|clothing""",
        2: """baju|celana|kaos|kaus|kemeja|kebaya|gamis|jilbab|kerudung|mukena|daster|jaket|sepatu|sandal|tas$|topi|dompet|jeans|seragam|underwear|sarung|kain|tekstil|benang|aksesoris|perhiasan|thrift|baju bekas""",
        1: "mode|model baju|gaun",
    },
    Sector.BEAUTY: {
        3: """salon|pangkas|potong rambut|cukur|barber|kecantikan|rias|make up|makeup|mua$|spa$|pijat|refleksi|lulur|perawatan wajah|perawatan kulit|eyelash|nail art""",
        2: "kosmetik|skincare|parfum|bedak|sabun herbal|rambut|facial|wajah",
        1: "cantik|beauty",
    },
    Sector.WORKSHOP: {
        3: """bengkel|las$|tralis|teralis|kanopi|canopy|mebel|meubel|furniture|tambal ban|servis motor|service motor|servis mobil|reparasi|sablon|bubut|karoseri|pandai besi|pengelasan|kusen|batu bata|batako|paving|sparepart|onderdil|perabot""",
        2: """ban motor|ban mobil|ban bekas|velg|oli$|aki$|jok|mesin|dinamo|cat mobil|variasi mobil|plat nomor|aluminium|pagar|lemari|kursi|kayu|genteng|knalpot|pelumas""",
        1: "motor|mobil|servis|service|logam|besi",
    },
    Sector.SERVICE: {
        3: """jasa|laundry|loundry|loundri|laundri|londri|penatu|cuci|rental|sewa|penyewaan|kos$|kost$|kos-kos|kontrakan|travel|bimbel|bimbingan belajar|les privat|kursus|fotografi|foto copy|fotokopi|fotocopy|warnet|ekspedisi|agen tiket|tiket|angkutan|ojek|duplikat kunci|event organizer|dekorasi pelaminan|sound system|studio|klinik|praktik|praktek|penginapan|homestay|wisata|biro|notaris|bank sampah|pet shop|percetakan|digital printing|servis elektronik|service elektronik|servis hp|service hp
        servis ac|service ac|servis tv|servis laptop|servis komputer|servis kulkas|ganti lcd|doorsmeer|doorsmir""",
        2: "setrika|antar jemput|service|servis|desain|printing|undangan|foto$|video|tour|parkir|tata boga|ketik|penitipan|cetak|spanduk|stiker|stempel|kartu nama|ganti baterai",
        1: "melayani|layanan",
    },
    Sector.RETAIL: {
        3: """kelontong|klontong|klintong|kelentong|sembako|grosir|minimarket|mini market|toko$|kios$|konter|counter|pulsa|warung$|pengecer|eceran|toko bangunan|bahan bangunan|material$|agen gas|pangkalan gas|elpiji|gas$|bbm$|pertamini|apotek|toko obat|alat tulis|atk$|jual beli|barang bekas|rongsok|butut|ponsel|voucher|kios pupuk|toko pupuk|kios tani|toko tani|racun rumput|pestisida|air isi ulang|air minum isi ulang
        galon isi ulang|depot air|isi ulang|toko oleh-oleh|pusat oleh-oleh""",
        2: """kebutuhan pokok|bahan pokok|kebutuhan sehari|kebutuhan harian|kebutuhan rumah|sembilan bahan|rokok|galon|air mineral|beras|minyak|gula|peralatan|perlengkapan|elektronik|kipas|lampu|kabel|handphone|hp$|aksesoris hp|buku|mainan|sabun|plastik|alat pancing|alat mancing|kaset|helm|barang|tembakau|cell$|casing|token$|paket data|kartu perdana""",
        1: "jual|dagang|pasar|stok|agen|usaha dagang|ud$",
    },
}

STATED: Mapping[str, Sector] = {
    "kuliner": Sector.FOOD, "makanan": Sector.FOOD, "minuman": Sector.FOOD, "pangan": Sector.FOOD,
    "f&b": Sector.FOOD, "food": Sector.FOOD, "penyediaan makan": Sector.FOOD,
    "pertanian": Sector.FARM, "perkebunan": Sector.FARM, "peternakan": Sector.FARM,
    "perikanan": Sector.FARM, "agribisnis": Sector.FARM, "agro": Sector.FARM,
    "kriya": Sector.CRAFT, "kerajinan": Sector.CRAFT, "craft": Sector.CRAFT, "tenun": Sector.CRAFT,
    "fashion": Sector.FASHION, "fesyen": Sector.FASHION, "busana": Sector.FASHION,
    "konveksi": Sector.FASHION, "pakaian": Sector.FASHION,
    "kecantikan": Sector.BEAUTY, "salon": Sector.BEAUTY, "beauty": Sector.BEAUTY,
    "bengkel": Sector.WORKSHOP, "otomotif": Sector.WORKSHOP, "mebel": Sector.WORKSHOP,
    "furnitur": Sector.WORKSHOP, "percetakan": Sector.SERVICE,
    "jasa": Sector.SERVICE, "layanan": Sector.SERVICE, "service": Sector.SERVICE,
    "perdagangan": Sector.RETAIL, "dagang": Sector.RETAIL, "toko": Sector.RETAIL,
    "ritel": Sector.RETAIL, "retail": Sector.RETAIL, "grosir": Sector.RETAIL,
    "warung": Sector.RETAIL, "kelontong": Sector.RETAIL, "sembako": Sector.RETAIL,
}  # fmt: skip
