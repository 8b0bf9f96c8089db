"""Every known failure: its code and its sentence in Bahasa Indonesia (`id`) and English (`en`).

The only list of codes; `docs/error-codes.md` is made from it and a test holds the two together. A sentence says what is
wrong and what to do. Read by `question_packs.errors` alone. Codes are never reused.
"""

CATALOGUE: dict[str, dict[str, str]] = {
    # --- a failure nobody foresaw
    "BUG-01": {
        "id": "Terjadi kesalahan yang belum dikenal. Jawaban yang sudah tersimpan tetap aman; panggil pengawas.",
        "en": "Something unforeseen went wrong. Every saved answer is safe; please call the proctor.",
    },
    # --- command lines
    "CMD-01": {
        "id": "Perintah ini tidak dimengerti: {reason}. Lihat cara pakainya dengan --help.",
        "en": "This command is not understood: {reason}. See how to use it with --help.",
    },
    # --- keys, signatures, codes (sealing)
    "SEA-01": {
        "id": "Tanda tangan pada {what} tidak sah. Minta berkas yang asli dari pusat.",
        "en": "The signature on {what} is not valid. Ask the centre for the original file.",
    },
    "SEA-02": {
        "id": "{what} memerlukan {needed} tanda tangan yang diakui, baru ada {found}. Minta persetujuan yang kurang.",
        "en": "{what} needs {needed} recognised signatures and has {found}. Ask for the missing approval.",
    },
    "SEA-03": {
        "id": "{what} tidak dapat dibuka dengan kunci yang ada di sini. Periksa apakah berkas ini memang untuk tempat ini.",
        "en": "{what} cannot be opened with the keys held here. Check that the file is meant for this place.",
    },
    "SEA-04": {
        "id": "Kode tidak lengkap atau salah ketik. Kode terdiri atas {length} huruf dan angka; periksa lalu ketik ulang.",
        "en": "The code is incomplete or mistyped. A code has {length} letters and digits; check it and type it again.",
    },
    "SEA-05": {
        "id": "Kode pembuka ini bukan untuk sesi ini. Periksa amplop sesi, lalu ketik ulang kodenya.",
        "en": "This opening code is not the one for this sitting. Check the sitting's envelope and type the code again.",
    },
    "SEA-06": {
        "id": "Berkas kunci {path} tidak dapat dibaca. Periksa berkasnya dan kata sandinya.",
        "en": "The key file {path} cannot be read. Check the file and its passphrase.",
    },
    "SEA-07": {
        "id": "Berkas kunci {path} sudah ada dan tidak ditimpa. Pilih nama lain.",
        "en": "The key file {path} exists already and is not overwritten. Choose another name.",
    },
    "SEA-08": {
        "id": "Kunci penanda tangan {keyid} tidak ada dalam daftar kepercayaan untuk {role}. Hubungi pusat.",
        "en": "The signing key {keyid} is not on the trust list as {role}. Contact the centre.",
    },
    # --- records that travel
    "REC-01": {
        "id": "{what} rusak atau bukan berkas Lontar: {reason}. Minta salinan baru.",
        "en": "{what} is damaged or not a Lontar record: {reason}. Ask for a new copy.",
    },
    "REC-02": {
        "id": "{what} dibuat oleh versi Lontar yang lebih baru ({found}). Perbarui program ini.",
        "en": "{what} was made by a newer version of Lontar ({found}). Update this program.",
    },
    "REC-03": {
        "id": "Rantai peristiwa ujian terputus pada urutan {sequence}: {reason}. Data disimpan untuk diperiksa.",
        "en": "The chain of attempt events breaks at sequence {sequence}: {reason}. The data is kept for inspection.",
    },
    "REC-04": {
        "id": "NIP '{value}' bukan 18 angka yang sah: {reason}.",
        "en": "The NIP '{value}' is not a valid 18-digit number: {reason}.",
    },
    "REC-05": {
        "id": "Berkas '{name}' yang diserahkan peserta tidak utuh: {reason}. Periksa catatan ujian peserta ini.",
        "en": "The file '{name}' that the candidate handed in is not whole: {reason}. Inspect the record of this attempt.",
    },
    # --- question packs
    "PCK-01": {
        "id": "Paket soal rusak atau tidak lengkap: {reason}. Salin ulang paket dari pusat; paket ini tidak dipakai.",
        "en": "The question pack is damaged or incomplete: {reason}. Copy it again from the centre; it is not used.",
    },
    "PCK-02": {
        "id": "Paket soal ini masih konsep, belum disetujui dua orang. Pakai paket yang sudah dirilis.",
        "en": "This question pack is a draft without two approvals. Use the released pack.",
    },
    "PCK-03": {
        "id": "Paket soal {digest} tidak ada di sini. Unduh atau salin paketnya dahulu.",
        "en": "The question pack {digest} is not here. Download or copy it first.",
    },
    "PCK-04": {
        "id": "Paket soal ini bukan paket {expected} yang diminta. Salin paket yang benar dari pusat.",
        "en": "This question pack is not the requested pack {expected}. Copy the right one from the centre.",
    },
    # --- the author's side: source folders, build, its command
    "BLD-01": {
        "id": "{what} tidak ada di folder sumber. Buat atau salin berkas itu ke sana.",
        "en": "{what} is not in the source folder. Create it or copy it there.",
    },
    "BLD-02": {
        "id": "Berkas ini bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8.",
        "en": "This file is not UTF-8 text. Save it again in UTF-8.",
    },
    "BLD-03": {
        "id": "YAML tidak dapat dibaca: {reason}. Perbaiki penulisannya.",
        "en": "The YAML cannot be read: {reason}. Correct it.",
    },
    "BLD-04": {
        "id": "Isian '{field}' belum ada. Tambahkan.",
        "en": "The field '{field}' is missing. Add it.",
    },
    "BLD-05": {
        "id": "Isian '{field}' tidak dikenal. Periksa ejaannya atau hapus.",
        "en": "The field '{field}' is not known. Check its spelling or remove it.",
    },
    "BLD-06": {
        "id": "Isian '{field}' tidak sesuai: {reason}. Perbaiki nilainya.",
        "en": "The field '{field}' does not fit: {reason}. Correct its value.",
    },
    "BLD-07": {
        "id": "Butir soal ini tidak diawali kepala YAML di antara dua baris '---'. Tambahkan kepalanya.",
        "en": "This item does not begin with YAML between two lines '---'. Add them.",
    },
    "BLD-08": {
        "id": "Soal ini belum punya kunci. Tulis 'key' atau 'points'.",
        "en": "This item has no key. Write 'key' or 'points'.",
    },
    "BLD-09": {
        "id": "Soal ini punya 'key' dan 'points' sekaligus. Hapus salah satunya.",
        "en": "This item has both 'key' and 'points'. Remove one of them.",
    },
    "BLD-10": {
        "id": "Ada lebih dari satu pilihan terbaik ({letters}). Beri nilai tertinggi hanya kepada satu pilihan.",
        "en": "More than one option is the best ({letters}). Give the top points to one option only.",
    },
    "BLD-11": {
        "id": "Kunci menyebut pilihan '{letter}' yang tidak ada. Perbaiki kuncinya.",
        "en": "The key names option '{letter}', which does not exist. Correct the key.",
    },
    "BLD-12": {
        "id": "Nilai pilihan harus lengkap: satu bilangan bulat 1 sampai {most} untuk tiap pilihan. Lengkapi 'points'.",
        "en": "Points must be complete: one whole number from 1 to {most} for every option. Complete 'points'.",
    },
    "BLD-13": {
        "id": "Pengenal '{identifier}' sudah dipakai di {first}. Pakai pengenal lain.",
        "en": "The identifier '{identifier}' is already used in {first}. Use another one.",
    },
    "BLD-14": {
        "id": (
            "Pengenal '{identifier}' tidak dapat dipakai: hanya huruf, angka, dan tanda hubung, paling banyak 40. "
            "Ganti pengenalnya."
        ),
        "en": "The identifier '{identifier}' cannot be used: letters, digits and hyphens only, 40 at most. Change it.",
    },
    "BLD-15": {
        "id": "Pengenal '{identifier}' tidak sama dengan nama berkasnya. Samakan keduanya.",
        "en": "The identifier '{identifier}' is not the name of its file. Make them the same.",
    },
    "BLD-16": {
        "id": "Gambar {name} tidak ada di folder media. Salin gambarnya atau perbaiki namanya.",
        "en": "The picture {name} is not in the folder media. Copy it there or correct its name.",
    },
    "BLD-17": {
        "id": "Gambar ini rusak: {reason}. Ekspor ulang gambarnya.",
        "en": "This picture is damaged: {reason}. Export it again.",
    },
    "BLD-18": {
        "id": "Gambar SVG memuat '{what}' yang tidak diizinkan. Pakai bentuk dan teks biasa saja.",
        "en": "The SVG picture contains '{what}', which is not allowed. Use plain shapes and text only.",
    },
    "BLD-19": {
        "id": (
            "Jenis atau nama berkas '{name}' tidak diterima. Pakai SVG, PNG, JPEG, atau WebP bernama huruf kecil, angka, "
            "dan tanda hubung."
        ),
        "en": (
            "The kind or name of the file '{name}' is not accepted. Use SVG, PNG, JPEG or WebP, named in lower-case "
            "letters, digits and hyphens."
        ),
    },
    "BLD-20": {
        "id": "Gambar ini terlalu besar (paling besar {megabytes} MB dan {pixels} piksel per sisi). Perkecil gambarnya.",
        "en": "This picture is too large ({megabytes} MB and {pixels} pixels a side at most). Make it smaller.",
    },
    "BLD-21": {
        "id": "Gambar {name} belum punya teks pengganti. Tulis di antara [ ] apa yang tampak pada gambar.",
        "en": "The picture {name} has no alternative text. Write between [ ] what it shows.",
    },
    "BLD-22": {
        "id": "Gambar {name} tidak dipakai soal mana pun. Hapus atau tautkan gambarnya.",
        "en": "The picture {name} is used by no item. Remove it or link it.",
    },
    "BLD-23": {
        "id": (
            "Bagian '{section}' tidak terjangkau: folder items/{folder} tidak berisi soal. Isi foldernya atau hapus "
            "bagiannya."
        ),
        "en": (
            "The section '{section}' is unreachable: the folder items/{folder} holds no item. Fill it or remove the section."
        ),
    },
    "BLD-24": {
        "id": "Bagian '{section}' mengambil {select} dari {available} soal. Tulis 'select' antara 1 dan {available}.",
        "en": "The section '{section}' draws {select} of {available} items. Set 'select' between 1 and {available}.",
    },
    "BLD-25": {
        "id": "Soal ini tidak terjangkau: folder '{folder}' tidak disebut bagian mana pun di test.yaml. Pindahkan soalnya.",
        "en": "This item is unreachable: no section of test.yaml names the folder '{folder}'. Move the item.",
    },
    "BLD-26": {
        "id": "Jumlah waktu bagian ({sections} menit) melebihi waktu ujian ({test} menit). Sesuaikan waktunya.",
        "en": "The sections' time ({sections} minutes) exceeds the test's ({test} minutes). Adjust them.",
    },
    "BLD-27": {
        "id": "Waktu minimum ({minimum} menit) melebihi waktu ujian ({test} menit). Sesuaikan waktunya.",
        "en": "The minimum time ({minimum} minutes) exceeds the test's ({test} minutes). Adjust them.",
    },
    "BLD-28": {
        "id": (
            "Waktu {minutes} menit tidak cukup untuk {items} soal (paling sedikit {seconds} detik per soal). Tambah "
            "waktu atau kurangi soal."
        ),
        "en": (
            "{minutes} minutes are too short for {items} items (at least {seconds} seconds an item). Give more time "
            "or fewer items."
        ),
    },
    "BLD-29": {
        "id": "HTML tidak diizinkan di sini: {html}. Pakai Markdown.",
        "en": "HTML is not allowed here: {html}. Use Markdown.",
    },
    "BLD-30": {
        "id": "Alamat '{url}' tidak diizinkan. Pakai hanya gambar dari folder media.",
        "en": "The address '{url}' is not allowed. Use pictures of the folder media only.",
    },
    "BLD-31": {
        "id": (
            "Panjang pilihan {letter} ({length} huruf; pilihan lain paling banyak {next}) membuka kuncinya. Samakan "
            "panjang pilihan."
        ),
        "en": (
            "The length of option {letter} ({length} characters; the others {next} at most) gives it away. Even the "
            "options out."
        ),
    },
    "BLD-32": {
        "id": "Kunci {letter} dipakai {count} dari {items} soal; letaknya mudah ditebak. Sebarkan letak kunci.",
        "en": "The key is {letter} in {count} of {items} items, which is easily guessed. Spread the keys.",
    },
    "BLD-33": {
        "id": "Aspek '{aspect}' tidak ada di test.yaml. Pakai salah satu dari: {known}.",
        "en": "The aspect '{aspect}' is not in test.yaml. Use one of: {known}.",
    },
    "BLD-34": {
        "id": "Kompetensi '{competency}' tidak sesuai pola, misalnya 'T.01 Nama Kompetensi'. Perbaiki penulisannya.",
        "en": "The competency '{competency}' does not follow the pattern 'T.01 Name of the competency'. Correct it.",
    },
    "BLD-35": {
        "id": "Tingkat {level} di luar 1 sampai 5. Perbaiki tingkatnya.",
        "en": "The level {level} is outside 1 to 5. Correct it.",
    },
    "BLD-36": {
        "id": "Pilihan {letter} kosong. Isi pilihannya.",
        "en": "The option {letter} is empty. Write it.",
    },
    "BLD-37": {
        "id": "Pilihan {letter} sama dengan pilihan {other}. Bedakan isinya.",
        "en": "The option {letter} equals option {other}. Make them differ.",
    },
    "BLD-38": {
        "id": "Soal ini punya {count} pilihan; yang diterima {least} sampai {most}. Sesuaikan jumlahnya.",
        "en": "This item has {count} options; {least} to {most} are accepted. Adjust them.",
    },
    "BLD-39": {
        "id": "Baris ini bukan pilihan '{letter}.' yang diharapkan. Tulis tiap pilihan dalam satu baris, berurutan dari A.",
        "en": "This line is not the expected option '{letter}.'. Write each option on one line, in order from A.",
    },
    "BLD-40": {
        "id": "Rumus '{latex}' tidak dapat dibaca. Perbaiki penulisan LaTeX-nya.",
        "en": "The formula '{latex}' cannot be read. Correct its LaTeX.",
    },
    "BLD-41": {
        "id": "Soal dengan {count} jawaban benar harus menyebut 'Pilih {word} jawaban' dalam pertanyaannya. Tambahkan.",
        "en": "An item with {count} right answers must say 'Pilih {word} jawaban' in its stem. Add it.",
    },
    "BLD-42": {
        "id": "Jumlah jawaban benar ({count}) harus 2 sampai {most} dan tidak berulang. Perbaiki kuncinya.",
        "en": "The number of right answers ({count}) must be 2 to {most}, none twice. Correct the key.",
    },
    "BLD-43": {
        "id": "Pertanyaannya kosong. Tulis pertanyaan sebelum pilihan.",
        "en": "The stem is empty. Write it before the options.",
    },
    "BLD-44": {
        "id": "Pilihan {letter} merujuk pilihan lain, padahal urutannya diacak. Tulis isinya sendiri.",
        "en": "The option {letter} refers to other options, but their order is shuffled. Write out what it means.",
    },
    "BLD-50": {
        "id": "Sumber ini punya {errors} kesalahan, jadi paket tidak dibuat. Jalankan 'check', perbaiki, lalu ulangi.",
        "en": "This source has {errors} errors, so no pack was built. Run 'check', correct them, and build again.",
    },
    "BLD-51": {
        "id": (
            "Baru {found} dari {needed} penyetuju menandatangani: hanya konsep yang dibuat, tanpa berkas kunci. "
            "Konsep tidak dapat dipakai ujian."
        ),
        "en": (
            "Only {found} of {needed} approvers signed: a draft was written, without key files. A draft cannot be "
            "used in an exam."
        ),
    },
    "BLD-52": {
        "id": "Kunci {name} berperan '{role}', bukan '{needed}'. Pakai kunci yang benar.",
        "en": "The key of {name} has the role '{role}', not '{needed}'. Use the right key.",
    },
    "BLD-55": {
        "id": "Paket ini tidak ditandatangani oleh {needed} penyetuju yang Anda sebut. Sebut kunci publik penyetuju yang benar.",
        "en": "This pack is not signed by {needed} of the approvers you named. Name the right approvers' public keys.",
    },
    "BLD-54": {
        "id": "Berkas {path} tidak dapat dibaca atau ditulis: {reason}. Periksa nama, izin, dan ruang disk.",
        "en": "The file {path} cannot be read or written: {reason}. Check its name, permissions and disk space.",
    },
    # --- sitting orders
    "ORD-01": {
        "id": "Perintah sesi ini bukan untuk ruang ini. Ambil perintah sesi yang sesuai dengan ruang PC ini.",
        "en": "This sitting order is not for this room. Get the order that belongs to this PC's room.",
    },
    "ORD-02": {
        "id": "Perintah sesi revisi {found} lebih lama daripada revisi {installed} yang sudah terpasang. Pakai yang terbaru.",
        "en": "Sitting order revision {found} is older than revision {installed} installed here. Use the newest one.",
    },
    "ORD-03": {
        "id": "Tidak ada perintah sesi {sitting} di PC ini. Ambil dari pusat atau dari stik.",
        "en": "There is no sitting order {sitting} on this PC. Get it from the centre or from a stick.",
    },
    # --- delivery of an attempt
    "DEL-01": {
        "id": "Ujian ini sudah diserahkan dan tidak dapat diubah lagi.",
        "en": "This exam has been handed in and cannot be changed any more.",
    },
    "DEL-02": {
        "id": "Waktu ujian sudah habis. Jawaban yang tersimpan diserahkan.",
        "en": "The time is over. The saved answers are handed in.",
    },
    "DEL-03": {
        "id": "Soal itu tidak dapat dibuka sekarang. Lanjutkan dengan soal yang tersedia.",
        "en": "That item cannot be opened now. Continue with the items that are available.",
    },
    "DEL-04": {
        "id": "Pilihan Anda melebihi {limit} jawaban. Hapus satu pilihan dahulu.",
        "en": "That is more than {limit} answers. Take one choice back first.",
    },
    "DEL-05": {
        "id": "Waktu minimal mengerjakan belum tercapai. Gunakan waktu ini untuk memeriksa jawaban Anda.",
        "en": "The minimum time has not passed yet. Use it to check your answers.",
    },
    "DEL-06": {
        "id": "Ujian belum dimulai. Tunggu aba-aba pengawas.",
        "en": "The exam has not started. Wait for the proctor.",
    },
    "DEL-07": {
        "id": "Ujian ini belum diserahkan, jadi bukti selesai belum ada. Lanjutkan ujian, lalu serahkan jawaban.",
        "en": "This exam has not been handed in, so there is no receipt yet. Go on with the exam, then hand in.",
    },
    "DEL-08": {
        "id": "Ujian sedang tidak berjalan di layar ini. Tunggu proktor, lalu lanjutkan sesuai petunjuk di layar.",
        "en": "The exam is not running on this screen now. Wait for the proctor, then follow the screen.",
    },
    "DEL-09": {
        "id": "Ujian ini dilanjutkan di PC lain, jadi PC ini tidak mencatat lagi. Pakai PC yang ditunjuk proktor.",
        "en": "This exam goes on at another PC, so this one records nothing more. Use the PC the proctor named.",
    },
    "DEL-10": {
        "id": "Gangguan lebih lama dari batas, jadi proktor menetapkan dahulu waktu yang dikembalikan. Panggil proktor.",
        "en": "The interruption was longer than the limit, so the proctor decides first how much is given back. Call the proctor.",
    },
    "DEL-11": {
        "id": "Tindakan ini tidak cocok dengan keadaan ujian peserta sekarang. Periksa keadaan peserta, lalu pilih yang sesuai.",
        "en": "This act does not fit the state of the candidate's exam. Look at the state and choose the fitting act.",
    },
    "DEL-12": {
        "id": "Jawaban peserta dari PC lama belum ada di PC ini. Sambungkan simpul ruang, atau tancapkan stik dari PC lama.",
        "en": "The answers from the old PC are not on this PC yet. Connect the room node or plug in the old PC's stick.",
    },
    "DEL-13": {
        "id": "Jawaban ini tidak sesuai dengan soalnya ({response}). Ulangi jawaban Anda; bila terjadi lagi, panggil pengawas.",
        "en": "This answer does not fit its item ({response}). Answer again; if it happens once more, call the proctor.",
    },
    "DEL-14": {
        "id": "Jawaban soal ini sudah dikirim dan tidak dapat diubah lagi. Lanjutkan ke soal berikutnya.",
        "en": "The answer to this item was submitted and cannot be changed any more. Go on to the next item.",
    },
    # --- what a response still lacks
    "RSP-01": {
        "id": "Baru {given} dari {needed} jawaban yang diminta. Lengkapi jawaban Anda.",
        "en": "Only {given} of the {needed} answers asked for. Complete your answer.",
    },
    "RSP-02": {
        "id": "Bentuk isian belum sesuai ({hint}). Periksa lalu ketik ulang.",
        "en": "What you typed does not have the form asked for ({hint}). Check it and type it again.",
    },
    "RSP-03": {
        "id": "Baru {given} kata; paling sedikit {needed} kata. Tambahkan uraian Anda.",
        "en": "Only {given} words; at least {needed} are needed. Write some more.",
    },
    "RSP-04": {
        "id": "Sudah {given} kata; paling banyak {most} kata. Ringkaskan uraian Anda.",
        "en": "{given} words; at most {most} are allowed. Shorten your text.",
    },
    "RSP-05": {
        "id": "Masih ada {count} bagian yang wajib dipasangkan. Lengkapi jawaban Anda.",
        "en": "{count} parts still have to be matched. Complete your answer.",
    },
    "RSP-06": {
        "id": "Rekaman baru diputar {given} kali; putar paling sedikit {needed} kali.",
        "en": "The recording was played {given} times; play it at least {needed} times.",
    },
    "RSP-07": {
        "id": "Jenis berkas ini tidak diminta. Serahkan berkas {kinds} yang isinya sesuai dengan jenisnya.",
        "en": "This kind of file was not asked for. Hand in a {kinds} file whose content is what its name says.",
    },
    "RSP-08": {
        "id": "Berkas kosong atau lebih besar dari {limit} MB. Pilih berkas lain atau perkecil berkas ini.",
        "en": "The file is empty or larger than {limit} MB. Choose another file, or make this one smaller.",
    },
    "RSP-09": {
        "id": "Berkas yang Anda serahkan sudah terlalu banyak. Berkas yang terakhir tersimpan tetap berlaku; panggil pengawas.",
        "en": "You have handed in too many files. The last one that was saved still counts; call the proctor.",
    },
    "RSP-10": {
        "id": "Catatan lebih panjang dari {limit} huruf. Pendekkan catatan Anda.",
        "en": "The note is longer than {limit} characters. Make it shorter.",
    },
    # --- how answers are judged (QTI's processing)
    "PRC-01": {
        "id": "Aturan penilaian memakai '{operator}', yang tidak dikenal dalam QTI 3.0. Perbaiki aturan butir ini di sumbernya.",
        "en": "The scoring rules use '{operator}', which QTI 3.0 does not know. Mend this item's rules at their source.",
    },
    "PRC-02": {
        "id": "Aturan penilaian memakai operator buatan sendiri (customOperator), yang tidak dijalankan di sini. Tulis ulang dengan operator QTI yang baku.",
        "en": "The scoring rules use a custom operator (customOperator), which is not run here. Write it again with QTI's own operators.",
    },
    "PRC-03": {
        "id": "'{operator}' dalam aturan penilaian mempunyai {found} bagian; jumlah itu tidak sesuai. Perbaiki aturan butir ini.",
        "en": "'{operator}' in the scoring rules has {found} parts, which is not the right number. Mend this item's rules.",
    },
    "PRC-04": {
        "id": "'{operator}' dalam aturan penilaian: atribut {attribute} = '{value}' tidak ada atau tidak dapat dipakai. Perbaiki aturan butir ini.",
        "en": "'{operator}' in the scoring rules: attribute {attribute} = '{value}' is missing or cannot be used. Mend this item's rules.",
    },
    "PRC-05": {
        "id": "'{operator}' dalam aturan penilaian menerima nilai yang jenisnya salah: {reason}. Perbaiki aturan butir ini.",
        "en": "'{operator}' in the scoring rules is given a value of the wrong kind: {reason}. Mend this item's rules.",
    },
    "PRC-06": {
        "id": "Aturan penilaian memakai variabel '{identifier}', yang tidak dideklarasikan. Perbaiki aturan butir ini.",
        "en": "The scoring rules use the variable '{identifier}', which is not declared. Mend this item's rules.",
    },
    "PRC-07": {
        "id": "'{operator}' dalam aturan penilaian melebihi batas ({limit}). Sederhanakan aturan butir ini.",
        "en": "'{operator}' in the scoring rules goes beyond a limit ({limit}). Make this item's rules simpler.",
    },
    "PRC-08": {
        "id": "'{operator}' tidak dapat dipakai di tempat ini: ia memerlukan kunci jawaban, nilai, atau acak yang tidak ada di sini. Ubah aturannya.",
        "en": "'{operator}' cannot be used at this place: it needs a key, scores or chance that are not there. Change the rule.",
    },
    "PRC-09": {
        "id": "Pola '{pattern}' tidak dapat dibaca atau terlalu besar: {reason}. Perbaiki polanya.",
        "en": "The pattern '{pattern}' cannot be read or is too large: {reason}. Mend the pattern.",
    },
    "PRC-10": {
        "id": "Setelah {tries} kali percobaan tidak ada nilai yang memenuhi syarat templat butir ini. Longgarkan syaratnya.",
        "en": "After {tries} tries no values fulfil the constraint of this item's template. Loosen the constraint.",
    },
    "PRC-11": {
        "id": "Templat penilaian '{template}' tidak dikenal. Pakai match_correct, map_response, atau map_response_point, atau tulis aturannya.",
        "en": "The response processing template '{template}' is not known. Use match_correct, map_response or map_response_point, or write the rules.",
    },
    "PRC-12": {
        "id": "Butir {item} tidak dapat dinilai. {problem} Setujui kunci yang diperbaiki, lalu nilai ulang.",
        "en": "Item {item} cannot be scored. {problem} Approve a mended key, then score again.",
    },
    # --- what the workstation stores
    "STO-01": {
        "id": "Penyimpanan PC ini penuh sehingga jawaban terakhir belum tersimpan. Panggil pengawas; jangan matikan PC.",
        "en": "This PC's disk is full, so the last answer is not saved yet. Call the proctor; do not switch the PC off.",
    },
    "STO-02": {
        "id": "Penyimpanan PC ini bermasalah ({reason}). Panggil pengawas; jawaban yang sudah tersimpan tetap aman.",
        "en": "This PC's disk has a problem ({reason}). Call the proctor; every saved answer is safe.",
    },
    "STO-03": {
        "id": "Data di PC ini dibuat oleh Lontar yang lebih baru (versi {found}). Perbarui program; data tidak diubah.",
        "en": "The data on this PC was made by a newer Lontar (version {found}). Update the program; nothing was changed.",
    },
    "STO-04": {
        "id": "Berkas data {path} rusak dan tidak dapat dibaca. Salin ke stik untuk pusat; pindahkan peserta ke PC cadangan.",
        "en": "The data file {path} is damaged and cannot be read. Copy it for the centre; move the candidate to a spare PC.",
    },
    "STO-05": {
        "id": "Lontar sudah berjalan di PC ini. Pakai jendela yang sudah terbuka.",
        "en": "Lontar is already running on this PC. Use the window that is open.",
    },
    "STO-06": {
        "id": "Pustaka basis data di PC ini versi {found}, terlalu lama untuk menyimpan dengan aman. Pasang ulang Lontar.",
        "en": "The database library on this PC is version {found}, too old to store safely. Install Lontar again.",
    },
    # --- opening a sitting, signing in
    "STO-07": {
        "id": "Ruang disk PC ini tidak cukup untuk {what}. Kosongkan ruang, lalu ulangi; data lama tidak berubah.",
        "en": "This PC's disk has no room for {what}. Free some space and repeat; what was here is unchanged.",
    },
    "OPN-01": {
        "id": "Sesi ini sudah ditutup di PC ini, jadi kodenya tidak berlaku lagi. Hubungi pusat bila perlu dibuka kembali.",
        "en": "This sitting was closed on this PC, so its code is used up. Contact the centre if it must be opened again.",
    },
    "OPN-02": {
        "id": "Masih ada peserta yang belum menyerahkan jawaban di PC ini. Selesaikan dahulu, lalu tutup sesi.",
        "en": "A candidate on this PC has not handed in yet. Let them finish first, then close the sitting.",
    },
    "OPN-03": {
        "id": "Sesi ini belum dibuka di PC ini. Ketik kode pembuka sesi dahulu.",
        "en": "This sitting has not been opened on this PC yet. Type its opening code first.",
    },
    "OPN-04": {
        "id": "Kunci dari konsol tidak cocok dengan PC ini atau paket soalnya. Buka ruang sekali lagi dari konsol, atau ketik "
        "kode pembuka di PC ini.",
        "en": "The keys from the console do not fit this PC or its question packs. Open the room once more from the console, "
        "or type the opening code at this PC.",
    },
    "SIG-01": {
        "id": "Nomor peserta atau PIN belum cocok. Periksa kartu peserta Anda, lalu ketik ulang.",
        "en": "The candidate number or PIN does not match. Check your card and type it again.",
    },
    "SIG-02": {
        "id": "Untuk keamanan, tunggu {seconds} detik sebelum mencoba lagi. Pengawas dapat membantu Anda.",
        "en": "For safety, wait {seconds} seconds before trying again. The proctor can help you.",
    },
    "SIG-04": {
        "id": "Token mulai belum cocok. Dengarkan token dari pengawas, lalu ketik ulang.",
        "en": "The start token does not match. Listen to the proctor's token and type it again.",
    },
    "SIG-05": {
        "id": "Batas waktu untuk mulai sudah lewat. Panggil proktor; proktor dapat mengizinkan peserta yang terlambat.",
        "en": "The time limit for starting has passed. Call the proctor, who can admit a late candidate.",
    },
    "SIG-06": {
        "id": "Ujian sedang dijeda untuk semua, jadi belum ada yang boleh mulai. Tunggu aba-aba proktor.",
        "en": "The exam is paused for everybody, so nobody may start yet. Wait for the proctor.",
    },
    "SIG-07": {
        "id": "Sesi ini sudah ditutup oleh proktor, jadi tidak ada lagi yang dapat mulai. Panggil proktor.",
        "en": "The proctor closed this sitting, so nobody can start any more. Call the proctor.",
    },
    "SIG-08": {
        "id": "Nomor ini sudah dipindahkan ke {sitting}. Panggil proktor bila seharusnya tetap ikut di sini.",
        "en": "This number was moved to {sitting}. Call the proctor if the person should sit here after all.",
    },
    # --- the workstation and its connection
    "DEV-01": {
        "id": "PC ini belum didaftarkan ke pusat. Pakai berkas pendaftaran (.enrol) dari admin.",
        "en": "This PC is not enrolled at the centre. Use the enrolment file (.enrol) from the admin.",
    },
    "DEV-02": {
        "id": "PC ini sudah terdaftar untuk {room}. Hapus pendaftaran lama dahulu bila PC dipindah.",
        "en": "This PC is already enrolled for {room}. Remove the old enrolment first if the PC moves.",
    },
    "DEV-03": {
        "id": "Berkas pendaftaran {path} tidak dapat dibaca. Periksa stik dan letak berkasnya.",
        "en": "The enrolment file {path} cannot be read. Check the stick and where the file is.",
    },
    "NET-01": {
        "id": "Pusat belum dapat dihubungi. Jawaban tetap aman di PC ini dan dikirim nanti.",
        "en": "The centre cannot be reached. The answers are safe on this PC and will be sent later.",
    },
    "NET-02": {
        "id": "Sertifikat pusat tidak cocok dengan yang didaftarkan. Jangan lanjutkan; hubungi admin pusat.",
        "en": "The centre's certificate is not the enrolled one. Do not continue; contact the centre's admin.",
    },
    "NET-03": {
        "id": "Pusat menolak: {reason}",
        "en": "The centre refused: {reason}",
    },
    "NET-04": {
        "id": "Stik {path} tidak dapat ditulisi sampai selesai. Pasang kembali stiknya dan ulangi; jawaban tetap aman di PC ini.",
        "en": "The stick {path} could not be written completely. Plug it in again and repeat; the answers are safe on this PC.",
    },
    "NET-05": {
        "id": "Stik {path} tidak dapat dibaca sampai selesai. Pasang kembali stiknya dan ulangi; data di PC ini tidak berubah.",
        "en": "The stick {path} could not be read to the end. Plug it in again and repeat; nothing on this PC was changed.",
    },
    "RPT-01": {
        "id": "Huruf untuk dokumen tidak ditemukan. Pasang paket fonts-noto-core di komputer pusat, lalu ulangi.",
        "en": "No typeface for documents was found. Install the package fonts-noto-core on the centre's PC, then repeat.",
    },
    "RPT-02": {
        "id": "Dokumen {name} tidak dikenal. Pilih salah satu: {known}.",
        "en": "There is no document {name}. Choose one of: {known}.",
    },
    "RPT-03": {
        "id": "Dokumen ini tentang satu peserta, dan nomor {candidate} tidak ada dalam sesi ini. Periksa nomor pesertanya.",
        "en": "This document is about one candidate, and number {candidate} is not in this sitting. Check the number.",
    },
    "RPT-04": {
        "id": "PIN tidak disimpan di sini. Cetak slip PIN di pusat, atau baca dahulu berkas kredensial sesi ini.",
        "en": "PINs are not kept here. Print the slips at the centre, or read this sitting's credentials file first.",
    },
    "RPT-05": {
        "id": "Sesi {sitting} tidak ada di komputer ini. Periksa apakah perintah sesinya sudah dipasang.",
        "en": "Sitting {sitting} is not on this PC. Check that its order is installed.",
    },
    # --- the centre
    "CEN-01": {
        "id": "Belum ada pusat di {folder}. Jalankan dahulu: python -m sync_server init.",
        "en": "There is no centre in {folder}. First run: python -m sync_server init.",
    },
    "CEN-02": {
        "id": "Folder {folder} sudah berisi sebuah pusat dan tidak ditimpa. Pilih folder lain dengan --data.",
        "en": "The folder {folder} holds a centre already and is not overwritten. Choose another with --data.",
    },
    "CEN-03": {
        "id": "Diperlukan paling sedikit {needed} kunci publik penyetuju yang berbeda (peran approver). Periksa --approver.",
        "en": "At least {needed} different approvers' public keys (role approver) are needed. Check --approver.",
    },
    "CEN-04": {
        "id": "Basis data pusat tidak dapat dipakai: {reason}. Periksa alamat basis data dan apakah layanannya berjalan.",
        "en": "The centre's database cannot be used: {reason}. Check its address and that its service runs.",
    },
    "CEN-05": {
        "id": "Basis data ini dibuat oleh Lontar yang lebih baru (skema {found}). Perbarui program; data tidak diubah.",
        "en": "This database was made by a newer Lontar (schema {found}). Update the program; nothing was changed.",
    },
    "CEN-06": {
        "id": "Berkas atau folder {path} tidak dapat dibaca atau ditulis: {reason}. Periksa letak dan izinnya.",
        "en": "The file or folder {path} cannot be read or written: {reason}. Check where it is and its permissions.",
    },
    "CEN-07": {
        "id": "Alamat {host}:{port} tidak dapat dipakai untuk layanan pusat: {reason}. Pilih --host atau --port lain.",
        "en": "The centre cannot listen at {host}:{port}: {reason}. Choose another --host or --port.",
    },
    "CEN-08": {
        "id": "Disk di komputer penerima penuh; kiriman ini belum disimpan dan tetap aman di pengirimnya. Kosongkan ruang disk, "
        "lalu pengiriman berlanjut sendiri.",
        "en": "The disk of the receiving computer is full; what was sent is not stored yet and stays safe with its sender. Make "
        "room on the disk, and sending goes on by itself.",
    },
    "CEN-09": {
        "id": "Pustaka SQLite di komputer ini terlalu lama ({found}); pusat memerlukan {needed} atau lebih baru. Pasang ulang "
        "program beserta pustakanya.",
        "en": "The SQLite library of this computer is too old ({found}); the centre needs {needed} or newer. Install the "
        "program with its libraries again.",
    },
    "CEN-10": {
        "id": "Tiket pendaftaran ini tidak dikenal. Minta tiket baru dari admin pusat.",
        "en": "This enrolment ticket is not known. Ask the centre's admin for a new one.",
    },
    "CEN-11": {
        "id": "Tiket pendaftaran ini sudah dipakai PC lain. Satu tiket untuk satu PC; minta tiket baru.",
        "en": "This enrolment ticket was used by another PC. One ticket is for one PC; ask for a new one.",
    },
    "CEN-12": {
        "id": "Kunci publik dalam permintaan pendaftaran tidak sah. Buat ulang permintaan di PC itu.",
        "en": "The public key in the enrolment request is not valid. Make the request again on that PC.",
    },
    "CEN-13": {
        "id": "PC {device} sudah terdaftar. Cabut dahulu pendaftarannya bila ingin mendaftarkan ulang dengan kunci baru.",
        "en": "The PC {device} is enrolled already. Revoke it first to enrol it again with a new key.",
    },
    "CEN-14": {
        "id": "PC {device} tidak ada dalam daftar. Lihat daftarnya dengan: enrol list.",
        "en": "The PC {device} is not on the list. See the list with: enrol list.",
    },
    "CEN-15": {
        "id": "Perintah lain mengubah data yang sama pada saat yang sama; perintah ini tidak mengubah apa pun. Ulangi.",
        "en": "Another command changed the same data at the same moment; this one changed nothing. Do it again.",
    },
    "CEN-20": {
        "id": "Permintaan ini sudah pernah diterima dan tidak diulang. Kirim permintaan baru.",
        "en": "This very request was received before and is not repeated. Send a new request.",
    },
    "CEN-21": {
        "id": "Permintaan terlalu besar (lebih dari {limit} byte). Kirim dalam beberapa bagian.",
        "en": "The request is too large (over {limit} bytes). Send it in several parts.",
    },
    "CEN-22": {
        "id": "PC {device} tidak terdaftar di pusat ini atau sudah dicabut. Data tetap di PC; hubungi admin pusat.",
        "en": "The PC {device} is not enrolled at this centre or was revoked. The data stays on the PC; contact the admin.",
    },
    "CEN-23": {
        "id": "Sesi, nomor peserta, dan naskah dalam kiriman tidak dikenal atau tidak saling cocok. Hubungi admin pusat.",
        "en": "The sitting, candidate and form of what was sent are not known or do not belong together. Contact the admin.",
    },
    "CEN-24": {
        "id": "{what} tidak ada di pusat ini. Perbarui daftar sesi lalu coba lagi.",
        "en": "{what} is not at this centre. Renew the list of sittings and try again.",
    },
    "CEN-25": {
        "id": "Hasil belum dapat ditampilkan: {reason}. Simpan bukti selesai ujian.",
        "en": "The result cannot be shown yet: {reason}. Keep the receipt of the attempt.",
    },
    "CEN-26": {
        "id": "Sesi dari tindakan pengawas ini tidak dikenal di sini. Tindakan tetap tersimpan di ruang; hubungi admin pusat.",
        "en": "The sitting of this proctor's act is not known here. The act stays stored in the room; contact the admin.",
    },
    "CEN-27": {
        "id": "Sudah ada tindakan lain dengan nomor {act}. Yang ini tidak dicatat sebagai tindakan; laporkan kepada panitia.",
        "en": "There is another act with the id {act}. This one is not recorded as an act; tell the committee.",
    },
    "CEN-30": {
        "id": "Berkas kegiatan {path} tidak dapat dipakai: {reason}. Perbaiki lalu ulangi; belum ada yang diterbitkan.",
        "en": "The event file {path} cannot be used: {reason}. Correct it and try again; nothing was published.",
    },
    "CEN-31": {
        "id": "Daftar peserta {path} belum benar; belum ada yang diterbitkan. Perbaiki baris berikut:\n{rows}",
        "en": "The roster {path} is not right; nothing was published. Correct these rows:\n{rows}",
    },
    "CEN-32": {
        "id": "Kunci jawaban {path} bukan untuk paket soal naskah {form}. Pakai pasangan berkas dari pembangunan yang sama.",
        "en": "The answer key {path} is not for the pack of form {form}. Use the pair of files from the same build.",
    },
    "CEN-33": {
        "id": "Kunci paket {path} tidak membuka paket soal naskah {form}. Pakai pasangan berkas dari pembangunan yang sama.",
        "en": "The pack key {path} does not open the pack of form {form}. Use the pair of files from the same build.",
    },
    "CEN-34": {
        "id": "Belum ada PC terdaftar untuk ruang {room}. Daftarkan PC dengan tiket, lalu terbitkan lagi.",
        "en": "No PC is enrolled for the room {room}. Enrol PCs with tickets and publish again.",
    },
    "CEN-40": {
        "id": "Sesi {sitting} tidak dikenal. Periksa namanya; yang ada: {known}.",
        "en": "The sitting {sitting} is not known. Check its name; there are: {known}.",
    },
    "CEN-41": {
        "id": "Kunci jawaban untuk paket {digest} tidak ada di sini. Terbitkan lagi kegiatannya atau pakai --key.",
        "en": "The answer key of the pack {digest} is not here. Publish the event again or use --key.",
    },
    "CEN-42": {
        "id": "Ujian {attempt} tidak dikenal. Periksa nomornya dengan: audit --sitting.",
        "en": "The attempt {attempt} is not known. Check its id with: audit --sitting.",
    },
    "CEN-43": {
        "id": "Keputusan tidak lengkap atau PC itu tidak mengirim data ujian {attempt}. Tulis --resolve UJIAN=PC --by --reason.",
        "en": "The decision is incomplete or that PC sent nothing of attempt {attempt}. Give --resolve ATTEMPT=PC --by --reason.",
    },
    "CEN-44": {
        "id": "{number} bukan peserta sementara sesi {sitting}, atau alasan belum ditulis. Lihat: provisional list; isi --reason.",
        "en": "{number} is no provisional candidate of {sitting}, or no reason is given. See: provisional list; give --reason.",
    },
    # --- proctor acts
    "ACT-01": {
        "id": "Tindakan ini bukan untuk ruang atau sesi ini. Periksa apakah konsol terhubung ke ruang yang benar.",
        "en": "This act is for another room or sitting. Check that the console is connected to the right room.",
    },
    "ACT-02": {
        "id": "Peran Anda tidak boleh melakukan tindakan ini ({kind}). Minta proktor melakukannya.",
        "en": "Your role may not do this ({kind}). Ask the proctor to do it.",
    },
    "ACT-03": {
        "id": "Kode sekali pakai ini tidak cocok. Bacakan lagi kode di layar ini kepada proktor, lalu ketik jawabannya.",
        "en": "This one-time code does not fit. Read the code on this screen to the proctor again and type the answer.",
    },
    "ACT-04": {
        "id": "Kode pribadi ini bukan kode {name}. Periksa nama yang dipilih dan kode di amplop sesi.",
        "en": "This personal code is not the one of {name}. Check the chosen name and the code in the sitting's envelope.",
    },
    "ACT-05": {
        "id": "Naskah {form} tidak ada dalam sesi ini, jadi tindakan ini tidak dapat dilakukan. Pilih naskah yang tersedia.",
        "en": "The form {form} is not part of this sitting, so the act cannot be done. Choose a form of the sitting.",
    },
    # --- the room: node, live link, leases
    "ROM-01": {
        "id": "Simpul ruang di alamat ini bukan milik ruang ini. Periksa alamatnya, lalu coba lagi.",
        "en": "The room node at this address belongs to another room. Check the address and try again.",
    },
    "ROM-02": {
        "id": "Ujian peserta ini sedang berjalan di PC lain ({device}). Panggil proktor bila peserta memang pindah ke sini.",
        "en": "This candidate's exam is running on another PC ({device}). Call the proctor if the candidate moved here.",
    },
    "ROM-20": {
        "id": "Belum ada simpul ruang di {folder}. Jalankan dahulu: python -m sync_server room init TIKET.enrol.",
        "en": "There is no room node in {folder}. First run: python -m sync_server room init TICKET.enrol.",
    },
    "ROM-21": {
        "id": "Folder {folder} sudah berisi simpul untuk {room} dan tidak ditimpa. Pilih folder lain dengan --data.",
        "en": "The folder {folder} holds a node of {room} already and is not overwritten. Choose another with --data.",
    },
    "ROM-22": {
        "id": "Simpul ruang di {folder} sedang berjalan. Pakai konsol proktor, atau hentikan dahulu layanan yang berjalan itu.",
        "en": "The room node in {folder} is running. Use the proctor's console, or stop the running service first.",
    },
    "ROM-23": {
        "id": "Kunci petugas ini tidak tercantum pada sesi {sitting}. Masuk lagi dan pilih sesi yang benar.",
        "en": "This officer's key does not belong to the sitting {sitting}. Sign in again and choose the right sitting.",
    },
    "ROM-24": {
        "id": "Pesanan sesi {sitting} revisi {revision} memakai paket soal lain, padahal ujian sudah berjalan. Revisi ini tidak "
        "dipasang; lanjutkan dengan yang ada dan laporkan ke pusat.",
        "en": "Revision {revision} of the sitting {sitting} names another question pack, but the exam has begun. It was not "
        "installed; go on with what is there and tell the centre.",
    },
    "ROM-25": {
        "id": "Sesi {sitting} belum ada di simpul ruang ini. Ambil pesanan sesi dari pusat atau dari stik.",
        "en": "The sitting {sitting} is not at this room node yet. Fetch the sitting's order from the centre or a stick.",
    },
    "ROM-26": {
        "id": "Kode pembuka beberapa kali tidak cocok. Tunggu {seconds} detik, baca kembali kode di amplop, lalu coba lagi.",
        "en": "The opening code was wrong several times. Wait {seconds} seconds, read the code in the envelope again, then "
        "try again.",
    },
    "ROM-03": {
        "id": "Simpul ruang menolak PC ini ({status}). Periksa apakah PC ini terdaftar untuk ruang ini dan jamnya benar.",
        "en": "The room node refuses this PC ({status}). Check that this PC is enrolled for this room and its clock is right.",
    },
    "ROM-04": {
        "id": "PC ini belum memegang perintah sesi, jadi simpul ruang belum dapat dikenali. Ambil perintah sesi dari stik atau pusat dahulu.",
        "en": "This PC holds no sitting order yet, so the room node cannot be recognised. Take the order from a stick or the centre first.",
    },
    "ROM-05": {
        "id": "Tidak ada simpul ruang di {address}. Periksa alamatnya (misalnya 192.168.1.10) dan kabel jaringan, lalu coba lagi.",
        "en": "There is no room node at {address}. Check the address (such as 192.168.1.10) and the network cable, then try again.",
    },
    # --- readiness of the PC
    "RDY-01": {
        "id": "Gladi gagal pada bagian {reason}: yang disimpan bukan yang dijawab. Jangan pakai PC ini; hubungi teknisi.",
        "en": "The rehearsal failed at {reason}: what was saved is not what was answered. Do not use this PC; call the technician.",
    },
    # --- media of others: pictures, recordings, formulas
    "MED-01": {
        "id": (
            "Berkas {name} bukan gambar, suara, atau video yang dapat ditampilkan. "
            "Pakai PNG, JPEG, WebP, GIF, SVG, WAV, MP3, OGG, M4A, FLAC, MP4, atau WebM."
        ),
        "en": (
            "The file {name} is no picture, sound or video that can be shown. "
            "Use PNG, JPEG, WebP, GIF, SVG, WAV, MP3, OGG, M4A, FLAC, MP4 or WebM."
        ),
    },
    "MED-02": {
        "id": "Berkas {name} rusak atau terpotong ({reason}). Ekspor ulang dari program asalnya.",
        "en": "The file {name} is damaged or cut short ({reason}). Export it again from the program that made it.",
    },
    "MED-03": {
        "id": "Berkas {name} terlalu besar (paling besar {megabytes} MB). Perkecil berkasnya.",
        "en": "The file {name} is too large ({megabytes} MB at most). Make it smaller.",
    },
    "MED-04": {
        "id": "Gambar {name} terlalu besar: {width} x {height} piksel (paling banyak {megapixels} juta). Perkecil gambarnya.",
        "en": "The picture {name} is too large: {width} x {height} pixels ({megapixels} million at most). Make it smaller.",
    },
    "MED-05": {
        "id": "Gambar SVG {name} tidak dapat dibaca dengan aman ({reason}). Simpan ulang sebagai SVG biasa atau PNG.",
        "en": "The SVG picture {name} cannot be read safely ({reason}). Save it again as plain SVG or PNG.",
    },
    "MED-06": {
        "id": "Gambar SVG {name} ditampilkan tanpa {what}. Periksa tampilannya; bila perlu, simpan sebagai PNG.",
        "en": "The SVG picture {name} is shown without {what}. Look at it; if need be, save it as PNG.",
    },
    "MED-07": {
        "id": "Gambar bergerak {name} hanya ditampilkan bingkai pertamanya. Pakai video bila gerakannya diperlukan.",
        "en": "Of the moving picture {name} only the first frame is shown. Use a video if the movement is needed.",
    },
    "MED-08": {
        "id": "Rumus MathML tidak dapat ditampilkan ({reason}). Perbaiki rumusnya atau ganti dengan gambar.",
        "en": "The MathML formula cannot be shown ({reason}). Correct it or use a picture instead.",
    },
    # --- lock-down of the PC
    "LCK-01": {
        "id": "Satu pengaman PC tidak dapat dipasang ({step}): {reason}. Ujian tetap dapat berjalan; beri tahu pengawas.",
        "en": "One safeguard of the PC could not be set ({step}): {reason}. The exam can go on; tell the proctor.",
    },
    "LCK-02": {
        "id": "Satu pengaman PC tidak dapat dilepas ({step}): {reason}. Jalankan: python -m desktop_app restore.",
        "en": "One safeguard of the PC could not be taken away ({step}): {reason}. Run: python -m desktop_app restore.",
    },
    # --- the proctor console
    "CON-01": {
        "id": "Simpul ruang menolak: {reason}",
        "en": "The room node refused: {reason}",
    },
    "CON-02": {
        "id": "Tindakan ini memerlukan dua orang. Minta petugas kedua memilih namanya dan mengetik kode pribadinya.",
        "en": "This act needs two persons. Ask a second officer to choose his or her name and type the personal code.",
    },
    "CON-03": {
        "id": "Simpul ruang belum dapat dihubungi. Periksa apakah simpul ruang menyala dan alamatnya benar, lalu coba lagi.",
        "en": "The room node cannot be reached. Check that it is running and that the address is right, then try again.",
    },
    "CON-04": {
        "id": "Yang menjawab di alamat ini bukan simpul ruang yang dikenal konsol. Jangan lanjutkan; hubungi teknisi.",
        "en": "What answers at this address is not the room node that this console knows. Do not continue; call the technician.",
    },
    # --- importers: files of others
    "IMP-01": {
        "id": "{what}, baris {line}: isinya bukan XML yang utuh ({reason}). Ekspor ulang berkas itu dari program asalnya.",
        "en": "{what}, line {line}: this is not whole XML ({reason}). Export the file again from the program it came from.",
    },
    "IMP-02": {
        "id": "{what}, baris {line}: berkas ini membawa definisi dokumen atau entitas sendiri (DOCTYPE), yang demi keamanan tidak dibaca. Ekspor ulang tanpa DOCTYPE.",
        "en": "{what}, line {line}: the file brings a document definition or entities of its own (DOCTYPE), which for safety are not read. Export it again without a DOCTYPE.",
    },
    "IMP-03": {
        "id": "{what} terlalu besar: {reason}. Bagi menjadi beberapa berkas.",
        "en": "{what} is too large: {reason}. Split it into several files.",
    },
    "IMP-04": {
        "id": "{what}, baris {line}: hurufnya tidak sesuai dengan pengodean {encoding}. Simpan ulang berkas itu sebagai UTF-8.",
        "en": "{what}, line {line}: its characters do not fit the encoding {encoding}. Save the file again as UTF-8.",
    },
    "IMP-05": {
        "id": "{what} bukan berkas zip yang utuh. Salin atau ekspor ulang paket itu.",
        "en": "{what} is not a whole zip file. Copy or export the package again.",
    },
    "IMP-06": {
        "id": "{what}: nama berkas {name} di dalamnya tidak aman (keluar dari paket, tautan, atau garis miring terbalik). Paket ini tidak dibuka.",
        "en": "{what}: the file name {name} inside it is not safe (leaves the package, a link, or backslashes). The package is not opened.",
    },
    "IMP-07": {
        "id": "{what}: berkas {name} ada dua kali di dalamnya. Ekspor ulang paket itu.",
        "en": "{what}: the file {name} is in it twice. Export the package again.",
    },
    "IMP-08": {
        "id": "{what}: berkas {name} di dalamnya dilindungi kata sandi. Buat paket tanpa kata sandi.",
        "en": "{what}: the file {name} inside it is protected by a password. Make the package without a password.",
    },
    "IMP-09": {
        "id": "{what}: berkas {name} di dalamnya rusak atau dimampatkan dengan cara yang tidak dikenal. Ekspor ulang paket itu.",
        "en": "{what}: the file {name} inside it is damaged or packed in an unknown way. Export the package again.",
    },
    "IMP-10": {
        "id": "{path} tidak dapat dibaca: {reason}. Periksa nama berkas dan izinnya.",
        "en": "{path} cannot be read: {reason}. Check the name of the file and its permissions.",
    },
    "IMP-11": {
        "id": "{path} bukan berkas soal yang dikenal. Yang dikenal: {known}.",
        "en": "{path} is not a file of questions that is known here. Known are: {known}.",
    },
    "IMP-12": {
        "id": "Medianya berjumlah {found} MiB, lebih dari {limit} MiB. Perkecil gambar, suara, atau video, atau bagi ujiannya.",
        "en": "Its media come to {found} MiB, more than {limit} MiB. Make pictures, sound or video smaller, or split the test.",
    },
    "IMP-13": {
        "id": "Tidak ada butir soal yang dapat dibawa masuk, jadi tidak ada ujian yang dapat dibuat. Lihat alasan per butir dalam laporan.",
        "en": "No item could be brought in, so there is no test to be made. See the reason for each item in the report.",
    },
    "IMP-14": {
        "id": "{count} butir, ujian, atau stimulus ditolak, jadi paket tidak dibuat. Lihat laporannya, perbaiki sumbernya, lalu ulangi.",
        "en": "{count} items, tests or stimuli were refused, so no pack is built. See the report, mend the source, and try again.",
    },
    "IMP-20": {
        "id": "Paket ini tidak punya imsmanifest.xml; semua berkas XML di dalamnya dibaca.",
        "en": "This package has no imsmanifest.xml; all XML files in it were read.",
    },
    "IMP-21": {
        "id": "Tidak ada butir soal atau ujian QTI di dalam {what}. Periksa apakah berkas ini memang ekspor QTI.",
        "en": "There is no QTI item or test in {what}. Check that this file is a QTI export.",
    },
    "IMP-22": {
        "id": "Berkas {name} disebut dalam paket tetapi tidak ada di dalamnya. Ekspor ulang paket itu beserta semua berkasnya.",
        "en": "The file {name} is named in the package but is not in it. Export the package again with all its files.",
    },
    "IMP-23": {
        "id": "Alamat {href} menunjuk ke luar paket atau ke jaringan dan tidak dibaca. Masukkan berkasnya ke dalam paket.",
        "en": "The address {href} leads out of the package or to the network and is not read. Put the file into the package.",
    },
    "IMP-24": {
        "id": "{what} memakai QTI 1.x, yang tidak dibaca di sini. Ekspor ulang sebagai QTI 2.1, 2.2, atau 3.0.",
        "en": "{what} is of QTI 1.x, which is not read here. Export it again as QTI 2.1, 2.2 or 3.0.",
    },
    "IMP-25": {
        "id": "Nama {identifier} dipakai lebih dari sekali atau tidak dapat dipakai; di sini menjadi {name}.",
        "en": "The name {identifier} is used more than once or cannot be used; here it is {name}.",
    },
    "IMP-26": {
        "id": "{count} butir tidak termasuk ujian mana pun; semuanya menjadi satu ujian tersendiri.",
        "en": "{count} items are in no test; they make a test of their own.",
    },
    "IMP-27": {
        "id": "Ada {count} ujian di dalamnya. Untuk konsep dan pratinjau dipakai yang pertama: {title}.",
        "en": "There are {count} tests in it. Drafts and previews take the first: {title}.",
    },
    "IMP-30": {
        "id": "{element} tidak dipakai dalam ujian ini dan ditinggalkan.",
        "en": "{element} is not used by an examination here and was left out.",
    },
    "IMP-31": {
        "id": "Batas waktu {element} tidak dapat dijalankan di tempat ini dan ditinggalkan. Tulis batas waktu pada ujian atau bagiannya.",
        "en": "The time limit {element} cannot be kept at this place and was left out. Set time limits on the test or its sections.",
    },
    "IMP-32": {
        "id": "Pengambilan soal dengan pengembalian menjadi pengambilan tanpa pengembalian: setiap butir muncul paling banyak sekali.",
        "en": "Selection with replacement became selection without: each item comes at most once.",
    },
    "IMP-33": {
        "id": "Diminta mengambil {select} dari {available} yang ada; semuanya diambil.",
        "en": "{select} were to be drawn of the {available} there are; all are taken.",
    },
    "IMP-34": {
        "id": "Ada {count} bobot; yang dipakai {identifier} = {value}.",
        "en": "There are {count} weights; the one in use is {identifier} = {value}.",
    },
    "IMP-35": {
        "id": "Butir {href} tidak ada atau ditolak, jadi tidak ikut dalam ujian ini.",
        "en": "The item {href} is missing or was refused, so it is not in this test.",
    },
    "IMP-36": {
        "id": "Tidak ada satu butir pun yang tersisa dalam ujian ini.",
        "en": "No item is left in this test.",
    },
    "IMP-37": {
        "id": "{element} tidak dapat dijalankan tanpa jaringan dan tanpa kunci jawaban di komputer peserta, jadi ujian ini ditolak. Ubah di sumbernya.",
        "en": "{element} cannot be run without a network and without the answer key on the candidate's computer, so this test is refused. Change it at its source.",
    },
    "IMP-38": {
        "id": "{element} hanya berlaku pada bagian linear yang dikumpulkan butir demi butir; di sini ditinggalkan.",
        "en": "{element} works only in a linear part whose items are submitted one by one; here it was left out.",
    },
    "IMP-39": {
        "id": "{element} pada {place} memerlukan nilai atau kunci jawaban, yang tidak pernah ada di komputer peserta: {reason} Ujian ini ditolak; ubah syaratnya agar hanya memakai jawaban.",
        "en": "{element} at {place} needs scores or the answer key, which are never on the candidate's computer: {reason} This test is refused; change the rule so that it asks for responses only.",
    },
    "IMP-40": {
        "id": "Penilaian tingkat ujian tidak dapat dibawa dan ditinggalkan ({reason}); nilai ujian adalah jumlah nilai butirnya.",
        "en": "The test's own outcome processing could not be brought in and was left out ({reason}); the test's score is the sum of its items' scores.",
    },
    "IMP-41": {
        "id": "Bagian {section} berada di dalam bagian lain; dari {element} tidak ada yang dapat ditampilkan di sana, jadi ditinggalkan.",
        "en": "Section {section} stands inside another; its {element} cannot be shown there and was left out.",
    },
    "IMP-42": {
        "id": "Susunan {element} tidak sesuai QTI: {reason}. Perbaiki di sumbernya.",
        "en": "The structure of {element} is not QTI's: {reason}. Mend it at its source.",
    },
    "IMP-43": {
        "id": "Alat {tool} tidak tersedia dalam ujian ini dan ditinggalkan.",
        "en": "The tool {tool} is not available in an examination here and was left out.",
    },
    "IMP-45": {
        "id": "Teks bersama {identifier} yang menyertai butir ini tidak ada atau ditolak, jadi butirnya ikut ditolak.",
        "en": "The shared text {identifier} that belongs to this item is missing or was refused, and so is the item.",
    },
    "IMP-44": {
        "id": "{element} = {value} tidak dapat dipakai dan diabaikan.",
        "en": "{element} = {value} cannot be used and was ignored.",
    },
    # --- tables of questions: XLSX, ODS, CSV
    "SHT-01": {
        "id": "{what} adalah buku kerja Excel lama (.xls) atau dilindungi kata sandi. Buka di Excel atau LibreOffice, hapus kata sandinya, lalu simpan sebagai .xlsx.",
        "en": "{what} is an old Excel workbook (.xls) or is protected by a password. Open it in Excel or LibreOffice, remove the password, and save it as .xlsx.",
    },
    "SHT-02": {
        "id": 'Tidak ada lembar berjudul kolom "soal" dalam {what}. Pakai templat: python -m question_packs template soal.xlsx.',
        "en": 'No sheet of {what} has a heading "soal" (question). Use the template: python -m question_packs template soal.xlsx.',
    },
    "SHT-03": {
        "id": "Tabelnya terlalu besar: sel {cell} di luar batas {rows} baris dan {columns} kolom. Hapus baris dan kolom yang tidak dipakai, atau bagi menjadi beberapa berkas.",
        "en": "The table is too large: cell {cell} is beyond {rows} rows and {columns} columns. Delete rows and columns that are not used, or split it into several files.",
    },
    "SHT-04": {
        "id": 'Huruf-huruf dalam {what} tidak dapat dipastikan. Di Excel, simpan ulang sebagai "CSV UTF-8" atau sebagai .xlsx.',
        "en": 'The letters in {what} cannot be told for certain. In Excel, save it again as "CSV UTF-8" or as .xlsx.',
    },
    "SHT-05": {
        "id": "{what}, baris {line}: ini bukan CSV yang utuh (tanda kutip tidak ditutup, atau isinya bukan teks). Simpan ulang dari program asalnya, lebih baik sebagai .xlsx.",
        "en": "{what}, line {line}: this is no whole CSV (a quote is not closed, or it is not text). Save it again from its program, better as .xlsx.",
    },
    "SHT-06": {
        "id": "{what} tidak utuh: bagian {part} tidak ada di dalamnya. Buka di Excel atau LibreOffice dan simpan ulang.",
        "en": "{what} is not whole: its part {part} is missing. Open it in Excel or LibreOffice and save it again.",
    },
    "SHT-07": {
        "id": "Lembar {sheet}: kolom {column} ada dua kali ({first} dan {second}). Ganti judul salah satunya.",
        "en": "Sheet {sheet}: there are two columns {column} ({first} and {second}). Change one of the headings.",
    },
    "SHT-08": {
        "id": "Lembar {sheet}: judul kolom ada dalam sel gabungan {cells}. Pisahkan sel itu (Unmerge Cells) agar tiap kolom punya judul sendiri.",
        "en": "Sheet {sheet}: headings are in the merged cells {cells}. Unmerge them so that each column has a heading of its own.",
    },
    "SHT-09": {
        "id": "Ada lebih dari satu tabel dalam {what}: {tables}. Sisakan satu tabel beserta gambarnya di tiap zip.",
        "en": "There is more than one table in {what}: {tables}. Leave one table with its pictures in each zip.",
    },
    "SHT-10": {
        "id": "Kolom berikut tidak dikenal dan tidak dibaca: {columns}. Bila perlu, pakai judul kolom dari templat.",
        "en": "These columns are not known and were not read: {columns}. If they matter, use the headings of the template.",
    },
    "SHT-11": {
        "id": 'Lembar berikut tidak dibaca karena tersembunyi atau tidak punya kolom "soal": {sheets}.',
        "en": 'These sheets were not read, being hidden or without a column "soal": {sheets}.',
    },
    "SHT-12": {
        "id": "Kolom {columns} tersembunyi, tetapi isinya tetap dibaca. Tampilkan kolom itu dan periksa isinya.",
        "en": "The columns {columns} are hidden, but were read. Show them and look at what is in them.",
    },
    "SHT-13": {
        "id": "Komentar pada sel tidak dibaca.",
        "en": "Comments on cells were not read.",
    },
    "SHT-14": {
        "id": "Ada {count} gambar atau bentuk yang ditempel pada lembar ini; semuanya tidak ikut. Simpan sebagai berkas dan tulis namanya di kolom gambar.",
        "en": "There are {count} pictures or shapes pasted onto this sheet; none was taken. Save them as files and write their names in the column gambar.",
    },
    "SHT-15": {
        "id": "Lembar {sheets} belum berisi soal. Isi satu soal di tiap baris di bawah judul kolom, lalu periksa lagi.",
        "en": "The sheet {sheets} holds no question yet. Write one question in each row below the headings, then check again.",
    },
    "SHT-20": {
        "id": "Baris {row}: sel {cell} berisi rumus; hasilnya tidak dapat dipastikan. Salin sel itu dan tempel sebagai nilai (Paste Values).",
        "en": "Row {row}: cell {cell} holds a formula, whose result cannot be relied on. Copy the cell and paste it as a value.",
    },
    "SHT-21": {
        "id": "Baris {row}: sel {cell} telah menjadi tanggal atau jam, jadi yang diketik semula tidak diketahui. Ubah format sel menjadi Teks, lalu ketik ulang.",
        "en": "Row {row}: cell {cell} has become a date or time, so what was typed is not known. Format the cell as Text and type it again.",
    },
    "SHT-22": {
        "id": "Baris {row}: angka di sel {cell} ({text}) sudah kehilangan digit. Ubah format sel menjadi Teks, lalu ketik ulang seluruh angkanya.",
        "en": "Row {row}: the number in cell {cell} ({text}) has lost digits. Format the cell as Text and type the whole number again.",
    },
    "SHT-23": {
        "id": "Baris {row}: sel {cell} telah menjadi nilai logika ({text}). Ubah format sel menjadi Teks, lalu ketik ulang.",
        "en": "Row {row}: cell {cell} has become a logical value ({text}). Format the cell as Text and type it again.",
    },
    "SHT-24": {
        "id": "Baris {row}: sel {cell} berisi galat ({text}). Ketik ulang isinya.",
        "en": "Row {row}: cell {cell} holds an error ({text}). Type its content again.",
    },
    "SHT-25": {
        "id": "Baris {row}: sel {cells} digabung, jadi tidak jelas isinya milik baris atau kolom mana. Pisahkan sel itu (Unmerge Cells).",
        "en": "Row {row}: the cells {cells} are merged, so it is not clear to which row or column their content belongs. Unmerge them.",
    },
    "SHT-26": {
        "id": "Baris {row} tersembunyi atau tersaring, mungkin soal yang sengaja disisihkan. Tampilkan baris itu agar ikut, atau hapus.",
        "en": "Row {row} is hidden or filtered, perhaps a question that was put aside on purpose. Show the row to take it in, or delete it.",
    },
    "SHT-27": {
        "id": "Baris {row}: angka di sel {cell} ({text}) ditampilkan dengan format khusus, jadi yang terlihat bukan isinya. Ubah format sel menjadi Teks, lalu ketik yang harus terbaca.",
        "en": "Row {row}: the number in cell {cell} ({text}) has a format of its own, so what is seen is not what it holds. Format the cell as Text and type what should be read.",
    },
    "SHT-28": {
        "id": "Baris {row}: gambar yang ditempel pada baris ini tidak ikut. Simpan sebagai berkas dan tulis namanya di kolom gambar.",
        "en": "Row {row}: the picture pasted onto this row was not taken. Save it as a file and write its name in the column gambar.",
    },
    "SHT-29": {
        "id": "Baris {row}: tulisan yang dicoret kehilangan coretannya. Periksa apakah tulisan itu memang harus ada.",
        "en": "Row {row}: text that was struck through is no longer. See whether it should be there at all.",
    },
    "SHT-30": {
        "id": "Baris {row}: isi di {cell} melewati kolom terakhir, jadi isi baris ini mungkin bergeser. Beri tanda kutip pada teks yang memuat tanda pemisah, atau pakai .xlsx.",
        "en": "Row {row}: there is something in {cell}, beyond the last column, so this row may have shifted. Put quotes round texts that hold the separator, or use .xlsx.",
    },
    "SHT-40": {
        "id": "Baris {row}: teks soalnya kosong. Isi teksnya, atau hapus baris ini.",
        "en": "Row {row}: its text is empty. Fill it in, or delete the row.",
    },
    "SHT-41": {
        "id": 'Baris {row}: jenis "{kind}" tidak dikenal. Pilih salah satu: {known}.',
        "en": 'Row {row}: the kind "{kind}" is not known. Choose one of: {known}.',
    },
    "SHT-42": {
        "id": "Baris {row}: jenisnya kosong dan tidak dapat dipastikan, karena {reason}. Isi kolom jenis.",
        "en": "Row {row}: its kind is blank and cannot be told for certain, because {reason}. Fill in the column jenis.",
    },
    "SHT-43": {
        "id": "Baris {row}: jenisnya kosong; dibaca sebagai {kind}.",
        "en": "Row {row}: its kind is blank; it was read as {kind}.",
    },
    "SHT-44": {
        "id": "Baris {row}: kode {code} sudah dipakai di {first}. Beri kode lain, atau hapus salah satu baris.",
        "en": "Row {row}: the code {code} is already used at {first}. Give it another code, or delete one of the rows.",
    },
    "SHT-45": {
        "id": "Baris {row}: pilihan {empty} kosong, padahal pilihan {filled} terisi. Isi pilihan berurutan mulai dari A.",
        "en": "Row {row}: option {empty} is empty, but option {filled} is filled in. Fill in options in order, from A on.",
    },
    "SHT-46": {
        "id": "Baris {row}: ada {found} pilihan; paling sedikit {least}.",
        "en": "Row {row}: there are {found} options; {least} are needed at least.",
    },
    "SHT-47": {
        "id": "Baris {row}: pilihan {first} dan {second} sama. Ubah salah satunya.",
        "en": "Row {row}: the options {first} and {second} are the same. Change one of them.",
    },
    "SHT-48": {
        "id": "Baris {row}: kuncinya kosong. Isi dengan {expected}.",
        "en": "Row {row}: its key is blank. Fill in {expected}.",
    },
    "SHT-49": {
        "id": "Baris {row}: kunci {letter} tidak ada di antara pilihan A sampai {last}.",
        "en": "Row {row}: the key {letter} is not among the options A to {last}.",
    },
    "SHT-50": {
        "id": 'Baris {row}: kunci "{key}" tidak sesuai dengan jenisnya. Isi dengan {expected}.',
        "en": 'Row {row}: the key "{key}" does not fit the kind. Fill in {expected}.',
    },
    "SHT-51": {
        "id": "Baris {row}: bobot pilihan {letters} kosong. Isi semua bobot, juga yang nol.",
        "en": "Row {row}: the weights of the options {letters} are blank. Fill in every weight, zeros too.",
    },
    "SHT-52": {
        "id": 'Baris {row}: isi kolom {column} ("{text}") bukan angka yang dapat dipakai. Tulis misalnya 4 atau 2,5.',
        "en": 'Row {row}: the column {column} ("{text}") is no number that can be used. Write 4 or 2.5, for example.',
    },
    "SHT-53": {
        "id": "Baris {row}: kolom {columns} terisi, padahal jenis {kind} tidak memakainya. Kosongkan kolom itu, atau ganti jenisnya.",
        "en": "Row {row}: the columns {columns} are filled in, but the kind {kind} does not use them. Empty them, or change the kind.",
    },
    "SHT-54": {
        "id": "Baris {row}: pilihan {letters} sama-sama berbobot tertinggi. Periksa apakah memang demikian.",
        "en": "Row {row}: the options {letters} all have the largest weight. See whether that is meant.",
    },
    "SHT-55": {
        "id": "Baris {row}: ada bobot untuk {letters}, padahal pilihan atau tempatnya tidak ada. Hapus bobot itu, atau lengkapi pilihannya.",
        "en": "Row {row}: there are weights for {letters}, but no such options or places. Delete the weights, or complete the options.",
    },
    "SHT-56": {
        "id": "Baris {row}: kolom poin harus berisi angka di atas nol untuk jenis {kind}.",
        "en": "Row {row}: the column poin must hold a number above zero for the kind {kind}.",
    },
    "SHT-57": {
        "id": "Baris {row}: tidak ada bobot di atas nol, jadi soal ini tidak dapat memberi nilai. Periksa bobotnya.",
        "en": "Row {row}: no weight is above zero, so this question can give no points. See to its weights.",
    },
    "SHT-58": {
        "id": 'Baris {row}: kunci "{key}" bukan pilihan yang berbobot tertinggi ({best}). Perbaiki bobotnya, atau kosongkan kunci.',
        "en": 'Row {row}: the key "{key}" is not an option of the largest weight ({best}). Mend the weights, or empty the key.',
    },
    "SHT-59": {
        "id": "Baris {row}: gambar {name} tidak ditemukan di samping berkas ini, di folder gambar di sampingnya, atau di dalam zip yang sama.",
        "en": "Row {row}: the picture {name} is not beside this file, in a folder gambar beside it, or in the same zip.",
    },
    "SHT-60": {
        "id": 'Baris {row}: isi kolom acak ("{text}") tidak dikenal. Tulis ya atau tidak.',
        "en": 'Row {row}: the column acak ("{text}") is not understood. Write ya or tidak.',
    },
    "SHT-61": {
        "id": 'Baris {row}: pilihan {letter} harus ditulis "kiri = kanan", dan tiap kiri hanya sekali.',
        "en": 'Row {row}: option {letter} must be written "left = right", each left only once.',
    },
    "SHT-62": {
        "id": "Baris {row}: tulis tempat kosong dalam teks soal sebagai {{A}}, {{B}}, dan seterusnya, masing-masing sekali, sampai {{{last}}}.",
        "en": "Row {row}: write the gaps in the text as {{A}}, {{B}} and so on, each once, up to {{{last}}}.",
    },
    "SHT-63": {
        "id": "Baris {row}: kolom skala harus berisi paling sedikit dua tingkat yang berbeda dengan tanda | di antaranya, misalnya Kurang | Cukup | Baik.",
        "en": "Row {row}: the column skala must hold at least two different steps with | between them, such as Poor | Fair | Good.",
    },
    "SHT-64": {
        "id": "Baris {row}: gambar {name} tidak punya keterangan, sehingga peserta tunanetra tidak tahu isinya. Isi kolom keterangan gambar.",
        "en": "Row {row}: the picture {name} has no description, so a blind candidate does not know what it shows. Fill in the column keterangan gambar.",
    },
    "SHT-65": {
        "id": "Baris {row}: {name} bukan gambar. Pakai PNG, JPEG, WebP, GIF, atau SVG.",
        "en": "Row {row}: {name} is no picture. Use PNG, JPEG, WebP, GIF or SVG.",
    },
    "SHT-66": {
        "id": "Baris {row}: isi kunci soal uraian tidak ikut, karena uraian dinilai oleh orang. Simpan pedoman penilaiannya di tempat lain.",
        "en": "Row {row}: the key of an essay was not taken, because people judge essays. Keep the marking guide elsewhere.",
    },
    "SHT-67": {
        "id": 'Baris {row}: tingkat "{text}" bukan bilangan bulat dari 0 sampai {highest}.',
        "en": 'Row {row}: the level "{text}" is no whole number from 0 to {highest}.',
    },
    "SHT-68": {
        "id": "Baris {row}: bacaan {name} tidak ada di lembar Bacaan. Periksa kodenya.",
        "en": "Row {row}: the passage {name} is not on the sheet Bacaan. See to its code.",
    },
    "SHT-69": {
        "id": "Baris {row}: bacaan {name} ditolak, jadi soal ini ikut ditolak. Perbaiki bacaannya.",
        "en": "Row {row}: the passage {name} was refused, and so is this question. Mend the passage.",
    },
    "SHT-70": {
        "id": "Baris {row}: bacaan ini tidak punya kode, jadi tidak ada soal yang dapat menyebutnya. Isi kolom kode.",
        "en": "Row {row}: this passage has no code, so no question can name it. Fill in the column kode.",
    },
    "SHT-71": {
        "id": "Baris {row}: kode {code} tidak dapat dipakai sebagai nama; di sini menjadi {name}.",
        "en": "Row {row}: the code {code} cannot be used as a name; here it is {name}.",
    },
    "SHT-72": {
        "id": "Templat tidak dapat ditulis sebagai {path}. Beri nama yang berakhiran .xlsx, .ods, atau .csv.",
        "en": "The template cannot be written as {path}. Give it a name that ends in .xlsx, .ods or .csv.",
    },
    "SHT-73": {
        "id": 'Baris {row}: isi kolom {column} ("{text}") dapat berarti {large} atau {small}. Tulis tanpa titik ribuan, dan koma untuk desimal.',
        "en": 'Row {row}: the column {column} ("{text}") can mean {large} or {small}. Write no thousands separator, and a comma for decimals.',
    },
    # --- texts of others (HTML), and items of QTI
    "HTM-01": {
        "id": "Elemen <{element}> tidak dikenal di sini; isinya ditampilkan tanpa elemen itu. Periksa tampilannya.",
        "en": "The element <{element}> is not known here; its content is shown without it. Look at the result.",
    },
    "HTM-02": {
        "id": "Elemen <{element}> tidak dapat ditampilkan dalam ujian dan ditinggalkan beserta isinya.",
        "en": "The element <{element}> cannot be shown in an examination and was left out with what was in it.",
    },
    "HTM-03": {
        "id": "Gambar tanpa teks alternatif. Tulis isi gambar dengan kata-kata agar dapat dibaca pembaca layar.",
        "en": "A picture without alternative text. Write in words what it shows, for screen readers.",
    },
    "HTM-04": {
        "id": "Tautan ke {address} menjadi teks biasa: dalam ujian tidak ada halaman lain.",
        "en": "The link to {address} became plain text: there are no other pages in an examination.",
    },
    "HTM-05": {
        "id": "Gaya tampilan (atribut style) tidak dipakai. Periksa tampilannya.",
        "en": "Styles of their own (the style attribute) are not used. Look at the result.",
    },
    "QTI-01": {
        "id": "Elemen akar <{element}> bukan yang diharapkan di berkas ini. Ekspor ulang sebagai QTI 2.x atau 3.0.",
        "en": "The root element <{element}> is not what this file should hold. Export it again as QTI 2.x or 3.0.",
    },
    "QTI-02": {
        "id": "Butir ini adaptif: pertanyaannya berubah selama dijawab, padahal di ujian ini jawaban baru dinilai sesudahnya. Pecah menjadi beberapa butir.",
        "en": "This item is adaptive: it changes while it is answered, but here answers are judged afterwards. Split it into several items.",
    },
    "QTI-03": {
        "id": "Interaksi <{element}> memerlukan program lain dan tidak dapat dijalankan di sini. Ganti dengan interaksi baku QTI.",
        "en": "The interaction <{element}> needs other programs and cannot be run here. Use one of QTI's standard interactions.",
    },
    "QTI-04": {
        "id": "<{element}> tidak punya atribut {attribute}. Tambahkan.",
        "en": "<{element}> has no attribute {attribute}. Add it.",
    },
    "QTI-05": {
        "id": "Nilai {attribute} pada <{element}> tidak dapat dipakai: {value}. Perbaiki.",
        "en": "The value of {attribute} on <{element}> cannot be used: {value}. Correct it.",
    },
    "QTI-06": {
        "id": "Di dalam <{element}> harus ada {child}. Tambahkan.",
        "en": "There must be {child} in <{element}>. Add it.",
    },
    "QTI-07": {
        "id": "Variabel {identifier} bertipe {found}, yang tidak cocok dengan <{element}>. Perbaiki deklarasinya.",
        "en": "The variable {identifier} is {found}, which does not fit <{element}>. Correct its declaration.",
    },
    "QTI-08": {
        "id": "Variabel jawaban {identifier} tidak dideklarasikan. Tambahkan responseDeclaration-nya.",
        "en": "The response variable {identifier} is not declared. Add its responseDeclaration.",
    },
    "QTI-09": {
        "id": "Nama {identifier} dipakai lebih dari sekali. Beri nama yang berbeda.",
        "en": "The name {identifier} is used more than once. Give different names.",
    },
    "QTI-10": {
        "id": "Nama '{identifier}' tidak dapat dipakai: paling panjang 100 huruf, tanpa spasi dan tanda petik. Ganti namanya.",
        "en": "The name '{identifier}' cannot be used: 100 characters at most, no blanks or quotes. Change it.",
    },
    "QTI-11": {
        "id": "Tidak ada kunci: butir ini tidak menyebut jawaban benar atau nilai yang diperlukan penilaiannya. Lengkapi kuncinya.",
        "en": "There is no key: the item does not name the right answer or the points that its processing needs. Add them.",
    },
    "QTI-12": {
        "id": "Tidak ada yang dapat dijawab dalam butir ini. Jika ini bacaan, jadikan stimulus.",
        "en": "There is nothing to answer in this item. If it is a text to read, make it a stimulus.",
    },
    "QTI-13": {
        "id": "Berkas {address} tidak ada di dalam paket. Ekspor ulang paket itu beserta semua berkasnya.",
        "en": "The file {address} is not in the package. Export the package again with all its files.",
    },
    "QTI-15": {
        "id": "Templat penilaian {template} tidak dikenal dan tidak ada di dalam paket. Pakai match_correct, map_response, atau tulis aturannya.",
        "en": "The response processing template {template} is not known and not in the package. Use match_correct, map_response, or write out the rules.",
    },
    "QTI-16": {
        "id": "Aturan penilaiannya tidak memberi nilai SCORE. Tambahkan setOutcomeValue untuk SCORE.",
        "en": "Its response processing gives SCORE no value. Add a setOutcomeValue for SCORE.",
    },
    "QTI-17": {
        "id": "Variabel {identifier} berupa record, yang tidak dipakai di sini. Pakai kardinalitas single, multiple, atau ordered.",
        "en": "The variable {identifier} is a record, which is not used here. Use single, multiple or ordered cardinality.",
    },
    "QTI-18": {
        "id": "Nilai tertinggi butir ini tidak dapat dihitung dari aturannya. Tulis normalMaximum pada SCORE.",
        "en": "The most that this item can give cannot be worked out from its rules. Write normalMaximum on SCORE.",
    },
    "QTI-19": {
        "id": "Terlalu banyak atau terlalu besar: {what} (paling banyak {limit}). Pecah butir ini.",
        "en": "Too many or too large: {what} ({limit} at most). Split the item.",
    },
    "QTI-20": {
        "id": "Berkas {name} bukan gambar, padahal dipakai sebagai gambar. Periksa berkasnya.",
        "en": "The file {name} is no picture, but is used as one. Check it.",
    },
    "QTI-21": {
        "id": "<{element}> ({type}) tidak dapat ditampilkan di tempat ini. Pindahkan ke teks soal, atau pakai gambar.",
        "en": "<{element}> ({type}) cannot be shown at this place. Move it into the item's text, or use a picture.",
    },
    "QTI-22": {
        "id": "Berkas {name} bukan suara atau video. Periksa berkasnya.",
        "en": "The file {name} is no sound or video. Check it.",
    },
    "QTI-30": {
        "id": "Umpan balik <{element}> ditinggalkan: ujian tidak memperlihatkannya.",
        "en": "The feedback <{element}> was left out: an examination shows none.",
    },
    "QTI-31": {
        "id": "Jawaban awal untuk {identifier} tidak diisikan: peserta mulai dengan jawaban kosong.",
        "en": "The default response of {identifier} is not filled in: candidates begin with no answer.",
    },
    "QTI-32": {
        "id": "Catatan untuk {view} ditinggalkan: hanya yang ditujukan kepada peserta yang ditampilkan.",
        "en": "A note for {view} was left out: only what is meant for candidates is shown.",
    },
    "QTI-33": {
        "id": "Lembar gaya (stylesheet) tidak dipakai. Periksa tampilannya.",
        "en": "Style sheets are not used. Look at the result.",
    },
    "QTI-34": {
        "id": "Katalog aksesibilitas (glosarium, terjemahan, bacaan alternatif) ditinggalkan.",
        "en": "The accessibility catalogue (glossary, translations, alternative readings) was left out.",
    },
    "QTI-35": {
        "id": "<{element}> berada di dalam tabel atau daftar dan kini berdiri sendiri di bawahnya. Periksa tampilannya.",
        "en": "<{element}> stood in a table or list and now stands by itself. Look at the result.",
    },
    "QTI-36": {
        "id": "Atribut {attribute} pada <{element}> tidak dipakai di sini.",
        "en": "The attribute {attribute} of <{element}> is not used here.",
    },
    "QTI-37": {
        "id": "Tidak ada aturan penilaian; dipakai {template} dengan kunci yang ada. Periksa nilainya.",
        "en": "There is no response processing; {template} is used with the key that is there. Check the score.",
    },
    "QTI-38": {
        "id": "Nilai tertinggi tidak disebut; dipakai {maximum}. Tulis normalMaximum pada SCORE bila lain.",
        "en": "The highest score is not named; {maximum} is used. Write normalMaximum on SCORE if it is another.",
    },
    "QTI-39": {
        "id": "{attribute} {value} tidak cocok dengan variabel {identifier} yang hanya memuat satu jawaban; dipakai 1.",
        "en": "{attribute} {value} does not fit the variable {identifier}, which holds one value; 1 is used.",
    },
    "QTI-40": {
        "id": "Templat penilaian menyebut RESPONSE; dipakai satu-satunya variabel jawaban, {identifier}.",
        "en": "The template speaks of RESPONSE; the only response variable, {identifier}, is used.",
    },
    "QTI-41": {
        "id": "Stimulus kedua ({identifier}) ditinggalkan: sebuah butir memperlihatkan satu.",
        "en": "A second stimulus ({identifier}) was left out: an item shows one.",
    },
    "QTI-42": {
        "id": "Penggeser tanpa langkah; dipakai langkah {step}.",
        "en": "A slider without steps; steps of {step} are used.",
    },
    "QTI-43": {
        "id": "Pola isian {pattern} tidak dapat dibaca dan tidak dipakai.",
        "en": "The pattern {pattern} cannot be read and is not used.",
    },
    "QTI-44": {
        "id": "Butir bervariabel menjadi {count} versi tetap; setiap peserta mendapat salah satunya.",
        "en": "An item with template variables became {count} fixed versions; each candidate gets one of them.",
    },
    "QTI-45": {
        "id": "Jawaban {identifier} tidak dipakai aturan penilaian, jadi tidak memberi nilai. Periksa aturannya.",
        "en": "No rule of the response processing asks for the answer {identifier}, so it gives no points. Check the rules.",
    },
    "QTI-46": {
        "id": "Berkas jenis {type} tidak dapat diserahkan di sini.",
        "en": "Files of the kind {type} cannot be handed in here.",
    },
    "QTI-47": {
        "id": "Keterangan yang tersembunyi (infoControl) ditampilkan terbuka.",
        "en": "Information that was hidden at first (infoControl) is shown openly.",
    },
    "QTI-48": {
        "id": "Rekaman di dalam teks menjadi pemutar tersendiri, tanpa batas pemutaran.",
        "en": "A recording in the text became a player of its own, with no limit of plays.",
    },
    "QTI-49": {
        "id": "Tata tampilan {name} tidak diikuti. Periksa tampilannya.",
        "en": "The presentation {name} is not followed. Look at the result.",
    },
    "QTI-50": {
        "id": "Pilihan dalam baris menjadi teks biasa; bentuk huruf atau gambarnya ditinggalkan.",
        "en": "Options within a line became plain text; their formatting or pictures were left out.",
    },
    "QTI-51": {
        "id": "<{element}> tidak dipakai di dalam butir dan ditinggalkan.",
        "en": "<{element}> is not used within an item and was left out.",
    },
    "QTI-52": {
        "id": "{count} jenis benda pada satu gambar menjadi {count} gambar, satu untuk setiap jenis.",
        "en": "{count} kinds of objects on one picture became {count} pictures, one for each kind.",
    },
    "QTI-54": {
        "id": "Templat map_response memerlukan mapping, yang tidak ada; dipakai match_correct dengan jawaban benarnya. Periksa nilainya.",
        "en": "The template map_response needs a mapping, and there is none; match_correct is used with the right answer. Check the score.",
    },
    "QTI-55": {
        "id": "Tidak ada kunci dan tidak ada penilaian: butir ini dibawa masuk tanpa nilai (0 dari 0). Tambahkan kunci bila harus dinilai.",
        "en": "There is neither a key nor any scoring: the item came in without points (0 of 0). Add a key if it is to be scored.",
    },
    "QTI-53": {
        "id": "Nilai butir ini bernama {identifier}, bukan SCORE; {identifier} dipakai sebagai nilainya.",
        "en": "The score of this item is called {identifier}, not SCORE; {identifier} is taken for it.",
    },
    # --- exporters
    "EXP-01": {
        "id": "{path} sudah ada dan isinya lain. Pilih nama lain, atau pindahkan berkas itu dahulu.",
        "en": "{path} is already there with another content. Choose another name, or move that file first.",
    },
    "EXP-02": {
        "id": "Teks memuat tanda yang tidak dapat ditulis dalam XML ({reason}). Perbaiki teks itu di sumbernya.",
        "en": "A text holds characters that XML cannot hold ({reason}). Correct the text in its source.",
    },
    "EXP-03": {
        "id": "Tidak ada tempat, atau ada lebih dari satu, untuk {place} dalam teks butir. Periksa butir itu di sumbernya.",
        "en": "There is no place, or more than one, for {place} in the texts of the item. Check the item in its source.",
    },
    "EXP-04": {
        "id": "{path} tidak dapat ditulis: {reason}. Periksa folder, izin, dan ruang kosongnya.",
        "en": "{path} cannot be written: {reason}. Check the folder, the permissions and the free space.",
    },
    "EXP-05": {
        "id": "Butir {item} tidak dapat ditulis sebagai QTI: {reason}",
        "en": "Item {item} cannot be written as QTI: {reason}",
    },
    "EXP-06": {
        "id": "Ujian dalam {file} mempunyai aturan sendiri, sehingga tidak dapat digabung dengan berkas lain. Tulis paketnya sendiri.",
        "en": "The test in {file} has rules of its own and cannot be put together with other files. Write its package by itself.",
    },
    "EXP-07": {
        "id": "{file} memakai nama {name} untuk isi yang lain daripada berkas sebelumnya. Ganti namanya, atau tulis paketnya sendiri.",
        "en": "{file} uses the name {name} for another content than a file before it. Rename it, or write its package by itself.",
    },
    "EXP-08": {
        "id": "Paket {path} tidak ditulis karena {count} berkas tidak dapat dipakai. Perbaiki berkas itu, lalu ulangi.",
        "en": "The package {path} was not written because {count} files could not be used. Correct them and try again.",
    },
    # --- Moodle XML (MDL), GIFT and Aiken (GFT)
    "MDL-01": {
        "id": "Berkas {what} bukan XML Moodle: elemen terluarnya bukan <quiz>. Ekspor ulang bank soal dari Moodle sebagai XML.",
        "en": "{what} is not Moodle XML: its outermost element is not <quiz>. Export the question bank from Moodle as XML again.",
    },
    "MDL-02": {
        "id": "Jenis soal '{type}' berasal dari plugin yang tidak dikenal di sini. Ubah soal ini di Moodle menjadi jenis bawaan.",
        "en": "The question type '{type}' is of a plugin that is not known here. Change the question in Moodle to one of the standard types.",
    },
    "MDL-03": {
        "id": "Jenis soal '{type}' mengambil soal lain dari bank soal Moodle, yang tidak ada dalam berkas ini. Ekspor soal-soal itu sendiri.",
        "en": "The question type '{type}' draws other questions from Moodle's question bank, which this file does not hold. Export those questions themselves.",
    },
    "MDL-10": {
        "id": "'{value}' bukan angka yang dapat dipakai di tempat ini. Perbaiki di sumbernya.",
        "en": "'{value}' is not a number that can be used at this place. Mend it at its source.",
    },
    "MDL-11": {
        "id": "Soal ini hanya punya {found} pilihan; paling sedikit diperlukan dua. Tambahkan pilihan.",
        "en": "This question has {found} options; it needs two at least. Add options.",
    },
    "MDL-12": {
        "id": "Soal ini punya {found} pilihan; paling banyak {limit}. Bagi menjadi beberapa soal.",
        "en": "This question has {found} options; {limit} is the most. Make several questions of it.",
    },
    "MDL-13": {
        "id": "Tidak ada jawaban yang memberi nilai. Tandai jawaban yang benar di sumbernya.",
        "en": "No answer gives any points. Mark the right answer at its source.",
    },
    "MDL-14": {
        "id": "Bagian <{element}> tidak ada. Ekspor ulang soal ini.",
        "en": "The part <{element}> is missing. Export this question again.",
    },
    "MDL-15": {
        "id": "Angka apa pun (*) diberi nilai, dan hal itu tidak dapat dinilai di sini. Hapus jawaban itu.",
        "en": "Any number at all (*) is given points, which cannot be judged here. Remove that answer.",
    },
    "MDL-16": {
        "id": "Tidak satu pun jenis berkas yang diminta dapat diserahkan di sini: {types}. Pilih misalnya pdf, docx, xlsx, atau jpg.",
        "en": "None of the kinds of files that are asked for can be handed in here: {types}. Choose pdf, docx, xlsx or jpg, for example.",
    },
    "MDL-17": {
        "id": "Soal urutan ini punya {found} langkah; yang dapat dipakai 2 sampai {limit}.",
        "en": "This ordering question has {found} steps; 2 to {limit} can be used.",
    },
    "MDL-18": {
        "id": "Teks soal ini tidak punya celah seperti [[1]]. Tambahkan celah di sumbernya.",
        "en": "The text of this question has no gaps such as [[1]]. Add them at its source.",
    },
    "MDL-19": {
        "id": "Celah atau tempat ini menunjuk pilihan nomor {number}, yang tidak ada. Perbaiki di sumbernya.",
        "en": "A gap or place refers to choice number {number}, which does not exist. Mend it at its source.",
    },
    "MDL-20": {
        "id": "Soal ini tidak punya satu pun tempat pada gambarnya. Tambahkan di sumbernya.",
        "en": "This question has no place on its picture. Add one at its source.",
    },
    "MDL-21": {
        "id": "Tempat nomor {place} berada di luar gambar. Perbaiki di sumbernya.",
        "en": "Place number {place} lies outside the picture. Mend it at its source.",
    },
    "MDL-22": {
        "id": "Bidang '{shape}' dengan koordinat '{coords}' tidak dapat dibaca. Perbaiki di sumbernya.",
        "en": "The area '{shape}' with the coordinates '{coords}' cannot be read. Mend it at its source.",
    },
    "MDL-23": {
        "id": "Gambar latar soal ini tidak ada dalam berkas. Ekspor ulang soal beserta gambarnya.",
        "en": "The background picture of this question is not in the file. Export the question again with its picture.",
    },
    "MDL-24": {
        "id": "Isian {text} tidak dapat dibaca: jenisnya tidak dikenal atau tanda kurungnya tidak lengkap. Perbaiki di sumbernya.",
        "en": "The field {text} cannot be read: its type is unknown or its braces are not complete. Mend it at its source.",
    },
    "MDL-25": {
        "id": "Soal ini punya {found} isian di dalam teksnya; yang dapat dipakai 1 sampai {limit}.",
        "en": "This question has {found} fields in its text; 1 to {limit} can be used.",
    },
    "MDL-26": {
        "id": "Rumus {formula} tidak dapat dihitung. Periksa tanda, fungsi, dan nama datanya.",
        "en": "The formula {formula} cannot be computed. Check its signs, functions and names of data.",
    },
    "MDL-27": {
        "id": "Soal hitungan ini tidak punya data yang lengkap untuk semua namanya. Buat datanya di Moodle, lalu ekspor ulang.",
        "en": "This calculated question has no data that is complete for all its names. Make the data in Moodle and export it again.",
    },
    "MDL-30": {
        "id": "Satu teks terlalu panjang (lebih dari {characters} huruf) atau bersarang lebih dari {limit} tingkat. Bagi soalnya.",
        "en": "A text is too long (over {characters} characters) or nested more than {limit} levels deep. Split the question.",
    },
    "MDL-31": {
        "id": "Gambar atau rekaman {address} berada di luar berkas ini, dan di ruang ujian tidak ada jaringan. Unggah ke soal di Moodle, lalu ekspor ulang.",
        "en": "The picture or recording {address} lies outside this file, and there is no network in an examination room. Upload it to the question in Moodle and export again.",
    },
    "MDL-32": {
        "id": "Isian atau celah nomor {number} berada di tempat yang tidak dapat menampungnya. Pindahkan ke teks biasa.",
        "en": "Field or gap number {number} stands where none can be. Move it into plain text.",
    },
    "MDL-33": {
        "id": "Berkas {name} tidak dapat diputar di tempat ini. Pindahkan rekaman ke teks soal; berkas lain tidak dapat dibuka peserta.",
        "en": "The file {name} cannot be played at this place. Move a recording into the question's text; candidates cannot open other files.",
    },
    "MDL-34": {
        "id": "Pilihan di dalam baris ('{text}') berisi gambar atau rumus, yang tidak dapat ditampilkan di sana. Pakai pilihan di bawah soal.",
        "en": "An option within a line ('{text}') has a picture or formula, which cannot be shown there. Use options below the question.",
    },
    "MDL-35": {
        "id": "Berkas {name} yang disisipkan rusak. Ekspor ulang soal ini.",
        "en": "The embedded file {name} is damaged. Export this question again.",
    },
    "MDL-40": {
        "id": "Jawaban terbaik soal ini hanya bernilai {percent}%, bukan 100%. Periksa bobotnya.",
        "en": "The best answer to this question is worth {percent}%, not 100%. Check the weights.",
    },
    "MDL-41": {
        "id": "Umpan balik ditinggalkan: dalam ujian tidak ada umpan balik.",
        "en": "Feedback was left out: an examination shows none.",
    },
    "MDL-42": {
        "id": "Teks ini ada dalam beberapa bahasa; yang dipakai {kept}, yang ditinggalkan {others}.",
        "en": "This text is in several languages; {kept} is used, {others} left out.",
    },
    "MDL-43": {
        "id": "Ada tanda rumus LaTeX yang tidak berpasangan; ditampilkan apa adanya. Periksa tampilannya.",
        "en": "A sign of a LaTeX formula has no partner; it is shown as it is. Look at the result.",
    },
    "MDL-44": {
        "id": "Pilihan di dalam baris menjadi teks biasa; bentuk hurufnya ditinggalkan.",
        "en": "An option within a line became plain text; its formatting was left out.",
    },
    "MDL-45": {
        "id": "Petunjuk ditinggalkan: dalam ujian soal dijawab tanpa petunjuk.",
        "en": "Hints were left out: questions of an examination are answered without hints.",
    },
    "MDL-46": {
        "id": "<{element}> tidak dibawa ke paket soal. Berikan kepada penilai dengan cara lain.",
        "en": "<{element}> is not taken into the pack. Give it to the raters in another way.",
    },
    "MDL-47": {
        "id": "Bentuk jawaban '{form}' menjadi kotak teks biasa.",
        "en": "The response format '{form}' became a plain text box.",
    },
    "MDL-48": {
        "id": "Beberapa lampiran diminta; di sini satu berkas yang diserahkan.",
        "en": "Several attachments are asked for; here one file is handed in.",
    },
    "MDL-49": {
        "id": "Penomoran pilihan '{numbering}' tidak diikuti; pilihan diberi huruf A, B, C.",
        "en": "The numbering '{numbering}' of the options is not followed; they have the letters A, B, C.",
    },
    "MDL-50": {
        "id": "Satuan tidak diketik peserta; satuan {unit} ditampilkan di samping isian.",
        "en": "Candidates do not type the unit; {unit} is shown beside the field.",
    },
    "MDL-51": {
        "id": "Satuan yang diketik menjadi satuan yang dipilih dari daftar.",
        "en": "A unit that was typed became one that is chosen from a list.",
    },
    "MDL-52": {
        "id": "Pengurangan nilai untuk satuan yang salah ({penalty}) tidak dipakai: dengan satuan yang salah jawaban bernilai nol.",
        "en": "The penalty for a wrong unit ({penalty}) is not used: with a wrong unit the answer is worth nothing.",
    },
    "MDL-53": {
        "id": "Satuan {unit} ditinggalkan: pengalinya tidak dapat dibalik dengan tepat.",
        "en": "The unit {unit} was left out: its multiplier cannot be inverted exactly.",
    },
    "MDL-54": {
        "id": "Soal mengambil sebagian langkah secara acak; di sini semua {count} langkah diurutkan.",
        "en": "The question draws some of its steps; here all {count} are put in order.",
    },
    "MDL-55": {
        "id": "Cara penilaian urutan '{grading}' tidak tersedia; setiap langkah di tempat yang benar bernilai sama.",
        "en": "The grading '{grading}' of an order is not available; each step at its right place is worth the same.",
    },
    "MDL-56": {
        "id": "{count} penanda pada satu gambar menjadi {count} gambar, satu untuk setiap penanda.",
        "en": "{count} markers on one picture became {count} pictures, one for each marker.",
    },
    "MDL-57": {
        "id": "Penanda '{marker}' tidak punya tempat dan ditinggalkan.",
        "en": "The marker '{marker}' has no place and was left out.",
    },
    "MDL-58": {
        "id": "{count} pilihan yang berderet di dalam teks dipindahkan ke bawah teks, dengan nomornya.",
        "en": "{count} lists of options in the text were moved below it, with their numbers.",
    },
    "MDL-59": {
        "id": "Pilihan '{text}' tidak cocok dengan celah mana pun dan ditinggalkan.",
        "en": "The choice '{text}' fits no gap and was left out.",
    },
    "MDL-60": {
        "id": "Teks tanpa pertanyaan menjadi bacaan yang dapat dibuka peserta pada bagiannya.",
        "en": "A text without a question became a reference that candidates can open in its section.",
    },
    "MDL-61": {
        "id": "{count} soal punya pengurangan nilai untuk percobaan ulang; tidak dipakai, karena dalam ujian tidak ada percobaan ulang.",
        "en": "{count} questions have a penalty for further tries; it is not used, as an examination has none.",
    },
    "MDL-62": {
        "id": "Soal hitungan ini punya {found} baris data; yang dipakai {limit} yang pertama, dan satu diundi bagi setiap peserta.",
        "en": "This calculated question has {found} rows of data; the first {limit} are used, one drawn for each candidate.",
    },
    "MDL-63": {
        "id": "Soal hitungan menjadi {count} soal tetap; satu diundi bagi setiap peserta.",
        "en": "The calculated question became {count} fixed ones; one is drawn for each candidate.",
    },
    "GFT-01": {
        "id": "Berkas {what} lebih besar dari {limit} MiB. Bagi menjadi beberapa berkas.",
        "en": "{what} is larger than {limit} MiB. Split it into several files.",
    },
    "GFT-02": {
        "id": "Tanda kurung {{ dan }} tidak berpasangan. Lengkapi, atau tulis \\{{ dan \\}} jika keduanya bagian teks.",
        "en": "The braces {{ and }} do not match. Complete them, or write \\{{ and \\}} where they are part of the text.",
    },
    "GFT-03": {
        "id": "Ada lebih dari satu kelompok jawaban dalam satu soal. Pisahkan soal dengan baris kosong, atau tulis \\{{ dan \\}}.",
        "en": "There is more than one block of answers in a question. Part questions by an empty line, or write \\{{ and \\}}.",
    },
    "GFT-04": {
        "id": "Baris {line}: pasangan harus ditulis = kiri -> kanan.",
        "en": "Line {line}: a pair has to be written = left -> right.",
    },
    "GFT-05": {
        "id": "Baris {line}: rentang {range} terbalik. Tulis angka terkecil lebih dahulu.",
        "en": "Line {line}: the range {range} is the wrong way round. Write the smaller number first.",
    },
    "GFT-06": {
        "id": "Baris ANSWER: untuk soal ini tidak ada. Tambahkan di bawah pilihannya.",
        "en": "This question has no line ANSWER:. Add it below the options.",
    },
    "GFT-07": {
        "id": "ANSWER: menyebut '{letter}', yang bukan huruf salah satu pilihan.",
        "en": "ANSWER: names '{letter}', which is not the letter of an option.",
    },
    "GFT-08": {
        "id": "Baris {line}: huruf {letter} dipakai dua kali. Beri setiap pilihan hurufnya sendiri.",
        "en": "Line {line}: the letter {letter} is used twice. Give each option its own.",
    },
    "GFT-09": {
        "id": "Pilihan tanpa pertanyaan di atasnya. Tulis pertanyaannya.",
        "en": "There are options or an answer without a question above them. Write the question.",
    },
    "GFT-10": {
        "id": "Berkas ini bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf-huruf khusus.",
        "en": "This file is not UTF-8; it was read as Windows-1252. Check the special characters.",
    },
    "GFT-11": {
        "id": "Baris {line}: pilihan {letter} kosong. Tulis isinya.",
        "en": "Line {line}: option {letter} is empty. Write it.",
    },
}
