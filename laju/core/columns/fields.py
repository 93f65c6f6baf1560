"""The fields a sheet may fill, and the titles offices give them."""

# Field -> titles, best first; a title of equal words in any order and with small typos counts too.
TITLES: dict[str, tuple[str, ...]] = {
    "number": ("nomor", "nomor urut", "urut", "urutan", "id"),
    "name": (
        "nama usaha", "nama perusahaan", "nama umkm", "nama ukm", "nama ikm", "nama rumah makan", "nama toko",
        "nama warung", "nama bisnis", "nama merk usaha", "nama outlet", "nama kedai", "nama restoran",
        "nama badan usaha", "nama brand", "nama unit usaha", "nama tempat usaha", "nama lembaga usaha",
        "nama koperasi", "nama industri", "merk usaha", "merk dagang", "merk", "merek", "brand", "usaha",
        "nama merk", "nama merek", "nama dagang", "perusahaan", "umkm", "business name", "nama pelaku umkm usaha",
    ),
    "owner_name": (
        "nama pemilik", "nama pelaku usaha", "nama pengusaha", "nama direktur", "nama pic", "nama pemilik usaha",
        "nama penanggung jawab", "nama pimpinan", "nama pelaku umkm", "nama pelaku", "nama wirausaha", "nama owner",
        "nama ketua", "nama kontak", "nama sesuai ktp", "nama ktp", "nama lengkap", "nama pendaftar", "nama pemohon",
        "nama pedagang", "nama peserta", "nama pengelola", "nama orang", "nama anggota", "nama sesuai kk", "pemilik",
        "pengusaha", "pelaku usaha", "direktur", "pic", "penanggung jawab", "contact person", "owner", "pimpinan",
    ),
    "owner_sex": (
        "jenis kelamin", "kelamin", "jk", "l p", "gender", "sex", "jenis kelamin pemilik",
        "jenis kelamin pengusaha", "laki perempuan",
    ),
    "nik": (
        "nik", "nomor ktp", "nik pemilik", "nomor induk kependudukan", "ktp", "nomor nik", "nik ktp",
        "nomor identitas", "nik pengusaha", "nik pelaku usaha", "nomor ktp pemilik",
    ),
    "nib": ("nib", "nomor induk berusaha", "nomor nib", "nib oss"),
    "npwp": ("npwp", "nomor npwp", "nomor pokok wajib pajak", "npwp usaha", "npwp pemilik"),
    "phone": (
        "nomor telepon", "nomor hp", "nomor wa", "telepon", "hp", "wa", "whatsapp", "whats app", "handphone", "ponsel", "kontak",
        "nomor kontak", "nomor handphone", "nomor whatsapp", "nomor hp wa", "telepon hp", "nomor telepon hp",
        "hp wa", "contact", "phone", "nomor ponsel", "telepon seluler", "nomor telepon seluler", "telepon usaha",
        "nomor yang dapat dihubungi", "nomor yang bisa dihubungi", "kontak person", "mobile",
    ),
    "email": ("email", "alamat email", "surel", "e mail", "email usaha", "email aktif"),
    "address": (
        "alamat usaha", "alamat", "alamat lengkap", "alamat perusahaan", "alamat lengkap usaha", "alamat toko",
        "alamat tempat usaha", "lokasi usaha", "lokasi", "jalan", "alamat outlet", "alamat umkm", "alamat rumah",
        "address", "alamat domisili", "tempat usaha", "alamat pemilik", "alamat jalan",
    ),
    "province": ("provinsi", "nama provinsi", "provinsi usaha", "propinsi"),
    "region": (
        "kabupaten kota", "kabupaten", "kota", "nama kabupaten", "nama kabupaten kota", "kota kabupaten",
        "daerah", "wilayah", "asal daerah", "kabupaten kota usaha", "nama kota", "asal kabupaten kota", "dati ii",
        "regency", "kota usaha", "kabupaten usaha",
    ),
    "region_code": ("kode kabupaten", "kode kabupaten kota", "kode kota", "kode wilayah", "kode daerah", "kode dagri"),
    "district": ("kecamatan", "nama kecamatan", "kecamatan usaha", "district"),
    "district_code": ("kode kecamatan",),
    "village": (
        "desa kelurahan", "kelurahan", "desa", "nama desa", "nama kelurahan", "kelurahan desa", "nagori",
        "nama desa kelurahan", "kelurahan usaha", "desa usaha", "village",
    ),
    "village_code": ("kode desa", "kode kelurahan", "kode desa kelurahan"),
    "postcode": ("kode pos", "kodepos", "pos", "zip"),
    "activity": (
        "kegiatan usaha", "kegiatan", "kegiatan utama", "jenis usaha", "bidang usaha", "tentang usaha",
        "deskripsi usaha", "uraian usaha", "uraian kegiatan", "keterangan usaha", "profil usaha", "aktivitas usaha",
        "jenis kegiatan", "deskripsi", "kegiatan usaha utama", "usaha utama", "kegiatan ekonomi", "jenis kegiatan usaha",
    ),
    "sector": (
        "sektor", "sektor usaha", "kategori", "kategori usaha", "sektor bisnis id", "sektor bisnis", "klasifikasi usaha",
        "kelompok usaha", "lapangan usaha", "sub sektor", "subsektor", "jenis umkm", "kategori umkm", "sector",
        "jenis bidang usaha", "kelompok industri",
    ),
    "kbli": ("kbli", "kode kbli", "nomor kbli", "kbli 2020", "kbli 2025", "kode klasifikasi usaha"),
    "products": (
        "produk", "produk utama", "menu", "nama produk", "jenis produk", "produk unggulan", "komoditi", "komoditas",
        "produk usaha", "barang", "jenis barang", "jenis dagangan", "dagangan", "produk yang dihasilkan", "hasil produksi",
        "menu utama", "menu andalan", "produk dijual", "produk jasa", "daftar produk", "nama barang", "jualan",
        "jenis jualan", "produk layanan",
    ),
    "prices": ("harga", "harga produk", "harga jual", "harga satuan", "daftar harga", "harga menu", "price"),
    "price_range": ("range harga", "kisaran harga", "rentang harga", "harga kisaran", "batas harga"),
    "sales_rupiah": (
        "omzet", "omzet per tahun", "omset", "penjualan per tahun", "penjualan rata rata per tahun", "penjualan",
        "hasil penjualan per tahun", "hasil penjualan tahunan", "omzet tahunan", "omzet tahun",
        "omzet per bulan", "omzet bulan", "pendapatan per tahun", "pendapatan", "perkiraan hasil penjualan per tahun",
        "penjualan rata per tahun", "nilai penjualan", "peredaran usaha", "omzet rata rata", "hasil penjualan",
        "nilai produksi", "volume penjualan", "pendapatan kotor",
    ),
    "capital_rupiah": (
        "modal usaha", "modal", "perkiraan modal usaha", "nilai modal", "total modal", "nilai investasi", "modal awal",
        "jumlah modal", "investasi", "kekayaan bersih", "total aset", "aset", "asset", "nilai aset", "jumlah aset",
    ),
    "employees": (
        "jumlah tenaga kerja", "tenaga kerja", "jumlah karyawan", "jumlah pegawai", "karyawan", "pegawai", "jumlah pekerja",
        "pekerja", "jumlah tk", "total tenaga kerja", "penyerapan tenaga kerja",
    ),
    "founded_year": (
        "tahun berdiri", "tahun mulai usaha", "tahun mulai operasi komersial", "tahun mulai", "mulai usaha",
        "tahun pendirian", "berdiri tahun", "tahun usaha", "tahun mulai operasi", "berdiri sejak", "sejak tahun",
        "tanggal berdiri", "tahun berdiri usaha", "tahun didirikan",
    ),
    "instagram": ("instagram", "ig", "akun instagram", "nama akun instagram", "link instagram", "akun ig"),
    "facebook": ("facebook", "fb", "pemasaran online facebook", "media sosial facebook", "akun facebook", "link facebook", "fanpage", "akun fb"),
    "tiktok": ("tiktok", "tik tok", "pemasaran online tiktok", "media sosial tiktok", "akun tiktok", "link tiktok"),
    "marketplace": (
        "marketplace", "market place", "shopee", "tokopedia", "toko online", "link marketplace", "link shopee",
        "lapak online", "gofood", "grabfood", "lazada", "bukalapak",
    ),
    "website": ("website", "web", "situs", "situs web", "laman", "alamat website", "link website", "url"),
    "hours": ("jam buka", "jam operasional", "jam kerja", "waktu buka", "hari buka", "jam usaha", "operasional", "jam"),
    "latitude": ("latitude", "lat", "lintang", "garis lintang", "koordinat lintang", "koordinat lat", "koordinat y"),
    "longitude": (
        "longitude", "lng", "long", "lon", "bujur", "garis bujur", "koordinat bujur", "koordinat long", "koordinat x",
        "longtitude",
    ),
    "coordinates": (
        "koordinat", "titik koordinat", "lokasi gps", "gps", "koordinat lokasi", "latitude longitude", "lat long",
        "lat lng", "titik lokasi", "koordinat usaha", "geotag", "share lokasi", "lintang bujur",
    ),
    "photo": ("foto", "foto usaha", "foto produk", "gambar", "link foto", "dokumentasi", "foto tempat usaha", "photo"),
    "qris": ("qris", "kode qris", "isi qris", "barcode qris"),
    "permits_halal": ("halal", "sertifikat halal", "nomor halal", "nomor sertifikat halal", "sertifikasi halal"),
    "permits_pirt": ("pirt", "p irt", "nomor pirt", "spp irt", "izin pirt", "nomor p irt", "sertifikat pirt", "nomor spp irt"),
    "permits_bpom": ("bpom", "nomor bpom", "izin bpom", "md", "izin edar", "nomor izin edar", "bpom md", "izin edar bpom"),
    "score": ("skor", "nilai", "score", "nilai akhir", "total nilai", "jumlah nilai", "nilai kurasi", "poin"),
    "applied_on": (
        "tanggal daftar", "tanggal pendaftaran", "tanggal mendaftar", "timestamp", "cap waktu", "stempel waktu",
        "created at", "tanggal pengajuan", "waktu daftar", "tanggal input", "tanggal",
    ),
    "note": ("keterangan", "catatan", "ket", "note", "notes", "keterangan lain", "komentar", "remarks"),
}  # fmt: skip

