"""The closed vocabulary: words that promise nothing of goods, so that they may stand in any text.

What is sold, of what it is made and how it is, are never among them: those words are facts, or they
are not said. An approved word is one more word in this list.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from laju.core.claims.stems import stems_of

_WORDS = """
abang acara ada adalah adapun adha adik agar agustus ajak akan akhir aku akun alamat alias alih
amang ambil anda angkat antara apa apabila apakah apalagi apresiasi april atas atau atur awal
awalnya baca bagai bagaimana bagi bagikan bah bahan bahkan bahwa balas balik bang bangun banyak
bapak barang baru bawa bawah bayar beberapa begini begitu bekal belakang belanja beli belum berada
berangkat berapa berdiri beri berisi berita berjalan bersama beserta besok biar biarpun biasa biaya
bicara bikin bila bincang bingung bisa boleh bu buat buatan buka bukan bulan bunda bungkus butuh
camilan cara cari catat catatan cek cemana cemilan cerita chat cicip cocok contoh cukup cuma cv
daftar dahulu dalam dan dapat dapur dari daripada datang dekat demi demikian dengan dengar depan
desa desember di dia dirikan dong dr dulu entah facebook fb februari fitri foto gabung gambar gang
ganti gerai gg giliran guna habis hadir hai halaman halo hanya harga hari harus hasil hendak hidang
hidangan hingga hj hubung hubungi ia ialah ibu idul ig ikut imlek inang indonesia info informasi
ingat ingin ini instagram irt isi ito itu izin jadi jadwal jajanan jalan jalankan jam jangan janji
januari jasa jawab jelas jemput jenis jika jl jual juang juga juli jumat jumlah jumpa juni justru
juta kab kabar kabupaten kadang kak kakak kalau kali kalian kami kamis kamu kan kantor kapan karena
karya kasih kata kau kawan ke kebutuhan kec kecamatan kecil kecuali kegiatan kelola keluarga
kelurahan kemarin kemasan kembali kemerdekaan kemudian kenal kenang kenapa kepada kerajinan kerja
keterangan ketik ketika kini kios kira kirim kisah kisar kisaran kita kok kolom komentar kontak kota
kudapan kunjung lae lah lain lalu lama langsung lanjut lanjutkan layan layanan layar lebaran lebih
letak lewat libur lihat lokasi luar lunas lusa maka makan malah mampir mana maret mari mas masih
masing masuk mau maupun mbak mei melalui mengapa menjelang menu merek meski minggu minta minum mitra
model mohon muat mula mulai mungkin nah nama nanti natal nih no nomor nota november nyepi obrol
oktober oleh oleh-oleh order pada pagi paham pajang pak pakai paket paparan para pas pasar paskah
patok pekan pekerjaan pelan pelanggan peluang pembeli pembuka pemesan penjual per perbaikan perdana
perintah perkenalan perlahan perlu pernah pertama pertanyaan pesan petunjuk pilih pilihan pinggir
pintu pirt produk profil proses pt puasa pukul pula pulang pun punya qris rabu ramadan rapat raya
rayakan rb rencana ribu rintis rp rt ruang rumah rupiah rw saat sabtu sahabat saja sajian salah
salam sambil sampai sampaikan samping sana sang santai sapa satu satuan saudara saya se seakan
seandainya sebab sebagai sebaiknya sebelah sebelum sebentar sebuah sebut secara sedang sedangkan
sederhana sedia sehabis sehari-hari sehingga sejak sekali sekalian sekaligus sekarang sekedar
sekilas sekitar selagi selain selama selamat selanjutnya selasa seluruh sementara semoga sendiri
senin seorang seperti september serta sesuai sesudah setelah seterusnya si siap siapa sila silakan
simak simpan simpang singgah singkat sini situ soal sobat suatu sudah suka sulit sumatera supaya
tadi tahu tahun tak tambah tampil tamu tandai tangan tanggal tanpa tanya tapi tarif tawar tekan
telah telepon teliti teman tempat tempo temu tentang tentu terima tersebut tertera terus teruskan
tetangga tetap tetapi tiap tiba tidak tiktok tinggal toh toko tolong tonton transaksi tuan tuju
tulis tunggu turut tutup ud ukur ukuran ulang umkm undang untuk usaha wa wah wahai waisak waktu
walau warga warung whatsapp wib wilayah wit wita ya yaitu yakni yang yuk
"""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def unknown_words(*, text: str, facts: Iterable[str]) -> Iterator[str]:
    """Yield, once each and as they stand, the words of `text` of no family in list or facts.

    Numbers are not words; "anak-anak" is read as its halves, single letters pass.

    >>> list(unknown_words(text="Keripik kami memakai cabai pilihan.", facts=("keripik ubi",)))
    ['cabai']
    """
    known = _families() | {
        stem for fact in facts for word in split(fact) for stem in stems_of(word)
    }
    seen = set()
    for word in split(text):
        folded = word.casefold()
        if folded in seen or len(word) == 1:
            continue
        seen.add(folded)
        if known.isdisjoint(stems_of(word)):
            yield word


def split(text: str) -> Iterator[str]:
    """Yield the words of a text, halves of doubled and joined ones for themselves."""
    for token in _TOKEN.findall(text):
        yield from (part for part in re.split(r"['’-]", token) if part)


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(stem for word in split(_WORDS) for stem in stems_of(word))
