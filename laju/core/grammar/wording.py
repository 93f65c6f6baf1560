"""The sentences of captions: questions and facts only, no praise.

Each block is a list of templates; a template can be said when all its slots are known. A slot with
a capital begins a sentence. {barang} is a thing, {jasa} a service, {hidangan} food or drink.
"""

# Openings of a post about one product.
HOOK_PRODUCT = (
    "Sedang mencari {produk}?",
    "Cari {produk} di {kota}?",
    "{Produk} dari {nama}.",
    "Ada yang sedang butuh {produk}?",
    "Kenalan dulu dengan {produk} dari {nama}.",
    "Sudah tahu di mana mencari {produk}?",
    "Hari ini kami kenalkan {produk}.",
    "Untuk Anda yang mencari {produk} di {kota}.",
    "{Produk}, siapa yang perlu?",
    "Di {nama} ada {produk}.",
    "Pernah dengar {produk} dari {nama}?",
    "Butuh {jasa} minggu ini?",
    "Perlu {jasa} di sekitar {kota}?",
    "Siapa di sini suka {hidangan}?",
    "Mau {hidangan} hari ini?",
    "{Hidangan} untuk di rumah atau untuk oleh-oleh?",
    "Perlu {barang} di rumah?",
    "Masuk daftar belanja minggu ini: {hidangan}.",
    "Kalau mencari {barang}, ingat {nama}.",
    "Hari ini giliran {produk} yang kami ceritakan.",
)
# What is sold, and by whom.
WHAT_PRODUCT = (
    "{nama} menyediakan {barang}.",
    "Di {nama}, Anda bisa membeli {barang}.",
    "Kami menjual {barang} di {tempat}.",
    "{nama} menjual {barang} di {kota}.",
    "{Produk} bisa Anda pesan di {nama}.",
    "Anda bisa memesan {produk} langsung dari kami.",
    "{nama} melayani {jasa}.",
    "Kami melayani {jasa} di {tempat}.",
    "{nama} di {kota} melayani {jasa}.",
    "{Produk} ada di {nama}, {kota}.",
)
WHAT_LIST = (
    "{nama} menyediakan {daftar_barang}.",
    "Yang kami jual: {daftar_barang}.",
    "Di {nama} ada {daftar_barang}.",
    "Kami menjual {daftar_barang}.",
    "{nama} membuat {buatan}.",
    "Kami membuat {buatan} di {tempat}.",
    "{nama} melayani {daftar_jasa}.",
    "Layanan kami: {daftar_jasa}.",
    "Kami {kegiatan}.",
    "Kami {kegiatan_tanpa_tempat} di {tempat}.",
    "{nama} {kegiatan_tanpa_tempat} di {kota}.",
    "Di {nama}, kami {kegiatan}.",
    "{nama}, {jenis} di {tempat}.",
    "{nama} adalah {jenis} di {kota}.",
)
ALSO = (
    "Kami juga punya {lain}.",
    "Ada juga {lain}.",
    "Selain itu, ada {lain}.",
    "Sekalian lihat {lain}.",
    "Yang lain: {lain}.",
    "Tersedia pula {lain}.",
)
PRICE = (
    "Harganya {harga}.",
    "Harga: {harga}.",
    "{Produk}: {harga}.",
    "Harga {produk} {harga}.",
    "Satu {satuan} {rupiah}.",
    "{rupiah} untuk satu {satuan}.",
    "Soal harga, {harga}.",
    "Kami menjual {barang} dengan harga {harga}.",
    "Harga di tempat kami {harga}.",
    "Catat harganya: {harga}.",
)
PRICE_RANGE = (
    "Harga mulai {rendah} sampai {tinggi}.",
    "Kisaran harganya {rendah} sampai {tinggi}.",
    "Harga dari {rendah} hingga {tinggi}, menurut pilihan Anda.",
    "Harganya antara {rendah} dan {tinggi}.",
)
WHERE = (
    "Kami ada di {tempat}.",
    "Tempat kami di {tempat}.",
    "Alamat kami: {alamat}.",
    "Alamatnya {alamat}.",
    "Temui kami di {alamat}.",
    "{nama} ada di {tempat}.",
    "Lokasi kami di {tempat}.",
    "Kalau sedang di {kota}, silakan mampir.",
    "Kami berada di {tempat}.",
)
WHEN = (
    "Kami buka {jam}.",
    "Jam buka: {jam}.",
    "Buka {jam}.",
    "Anda bisa datang {jam}.",
    "Pintu kami terbuka {jam}.",
    "Jadwal buka kami: {jam}.",
)
SINCE = (
    "Kami memulai usaha ini pada {tahun}.",
    "Usaha ini berjalan sejak {tahun}.",
    "{nama} berdiri sejak {tahun}.",
    "Kami mulai pada tahun {tahun}.",
    "Sejak {tahun} kami menjalankan usaha ini.",
)
PEOPLE = (
    "Ada {orang} yang bekerja di {nama}.",
    "Di {nama}, {orang} bekerja bersama.",
    "Kami bekerja bersama {orang}.",
)
ORDER = (
    "Pesan lewat WhatsApp {wa}.",
    "Mau pesan? WhatsApp kami {wa}.",
    "Untuk memesan, kirim pesan ke WhatsApp {wa}.",
    "Simpan nomor kami: {wa} (WhatsApp).",
    "Chat kami di WhatsApp {wa}.",
    "Tanya dulu juga boleh. WhatsApp {wa}.",
    "Pesanan dan pertanyaan: WhatsApp {wa}.",
    "Hubungi kami lewat WhatsApp {wa}.",
    "Tulis pesanan Anda ke WhatsApp {wa}.",
    "WhatsApp {wa} untuk tanya dan pesan.",
    "Ada yang mau ditanyakan? WhatsApp {wa}.",
    "Silakan pesan ke WhatsApp {wa}.",
    "Telepon kami di {telepon}.",
    "Untuk memesan, telepon {telepon}.",
    "Pesanan dan pertanyaan: telepon {telepon}.",
    "Mau tanya dulu? Telepon {telepon}.",
)
# Said when no number is known; it must work under any post.
ORDER_WITHOUT_PHONE = (
    "Mau pesan? Tulis di kolom komentar.",
    "Ada pertanyaan? Tulis di kolom komentar.",
    "Kirim pesan ke akun ini untuk memesan.",
    "Silakan tanya lewat pesan ke akun ini.",
    "Tulis saja di komentar kalau mau bertanya.",
    "Kirim pesan lewat akun ini, ya.",
    "Tanya dulu boleh, lewat komentar atau pesan.",
    "Untuk memesan, kirim pesan ke akun {instagram}.",
)
ASK = (
    "Teman Anda ada yang mencari {produk}? Teruskan info ini.",
    "Anda biasanya membeli {barang} untuk siapa?",
    "Ada yang belum jelas? Tanya saja.",
    "Simpan dulu, siapa tahu perlu nanti.",
    "Tandai teman yang sedang mencari {produk}.",
    "Ada yang mau Anda tanyakan tentang {produk}?",
    "Kapan biasanya Anda perlu {jasa}?",
    "{Hidangan} untuk makan di rumah atau untuk tamu?",
    "Bagikan kepada keluarga yang memerlukan.",
    "Tulis pertanyaan Anda di komentar.",
    "Mau tahu lebih banyak tentang {produk}? Tanya saja.",
)