FIELDS: tuple[str, ...] = tuple(TITLES)
"""Canonical field names; "coordinates" is a cell with both, applied as latitude and longitude."""

JOINED_FIELDS = frozenset({"products"})  # several columns may fill these

# Titles that look like a field but are none: a birthplace is no province, a fax is no phone.
FOREIGN_TITLES: tuple[str, ...] = (
    "tempat lahir", "tanggal lahir", "tempat tanggal lahir", "umur", "usia", "fax", "faksimili", "password",
    "kata sandi", "logo", "tanggal nib", "tanggal terbit", "negara", "kategori harga", "persentase", "surveyor",
    "pendata", "enumerator", "petugas", "tahun survey", "tahun survei", "tahun pendataan",
    "bentuk kemitraan", "bentuk badan", "badan hukum", "klasifikasi perusahaan", "skala usaha", "kode provinsi", "nama bank",
    "nomor rekening", "rekening", "nama ibu", "nama suami", "nama istri", "sarana", "pendidikan", "agama",
    "status usaha", "jumlah produk", "kapasitas produksi", "masa berlaku", "tanggal halal", "nomor kk",
    "kartu keluarga", "tenaga kerja laki", "tenaga kerja perempuan", "nomor akta", "fasilitas", "bahan baku",
    "kode", "tipe", "type", "perbaikan",
)  # fmt: skip

