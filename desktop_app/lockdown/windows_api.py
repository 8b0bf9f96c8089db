"""The registry and the desktop of Windows, by `winreg` and `ctypes`. Imported on Windows only, by `lockdown.pc`.

Checked by `mypy --platform win32`; on other systems the module is empty.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import threading
    import winreg
    from collections.abc import Callable
    from ctypes import wintypes

    from desktop_app.lockdown.windows import Hive

    _HIVES = {"user": winreg.HKEY_CURRENT_USER, "machine": winreg.HKEY_LOCAL_MACHINE}
    _WH_KEYBOARD_LL, _WM_KEYDOWN, _WM_SYSKEYDOWN, _WM_QUIT = 13, 0x0100, 0x0104, 0x0012
    _SW_HIDE, _SW_SHOW = 0, 5
    _AFFINITY_NONE, _AFFINITY_MONITOR, _AFFINITY_EXCLUDE = 0x00, 0x01, 0x11
    _ES_CONTINUOUS, _ES_SYSTEM, _ES_DISPLAY = 0x80000000, 0x00000001, 0x00000002
    _HOOK_TIMEOUT_S = 5

    class _Stroke(ctypes.Structure):
        """KBDLLHOOKSTRUCT."""

        _fields_ = (
            ("key", wintypes.DWORD),
            ("scan", wintypes.DWORD),
            ("flags", wintypes.DWORD),
            ("time", wintypes.DWORD),
            ("extra", ctypes.c_size_t),
        )

    _LRESULT = ctypes.c_ssize_t
    _HookProcedure = ctypes.WINFUNCTYPE(_LRESULT, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM)

    class WindowsRegistry:
        """The registry of this PC."""

        def read(self, hive: Hive, path: str, name: str) -> int | None:
            """The value, or None if it is not set."""
            try:
                with winreg.OpenKey(_HIVES[hive], path) as key:
                    return int(winreg.QueryValueEx(key, name)[0])
            except FileNotFoundError:
                return None

        def write(self, hive: Hive, path: str, name: str, value: int) -> None:
            """Set the value, and make sure that it is on the disk."""
            with winreg.CreateKeyEx(_HIVES[hive], path, 0, winreg.KEY_SET_VALUE | winreg.KEY_QUERY_VALUE) as key:
                winreg.SetValueEx(key, name, 0, winreg.REG_DWORD, value)
                winreg.FlushKey(key)

        def delete(self, hive: Hive, path: str, name: str) -> None:
            """Unset the value; nothing if it is not set."""
            try:
                with winreg.OpenKey(_HIVES[hive], path, 0, winreg.KEY_SET_VALUE) as key:
                    winreg.DeleteValue(key, name)
            except FileNotFoundError:
                return

    class WindowsDesktop:
        """The desktop of this session."""

        def __init__(self) -> None:
            self._user32 = ctypes.WinDLL("user32", use_last_error=True)
            self._kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
            self._declare()
            self._hook_thread: threading.Thread | None = None

        def _declare(self) -> None:
            """Handles are as wide as pointers: ctypes would cut them to an int."""
            user32, kernel32 = self._user32, self._kernel32
            user32.FindWindowW.restype = wintypes.HWND
            user32.FindWindowW.argtypes = (wintypes.LPCWSTR, wintypes.LPCWSTR)
            user32.ShowWindow.argtypes = (wintypes.HWND, ctypes.c_int)
            user32.IsWindowVisible.argtypes = (wintypes.HWND,)
            user32.SetWindowDisplayAffinity.argtypes = (wintypes.HWND, wintypes.DWORD)
            user32.SetWindowsHookExW.restype = wintypes.HHOOK
            user32.SetWindowsHookExW.argtypes = (ctypes.c_int, _HookProcedure, wintypes.HINSTANCE, wintypes.DWORD)
            user32.UnhookWindowsHookEx.argtypes = (wintypes.HHOOK,)
            user32.CallNextHookEx.restype = _LRESULT
            user32.CallNextHookEx.argtypes = (wintypes.HHOOK, ctypes.c_int, wintypes.WPARAM, wintypes.LPARAM)
            user32.OpenClipboard.argtypes = (wintypes.HWND,)
            user32.PostThreadMessageW.argtypes = (wintypes.DWORD, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
            kernel32.GetModuleHandleW.restype = wintypes.HMODULE
            kernel32.GetModuleHandleW.argtypes = (wintypes.LPCWSTR,)
            kernel32.SetThreadExecutionState.argtypes = (wintypes.DWORD,)

        def task_bar_shown(self) -> bool:
            """Whether there is a task bar to be seen."""
            bar = self._user32.FindWindowW("Shell_TrayWnd", None)
            return bool(bar and self._user32.IsWindowVisible(bar))

        def show_task_bar(self, shown: bool) -> None:
            """Show or hide the task bar and the start button, which is a window of its own in some versions."""
            for kind, title in (("Shell_TrayWnd", None), ("Button", "Start")):
                window = self._user32.FindWindowW(kind, title)
                if window:
                    self._user32.ShowWindow(window, _SW_SHOW if shown else _SW_HIDE)

        def hide_from_capture(self, window: int, hidden: bool) -> None:
            """Leave the window out of captures; before Windows 10 version 2004 it can only be blackened in them."""
            wanted = (_AFFINITY_EXCLUDE, _AFFINITY_MONITOR) if hidden else (_AFFINITY_NONE,)
            if not any(self._user32.SetWindowDisplayAffinity(window, each) for each in wanted):
                raise ctypes.WinError(ctypes.get_last_error())

        def clear_clipboard(self) -> None:
            """Empty the clipboard."""
            if not self._user32.OpenClipboard(None):
                raise ctypes.WinError(ctypes.get_last_error())
            self._user32.EmptyClipboard()
            self._user32.CloseClipboard()

        def keep_awake(self, awake: bool) -> None:
            """For the calling thread, which must be the same both times."""
            needed = _ES_SYSTEM | _ES_DISPLAY if awake else 0
            if not self._kernel32.SetThreadExecutionState(_ES_CONTINUOUS | needed):
                raise OSError("SetThreadExecutionState")

        def hook_keyboard(self, blocks: Callable[[int, bool], bool]) -> None:
            """Windows drops a hook whose thread answers late, so it has a thread that does nothing else."""
            self.unhook_keyboard()
            ready = threading.Event()
            failures: list[OSError] = []
            thread = threading.Thread(target=self._serve_hook, args=(blocks, ready, failures), daemon=True)
            thread.start()
            if not ready.wait(_HOOK_TIMEOUT_S):
                raise OSError("SetWindowsHookEx")
            if failures:
                raise failures[0]
            self._hook_thread = thread

        def unhook_keyboard(self) -> None:
            """End the hook's thread, which takes its hook away."""
            thread, self._hook_thread = self._hook_thread, None
            if thread is not None and thread.ident is not None:
                self._user32.PostThreadMessageW(thread.ident, _WM_QUIT, 0, 0)
                thread.join(_HOOK_TIMEOUT_S)

        def _serve_hook(self, blocks: Callable[[int, bool], bool], ready: threading.Event, failures: list[OSError]) -> None:
            def procedure(code: int, message: int, address: int) -> int:
                stroke = ctypes.cast(address, ctypes.POINTER(_Stroke)).contents
                if code == 0 and blocks(stroke.key, message in (_WM_KEYDOWN, _WM_SYSKEYDOWN)):
                    return 1
                return int(self._user32.CallNextHookEx(None, code, message, address))

            kept = _HookProcedure(procedure)
            hook = self._user32.SetWindowsHookExW(_WH_KEYBOARD_LL, kept, self._kernel32.GetModuleHandleW(None), 0)
            message = wintypes.MSG()
            # Asking once makes this thread's message queue: from now on it can be told to end.
            self._user32.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)
            if not hook:
                failures.append(ctypes.WinError(ctypes.get_last_error()))
            ready.set()
            while hook and self._user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                pass
            if hook:
                self._user32.UnhookWindowsHookEx(hook)
