"""A relay in front of the centre that holds each request back for a while, and sends copies after later ones went through.

It ends TLS with the centre's own certificate, as no stranger could: what is shown is that even such a road changes nothing.
"""

from __future__ import annotations

import http.client
import random
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LONGEST_DELAY_S = 0.4
LATEST_COPY_S = 1.5
COPIED = 0.6


class Relay:
    """Call `start` where it shall listen. `copies`: the status with which the centre answered each copy of a POST."""

    def __init__(self, address: str, port: int, centre: Path, centre_port: int) -> None:
        self.copies: list[int] = []
        self._address, self._centre, self._centre_port = (address, port), centre, centre_port
        self._draw = random.Random(20260105)
        self._guard = threading.Lock()
        self._later: list[threading.Thread] = []
        self._stopping = threading.Event()

    def start(self) -> None:
        """Listen, on threads of the network that the caller is in."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._centre / "tls" / "certificate.pem", self._centre / "tls" / "private.pem")
        self._server = ThreadingHTTPServer(self._address, self._handler())
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._serving = threading.Thread(target=self._server.serve_forever)
        self._serving.start()

    def stop(self) -> None:
        """No more requests; every copy has been sent."""
        self._stopping.set()
        self._server.shutdown()
        self._serving.join()
        self._server.server_close()
        for each in self._later:
            each.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        relay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _relay(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, answer = relay.carry(self.command, self.path, dict(self.headers), body)
                self.send_response_only(status)
                for name, value in headers:
                    if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(answer)
                self.close_connection = True

            do_GET = do_POST = _relay  # noqa: N815 - names that http.server calls

            def log_message(self, *_: object) -> None:
                """A test says nothing."""

        return Handler

    def carry(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        """The centre's answer, after a while; perhaps the same request comes there once more."""
        with self._guard:
            delay_s, copied = self._draw.uniform(0, LONGEST_DELAY_S), self._draw.random() < COPIED
        self._stopping.wait(delay_s)  # the line is slow; nobody waits when it is taken down
        answer = self._ask(method, path, headers, body)
        if copied and method == "POST":
            later = threading.Thread(target=self._copy, args=(method, path, headers, body))
            later.start()
            self._later.append(later)
        return answer

    def _copy(self, *request: object) -> None:
        self._stopping.wait(self._draw.uniform(0, LATEST_COPY_S))
        self.copies.append(self._ask(*request)[0])  # type: ignore[arg-type]

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self._centre_port, context=context, timeout=20)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        finally:
            connection.close()