LABELS: dict[str, str] = {
    "number": "nomor urut", "name": "nama usaha", "owner_name": "nama pemilik", "owner_sex": "jenis kelamin pemilik",
    "nik": "NIK", "nib": "NIB", "npwp": "NPWP", "phone": "nomor telepon", "email": "alamat e-mail",
    "address": "alamat", "province": "provinsi", "region": "kabupaten/kota", "region_code": "kode kabupaten/kota",
    "district": "kecamatan", "district_code": "kode kecamatan", "village": "desa/kelurahan",
    "village_code": "kode desa/kelurahan", "postcode": "kode pos", "activity": "kegiatan usaha", "sector": "sektor",
    "kbli": "kode KBLI", "products": "produk", "prices": "harga", "price_range": "kisaran harga",
    "sales_rupiah": "penjualan", "capital_rupiah": "modal", "employees": "jumlah tenaga kerja",
    "founded_year": "tahun berdiri", "instagram": "akun Instagram", "facebook": "akun Facebook",
    "tiktok": "akun TikTok", "marketplace": "toko di marketplace", "website": "situs web", "hours": "jam buka",
    "latitude": "lintang", "longitude": "bujur", "coordinates": "koordinat", "photo": "foto", "qris": "QRIS",
    "permits_halal": "sertifikat halal", "permits_pirt": "nomor P-IRT", "permits_bpom": "nomor BPOM",
    "score": "nilai", "applied_on": "tanggal daftar", "note": "keterangan",
}  # fmt: skip
"""What each field is called on screens."""
