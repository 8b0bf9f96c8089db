"""The TLS certificate of a centre or a room node, which clients pin by its fingerprint."""

from __future__ import annotations

import hashlib
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_DIGITS, _GROUP = 24, 4


def self_signed_certificate(
    name: str, hosts: list[str], days: int = 3650, password: bytes | None = None
) -> tuple[bytes, bytes]:
    """Certificate and private key, both PEM, the key under `password` if there is one.

    Clients trust this very certificate, so a long life costs nothing.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([_alternative_name(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    protection = NoEncryption() if password is None else BestAvailableEncryption(password)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)
    return certificate.public_bytes(Encoding.PEM), secret


def _alternative_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def fingerprint(certificate_pem: str) -> str:
    """SHA-256 (hex) of the certificate's DER form: what a client pins."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate_pem)).hexdigest()


def comparing_digits(certificate_pem: str) -> str:
    """The fingerprint as digits that two people compare on two screens: six groups of four, 80 bits."""
    digits = str(int(fingerprint(certificate_pem), 16) % 10**_DIGITS).zfill(_DIGITS)
    return " ".join(digits[place : place + _GROUP] for place in range(0, _DIGITS, _GROUP))
