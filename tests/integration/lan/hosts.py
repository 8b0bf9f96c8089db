"""A LAN of its own: hosts in network namespaces, joined by veth to a bridge in one more, so that nothing of this machine's
own network is touched. Lines lose packets (iptables), are slow (tc) or are cut (link down), as the test says.

Needs root, `iproute2` and, for loss, `iptables`; `why_not` says what is missing.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_WIRE = "eth0"


def why_not() -> str:
    """Why this machine gives no LAN of namespaces; empty where it does."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    if missing := [tool for tool in ("ip", "tc", "iptables") if shutil.which(tool) is None]:
        return f"not installed: {', '.join(missing)}"
    probe = subprocess.run(["unshare", "--net", "true"], capture_output=True, text=True)
    return f"no network namespaces here: {probe.stderr.strip()}" if probe.returncode else ""


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=20)


class Host:
    """A machine on the LAN."""

    def __init__(self, namespace: str, address: str) -> None:
        self.namespace, self.address = namespace, address
        self.within = ("ip", "netns", "exec", namespace)

    def move_to(self, address: str) -> None:
        """Another address, as DHCP or a person gives it; connections of the old one never hear of it."""
        _run("ip", "-n", self.namespace, "address", "flush", "dev", _WIRE)
        _run("ip", "-n", self.namespace, "address", "add", f"{address}/24", "broadcast", "+", "dev", _WIRE)
        self.address = address

    def cut(self) -> None:
        """The cable is out."""
        _run("ip", "-n", self.namespace, "link", "set", _WIRE, "down")

    def mend(self) -> None:
        """The cable is in, the line is sound."""
        _run("ip", "-n", self.namespace, "link", "set", _WIRE, "up")
        _run(*self.within, "iptables", "-F", "INPUT")

    def lose(self, probability: float) -> None:
        """This share of what comes in is lost."""
        chance = ("-m", "statistic", "--mode", "random", "--probability", str(probability))
        _run(*self.within, "iptables", "-A", "INPUT", "-i", _WIRE, *chance, "-j", "DROP")

    def slow_down(self, rate: str) -> bool:
        """What goes out is held to this rate (as `tc` writes it); False where this kernel cannot."""
        limit = ("tbf", "rate", rate, "burst", "4kb", "latency", "2s")
        try:
            _run("tc", "-n", self.namespace, "qdisc", "add", "dev", _WIRE, "root", *limit)
        except subprocess.CalledProcessError:
            return False
        return True

    def call(self, do: Callable[[], T]) -> T:
        """Do something here: on a thread that has gone into the namespace, with every thread that it starts."""
        with ThreadPoolExecutor(1, initializer=self._enter) as pool:
            return pool.submit(do).result()

    def _enter(self) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        with open(f"/run/netns/{self.namespace}", "rb") as file:
            if libc.setns(file.fileno(), _NEW_NETWORK) != 0:
                raise OSError(ctypes.get_errno(), "setns")


class Lan:
    """Use as a context manager; at its end all namespaces are gone, and with them their wires."""

    def __init__(self) -> None:
        self._prefix = f"lontar-{os.getpid()}-"
        self._namespaces: list[str] = []

    def __enter__(self) -> Lan:
        switch = self._switch = self._add_namespace("switch")
        _run("ip", "-n", switch, "link", "add", "lan", "type", "bridge")
        _run("ip", "-n", switch, "link", "set", "lan", "up")
        return self

    def __exit__(self, *_: object) -> None:
        for namespace in reversed(self._namespaces):
            _run("ip", "netns", "delete", namespace)

    def host(self, name: str, address: str) -> Host:
        """A new machine, plugged in."""
        namespace, port = self._add_namespace(name), f"port{len(self._namespaces)}"
        peer = ("peer", "name", port, "netns", self._switch)
        _run("ip", "link", "add", _WIRE, "netns", namespace, "type", "veth", *peer)
        _run("ip", "-n", self._switch, "link", "set", port, "master", "lan", "up")
        _run("ip", "-n", namespace, "link", "set", "lo", "up")
        host = Host(namespace, address)
        host.move_to(address)
        host.mend()
        return host

    def _add_namespace(self, name: str) -> str:
        namespace = self._prefix + name
        _run("ip", "netns", "add", namespace)
        self._namespaces.append(namespace)
        return namespace
