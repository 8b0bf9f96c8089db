"""Which sticks are plugged in, as the operating system mounts them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStorageInfo

from desktop_app.gui.messages import mark

_MOUNT_ROOTS = ("/media/", "/run/media/", "/mnt/")
_WINDOWS_SYSTEM_DRIVES = ("C:",)
TICKETS = "*.enrol"
NO_STICK = mark("Tidak ada stik yang terbaca. Tancapkan stik, tunggu sebentar, lalu tekan lagi.")


def mounted_sticks() -> list[Path]:
    """Folders of writable removable volumes: below the usual mount points on Linux, further drives on Windows."""
    return [Path(volume.rootPath()) for volume in QStorageInfo.mountedVolumes() if _is_stick(volume)]


def tickets_on(folders: list[Path]) -> list[Path]:
    """Enrolment tickets at the top of these folders."""
    return sorted(ticket for folder in folders for ticket in folder.glob(TICKETS))


def _is_stick(volume: QStorageInfo) -> bool:
    root = volume.rootPath()
    if not volume.isReady() or volume.isReadOnly():
        return False
    if ":" in root[:3]:
        return root[:2].upper() not in _WINDOWS_SYSTEM_DRIVES
    return root.startswith(_MOUNT_ROOTS)
