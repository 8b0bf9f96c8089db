"""What is not for this PC, or not from its centre: one sentence each, and nothing is changed."""

from __future__ import annotations

import socket
import ssl
import threading
from base64 import b64encode
from pathlib import Path

from msgspec.structs import replace

from question_packs.records.receipts import sign_receipt
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.tls import self_signed_certificate
from question_packs.sealing.trust import sign_trust_list
from question_packs.strict_json import encode
from tests.integration.main_job.agency import ELSEWHERE, SHOWN, SILENT
from tests.integration.main_job.seat import Seat, attempt_of
from tests.integration.main_job.site import Site, chain_of
from tests.samples import refused

ATTEMPT = attempt_of(SHOWN, "001")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Orders, packs and enrolment of a PC."""
    kept = [folder / "device.json", *(folder / "orders").iterdir(), *(folder / "packs").iterdir()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def root_of(site: Site) -> KeyPair:
    return KeyPair.load(site.centre.files.folder / "keys" / "root.key")


def test_a_receipt_of_another_centre_lets_nothing_go(small_site: Site) -> None:
    site, pc, stick = small_site, small_site.seat(), small_site.stick()
    pc.sit(SHOWN, "001")
    pc.kiosk.hand_in_to_stick(stick)
    [receipt] = [each.receipt for each in site.centre.stick.take(stick) if each.receipt]
    [path] = (stick / "receipts").iterdir()
    unsent, own = pc.unsent(), path.read_bytes()
    stranger = KeyPair.generate("Pusat Lain", "centre")
    for forged in (sign_receipt(receipt, stranger), sign_receipt(replace(receipt, centre="Lain"), stranger), own[:-20]):
        path.write_bytes(forged)
        pc.kiosk.hand_in_to_stick(stick)
        assert pc.unsent() == unsent
        assert not pc.kiosk.receipt().at_centre
    path.write_bytes(own)
    pc.kiosk.hand_in_to_stick(stick)
    assert (pc.unsent(), pc.kiosk.receipt().at_centre) == (0, True)


def test_a_server_with_another_certificate_hears_nothing(small_site: Site) -> None:
    """Somebody in the network who plays the centre: he gets a handshake and not one byte of an answer sheet."""
    site, pc = small_site, small_site.seat()
    pc.sit(SHOWN, "001")
    unsent, before = pc.unsent(), snapshot(pc.folder)
    certificate, private = self_signed_certificate("Pusat Uji", ["127.0.0.1"])
    (site.folder / "other.pem").write_bytes(certificate + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(site.folder / "other.pem")
    impostor = Impostor(site.proxy.centre_port, context)
    with impostor:
        error = pc.step().error
    assert error is not None
    assert error.code == "NET-02"
    assert impostor.heard == b""
    assert (pc.unsent(), snapshot(pc.folder)) == (unsent, before)
    with site.serving():
        assert pc.step().error is None
    assert pc.unsent() == 0


class Impostor:
    """A TLS server that keeps what it is told."""

    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        self.heard = b""
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", port))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Impostor:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        connection, _ = self._listener.accept()
        try:
            with self._context.wrap_socket(connection, server_side=True) as line:
                self.heard = line.recv(65536)
        except OSError:
            connection.close()


def test_an_order_for_another_room_is_refused(small_site: Site) -> None:
    pc = small_site.seat("PC-01")
    before = snapshot(pc.folder)
    other = small_site.agency.sittings[ELSEWHERE]
    assert refused(pc.station.install_order, other.sealed).code == "ORD-01"
    stick = small_site.stick()
    (stick / "orders").mkdir()
    (stick / "orders" / f"{other.digest}.order").write_bytes(other.sealed)
    assert refused(pc.kiosk.read_stick, stick).code == "ORD-01"
    assert snapshot(pc.folder) == before
    assert sorted(pc.station.orders()) == [SHOWN, SILENT]


def test_an_old_revision_changes_nothing_by_any_road(small_site: Site) -> None:
    """Publishing again makes revision 2; an old stick brings revision 1 back."""
    site, pc, old = small_site, small_site.seat(), small_site.stick("old")
    site.centre.stick.write_back(old)
    event = site.agency.folder / "materials" / "acara-lain.yaml"
    [newer] = site.centre.publisher.publish(event, site.folder / "out", "uji")
    with site.serving():
        pc.step()
    assert pc.station.order(SILENT).revision == newer.order.revision == 2
    before = snapshot(pc.folder)
    assert refused(pc.station.install_order, site.agency.sittings[SILENT].sealed).code == "ORD-02"
    pc.kiosk.read_stick(old)
    assert snapshot(pc.folder) == before
    assert refused(pc.kiosk.sign_in, SILENT, "001", pc.published[SILENT].credentials.pins["001"]).code == "SIG-01"


def test_a_centre_whose_key_left_the_trust_list_is_not_obeyed_and_what_was_written_is_still_sent(small_site: Site) -> None:
    """A trust list has no date; it ends when the root signs a newer one."""
    site, pc, stick = small_site, small_site.seat(), small_site.stick()
    pc.sit(SHOWN, "001")
    pc.kiosk.hand_in_to_stick(stick)
    site.centre.stick.take(stick)
    trust, successor = pc.station.trust(), KeyPair.generate("Pusat Uji", "centre")
    keys = (successor.public, *(each for each in trust.keys if each.role != "centre"))
    pc.station.renew_trust(sign_trust_list(replace(trust, revision=2, keys=keys), root_of(site)))
    pc.restart()
    unsent = pc.unsent()
    assert unsent > 0
    assert pc.station.orders() == {}, "the old key's orders are not obeyed"
    assert refused(pc.station.install_order, site.agency.sittings[SHOWN].sealed).code == "SEA-02"
    assert pc.kiosk.hand_in_to_stick(stick) == 1
    assert pc.unsent() == unsent, "nor are its receipts"
    with site.serving():
        pc.step()
    assert pc.unsent() == unsent
    assert site.chain(ATTEMPT) == chain_of(pc.lines(SHOWN, "001")), "yet everything reaches the centre"
    pc.station.renew_trust(sign_trust_list(trust, root_of(site)))
    assert pc.station.trust().revision == 2, "an older list does not bring the old key back"


def test_a_trust_list_of_another_root_and_a_ticket_of_another_centre_are_refused(small_site: Site) -> None:
    pc, stick = small_site.seat(), small_site.stick()
    before = snapshot(pc.folder)
    stranger = KeyPair.generate("Akar Lain", "root")
    forged = sign_trust_list(replace(pc.station.trust(), revision=9), stranger)
    (stick / "trust.dsse.json").write_bytes(forged)
    assert refused(pc.kiosk.read_stick, stick).code == "SEA-02"
    ticket = small_site.centre.enrolment.issue_tickets("lab-1", "Lab 1", 1, "uji", small_site.proxy.url)[0]
    other = replace(ticket, root=stranger.public, trust=b64encode(forged).decode())
    (stick / "other.enrol").write_bytes(encode(other))
    assert refused(pc.kiosk.enrol, stick / "other.enrol").code == "DEV-02"
    assert snapshot(pc.folder) == before


def test_a_ticket_that_was_used_up_enrols_nobody_else(small_site: Site) -> None:
    site, first, second = small_site, small_site.bare_seat("PC-08"), small_site.bare_seat("PC-09")
    ticket = site.centre.enrolment.issue_tickets("lab-1", "Lab 1", 1, "uji", site.proxy.url)[0]
    path = site.folder / "pc.enrol"
    path.write_bytes(encode(ticket))
    with site.serving():
        first.kiosk.enrol(path)
        error = refused(second.kiosk.enrol, path)
    assert error.code == "NET-03"
    assert "sudah dipakai PC lain" in error.sentence("id")
    assert (first.station.enrolled, second.station.enrolled) == (True, False)


def test_a_pc_that_was_revoked_keeps_what_it_wrote_and_says_why_it_stays(small_site: Site) -> None:
    site, pc = small_site, small_site.seat()
    pc.sit(SHOWN, "001")
    unsent = pc.unsent()
    site.centre.enrolment.revoke(device_of(pc), "uji")
    site.centre.directory.renew()
    with site.serving():
        error = pc.step().error
    assert error is not None
    assert error.code == "NET-03"
    assert pc.unsent() == unsent
    assert site.chain(ATTEMPT) == {}


def device_of(pc: Seat) -> str:
    return pc.station.device().key_id
