"""With a display: a person sits the exam in a window; the terminal shows what the card and the proctor would say."""

from __future__ import annotations

import subprocess
import sys

from tests.demo.robots import Seat, Sitting
from tests.demo.room import Room, environment


def sit(room: Room, credentials: dict[str, object], display: str) -> Sitting:
    """Open the kiosk and wait until its window is closed."""
    candidate, pin = next(iter(credentials["pins"].items()))
    code, token = credentials["opening_code"], credentials["start_token"]
    print(
        f"""
    Anda proktor:   kode pembuka  {code[:5]}-{code[5:]}
    Anda peserta:   nomor         {candidate}
                    PIN           {pin}
    Aba-aba mulai:  token         {token}

    Tutup jendelanya bila sudah selesai; nilai dan dokumen dibuat setelah itu.
""",
        flush=True,
    )
    command = [sys.executable, "-m", "desktop_app", "--state", str(room.states[0]), "kiosk", "--windowed"]
    subprocess.run(command, env=environment(display), check=True)
    return Sitting(room, [Seat(1, room.states[0], candidate, pin)], credentials, display)