# Under a post that has not named the business yet.
SIGN = (
    "Salam dari {nama}.",
    "{nama}, {tempat}.",
    "Salam, {nama}.",
    "{nama} di {kota}.",
)
HOOK_ORDER = (
    "Cara pesan di {nama}.",
    "Mau pesan? Begini caranya.",
    "Baru pertama kali memesan di {nama}?",
    "Cara memesan {produk}.",
    "Masih bingung cara memesan?",
    "Banyak cara belanja. Ini cara di {nama}.",
    "Pesan {produk} dari rumah? Bisa.",
    "Ingin memesan {produk}? Kirim pesan saja.",
    "Pesan di {nama} tidak sulit.",
    "Yang di {kota}, begini cara memesan {produk}.",
    "Sebelum memesan di {nama}, baca ini dulu.",
)
STEPS_ORDER = (
    "Buka WhatsApp, tulis pesanan dan jumlahnya, lalu kirim ke {wa}.",
    "Kirim nama barang, jumlah, dan nama Anda ke WhatsApp {wa}.",
    "Sebutkan yang Anda perlukan dan kapan. Kirim ke WhatsApp {wa}.",
    "Simpan {wa}, lalu kirim pesan berisi pesanan Anda.",
    "Ketik pesanan, sertakan jumlahnya, lalu kirim ke WhatsApp {wa}.",
    "Telepon {telepon}, lalu sebutkan pesanan dan jumlahnya.",
    "Hubungi {telepon} dan sebutkan yang Anda perlukan.",
)
STEPS_WITHOUT_PHONE = (
    "Kirim pesan ke akun ini: apa yang dipesan, berapa banyak, dan untuk kapan.",
    "Tulis pesanan dan jumlahnya lewat pesan ke akun ini.",
    "Sebutkan yang Anda perlukan dan kapan. Cukup lewat pesan ke akun ini.",
    "Mulai dengan pesan ke akun ini. Sebutkan {produk} dan jumlahnya.",
    "Kirim pesan berisi nama Anda, pesanan, dan tanggal yang Anda perlukan.",
    "Ketik {produk} di pesan, lalu sebutkan jumlahnya.",
    "Tulis pertanyaan di komentar. Pesanan lewat pesan ke akun ini.",
)
HOOK_STORY = (
    "Sekilas tentang {nama}.",
    "Kenalan dengan {nama}.",
    "Cerita singkat dari {nama}.",
    "Di balik {nama}.",
    "Sudah kenal {nama}?",
    "Halo, kami {nama}.",
    "Salam kenal dari {nama}.",
    "Perkenalkan, {nama}.",
    "Ini {nama}.",
    "Belum kenal {nama}?",
)
HOOK_HOURS = (
    "Kapan {nama} buka?",
    "Mau mampir ke {nama}? Lihat jamnya dulu.",
    "Jam buka {nama}.",
    "Catat jam buka kami.",
    "Sering ditanya: kapan buka?",
    "Sebelum berangkat, lihat jam buka {nama}.",
)
CLOSED = (
    "Hari {libur} kami tutup.",
    "{libur} libur.",
    "Kami tutup pada hari {libur}.",
    "Tutup: {libur}.",
)
HOOK_PLACE = (
    "Di mana {nama}?",
    "Mencari {nama}? Ini tempatnya.",
    "Mampir ke {nama}.",
    "Sedang di {kota}?",
    "Ada warga {kota} di sini?",
    "Tetangga di {kota}, salam dari {nama}.",
    "{nama} ada di sekitar Anda?",
    "Lewat {kota} minggu ini?",
    "Alamat {nama}.",
)
HOOK_QUESTION = (
    "Tanya jawab dengan {nama}.",
    "Ada pertanyaan untuk {nama}?",
    "Apa yang ingin Anda tahu tentang {produk}?",
    "Boleh tanya: Anda mencari {produk} untuk keperluan apa?",
    "Kami ingin dengar dari Anda.",
    "Apa yang sedang Anda cari minggu ini?",
    "Punya pertanyaan tentang {produk}?",
    "Mari mengobrol sebentar.",
    "Pertanyaan hari ini dari {nama}.",
    "Anda bertanya, {nama} menjawab.",
    "Satu pertanyaan dari {nama}: apa yang Anda cari di {kota}?",
    "Kalau membeli {barang}, apa yang Anda tanyakan lebih dulu?",
    "Sebelum memesan {jasa}, apa yang ingin Anda pastikan?",
    "{nama} ingin mendengar dari Anda.",
    "Yang di {kota}, ada pertanyaan tentang {produk}?",
)
INVITE_QUESTION = (
    "Tulis di kolom komentar.",
    "Jawab di komentar, ya.",
    "Pertanyaan apa pun tentang pesanan, silakan.",
    "Tanya harga, jam buka, atau cara pesan. Silakan.",
    "Sebutkan di komentar apa yang Anda perlukan.",
    "Komentar Anda kami tunggu.",
    "Silakan tulis, singkat saja tidak apa-apa.",
    "Boleh lewat komentar, boleh lewat pesan.",
    "Tentang harga, jumlah, atau waktu pesan, silakan tanyakan.",
)
HOOK_WEEKEND = (
    "Sudah ada rencana untuk akhir pekan ini?",
    "Akhir pekan ini ke mana?",
    "Ada acara keluarga akhir pekan ini?",
    "Menjelang akhir pekan, sudah siapkan {hidangan}?",
    "Akhir pekan ini perlu {produk}?",
    "Daftar akhir pekan: {hidangan}?",
    "Sabtu dan Minggu ini, Anda di rumah atau bepergian?",
    "Ada tamu akhir pekan ini?",
    "{Hidangan} untuk akhir pekan?",
    "Akhir pekan, waktunya mengurus {jasa}?",
)
HOOK_NATIONAL = (
    "Selamat {hari}.",
    "Selamat {hari} dari {nama}.",
    "Hari ini {hari}. Salam dari kami di {nama}.",
    "{nama} mengucapkan selamat {hari}.",
    "Salam {hari} dari {kota}.",
    "Selamat merayakan {hari}, dari kami di {nama}.",
)
HOOK_SERVICE_DAY = (
    "Menjelang {hari}, apa saja yang belum disiapkan?",
    "{hari} sudah dekat. Perlu {produk}?",
    "Menjelang {hari}, silakan tanyakan jam buka kami.",
    "Persiapan {hari}: sudah ada {barang}?",
    "Perlu {produk} sebelum {hari}?",
    "Sebelum libur {hari}, pastikan dulu jam buka kami lewat pesan.",
    "Ada pesanan untuk {hari}? Beri tahu kami lebih awal.",
    "Rencana Anda untuk libur {hari}?",
)
HOOK_TRADE_DAY = (
    "{hari} tiba. Apa yang sedang Anda cari?",
    "{hari}: daftar belanja Anda apa saja?",
    "Belanja di {hari}? Lihat juga usaha di {kota}.",
    "{hari}. Ada {produk} di daftar Anda?",
    "Hari ini {hari}. Salam dari {nama}.",
    "Selama {hari}, {nama} menerima pertanyaan lewat pesan.",
)
