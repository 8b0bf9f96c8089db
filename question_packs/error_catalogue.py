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
        "id": "Kode tidak lengkap atau salah ketik. Kode terdiri atas 10 huruf dan angka; periksa lalu ketik ulang.",
        "en": "The code is incomplete or mistyped. A code has 10 letters and digits; check it and type it again.",
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
    # --- sitting orders
    "ORD-01": {
        "id": "Perintah sesi ini bukan untuk ruang ini. Ambil perintah sesi yang sesuai dengan ruang PC ini.",
        "en": "This sitting order is not for this room. Get the order that belongs to this PC's room.",
    },
}
