"""Numbers, dates and times in Bahasa Indonesia, as official minutes write them.

Pure; used by every document. `terbilang` is the office word for a number written out.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
# The offsets of the three Indonesian zones have had no daylight saving since 1964, so the offset names the zone.
_ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}


def number_words(number: int) -> str:
    """A whole number from 0 to 999,999 in words: 2025 is `dua ribu dua puluh lima`. Else `ValueError`."""
    if not 0 <= number < 1_000_000:
        raise ValueError(f"{number} is not between 0 and 999999")
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _joined(f"{_UNITS[number // 10]} puluh", number % 10)
    if number < 1000:
        return _joined("seratus" if number < 200 else f"{_UNITS[number // 100]} ratus", number % 100)
    return _joined("seribu" if number < 2000 else f"{number_words(number // 1000)} ribu", number % 1000)


def _joined(head: str, rest: int) -> str:
    return f"{head} {number_words(rest)}" if rest else head


def local(moment: datetime, time_zone: str) -> datetime:
    """`moment` (aware) as the clocks of the room (IANA zone) showed it."""
    return moment.astimezone(ZoneInfo(time_zone))


def date_words(moment: datetime) -> str:
    """`Senin tanggal enam belas bulan Juni tahun dua ribu dua puluh lima`."""
    day, year = number_words(moment.day), number_words(moment.year)
    return f"{DAYS[moment.weekday()]} tanggal {day} bulan {MONTHS[moment.month - 1]} tahun {year}"


def date_text(moment: datetime) -> str:
    """`16 Juni 2025`."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def day_and_date(moment: datetime) -> str:
    """`Senin, 16 Juni 2025`."""
    return f"{DAYS[moment.weekday()]}, {date_text(moment)}"


def clock_text(moment: datetime) -> str:
    """`08.00`, without the zone."""
    return f"{moment:%H.%M}"


def zone_name(moment: datetime) -> str:
    """`WIB`, `WITA` or `WIT`; elsewhere the offset, such as `UTC+08:45`. `moment` must be aware."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("the time has no zone")
    hours, rest = divmod(offset.total_seconds(), 3600)
    return _ZONE_NAMES.get(int(hours), f"UTC{moment:%z}") if rest == 0 else f"UTC{moment:%z}"


def moment_text(moment: datetime, time_zone: str) -> str:
    """`16 Juni 2025 pukul 12.00 WIB` on the clocks of the room."""
    there = local(moment, time_zone)
    return f"{date_text(there)} pukul {clock_text(there)} {zone_name(there)}"


def decimal_text(value: Decimal) -> str:
    """A score with the decimal comma and as many places as it has: `87,50`."""
    return f"{value:f}".replace(".", ",")


def count_text(number: int) -> str:
    """A count with the Indonesian mark of thousands: `12.345`."""
    return f"{number:,}".replace(",", ".")


def nip_text(nip: str) -> str:
    """An 18-digit NIP in its usual groups (birth date, first appointment, sex, number); anything else unchanged."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 else nip
