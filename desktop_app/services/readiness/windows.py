"""What the readiness checks ask of Windows alone. Imported there only; checked by `mypy --platform win32`."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes

    from desktop_app.services.readiness.probe import PcProbe

    _SPI_GETSCREENSAVETIMEOUT, _SPI_GETSCREENSAVEACTIVE = 0x000E, 0x0010
    _BIOS = r"HARDWARE\DESCRIPTION\System\BIOS"
    _REBOOT = r"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired"
    _PRINTERS = r"Software\Microsoft\Windows NT\CurrentVersion\Devices"
    _VIRTUAL_MAKERS = ("vmware", "virtualbox", "innotek", "qemu", "kvm", "xen", "parallels", "virtual machine")

    class WindowsProbe(PcProbe):
        """Windows 10 and later."""

        def screens(self) -> list[tuple[int, int]]:
            """Every display that the desktop stretches over."""
            user32 = ctypes.WinDLL("user32", use_last_error=True)
            found: list[tuple[int, int]] = []
            kind = ctypes.WINFUNCTYPE(
                wintypes.BOOL, wintypes.HMONITOR, wintypes.HDC, ctypes.POINTER(wintypes.RECT), wintypes.LPARAM
            )

            def note(_monitor: int, _context: int, area: ctypes._Pointer[wintypes.RECT], _data: int) -> bool:
                rectangle = area.contents
                found.append((rectangle.right - rectangle.left, rectangle.bottom - rectangle.top))
                return True

            if not user32.EnumDisplayMonitors(None, None, kind(note), 0):
                raise ctypes.WinError(ctypes.get_last_error())
            return found

        def virtual_machine(self) -> str:
            """By what the firmware says of its maker and product."""
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _BIOS) as key:
                said = " ".join(
                    str(winreg.QueryValueEx(key, name)[0]) for name in ("SystemManufacturer", "SystemProductName")
                )
            return said if any(maker in said.lower() for maker in _VIRTUAL_MAKERS) else ""

        def blank_after_s(self) -> int:
            """The screen saver, where it is on."""
            user32 = ctypes.WinDLL("user32", use_last_error=True)
            active, after = wintypes.BOOL(), wintypes.INT()
            user32.SystemParametersInfoW(_SPI_GETSCREENSAVEACTIVE, 0, ctypes.byref(active), 0)
            user32.SystemParametersInfoW(_SPI_GETSCREENSAVETIMEOUT, 0, ctypes.byref(after), 0)
            return int(after.value) if active.value else 0

        def restart_pending(self) -> bool:
            """The mark of Windows Update."""
            try:
                winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _REBOOT).Close()
            except FileNotFoundError:
                return False
            return True

        def printers(self) -> list[str]:
            """Those of this user."""
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _PRINTERS) as key:
                return [winreg.EnumValue(key, number)[0] for number in range(winreg.QueryInfoKey(key)[1])]
