"""TLS is verified, and what is wrong with a certificate is said."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from eopsh.errors import HostUnreachable, RemoteError
from eopsh.remote import parse_endpoint
from eopsh.remote.psrp import PsrpConnection
from tests.remote.fake import USER, fake_server, quick

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def certificate(folder: Path, address: str = "127.0.0.1", until: datetime.datetime = NOW + DAY) -> Path:
    """Write a self-signed certificate with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), NOW - 2 * DAY, until)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    path = folder / "server.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


def context(path: Path) -> ssl.SSLContext:
    """Return a server's side of TLS."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(path)
    return made


def test_a_trusted_issuer(tmp_path: Path) -> None:
    path = certificate(tmp_path)
    with fake_server(context(path)) as server:
        connection = PsrpConnection(server.endpoint, USER, quick(verify=str(path)))
        connection.open()
        connection.close()
        assert server.shells == set()


def test_an_unknown_issuer(tmp_path: Path) -> None:
    with fake_server(context(certificate(tmp_path))) as server, pytest.raises(HostUnreachable) as caught:
        PsrpConnection(server.endpoint, USER, quick()).open()
    assert "issuer is unknown" in caught.value.advice.cause


def test_another_name(tmp_path: Path) -> None:
    path = certificate(tmp_path, "127.0.0.2")
    with fake_server(context(path)) as server, pytest.raises(HostUnreachable) as caught:
        PsrpConnection(server.endpoint, USER, quick(verify=str(path))).open()
    assert "another name" in caught.value.advice.cause


def test_out_of_date(tmp_path: Path) -> None:
    path = certificate(tmp_path, until=NOW - DAY)
    with fake_server(context(path)) as server, pytest.raises(HostUnreachable) as caught:
        PsrpConnection(server.endpoint, USER, quick(verify=str(path))).open()
    assert "out of date" in caught.value.advice.cause


def test_tls_to_a_plain_port() -> None:
    with fake_server() as server, pytest.raises(HostUnreachable) as caught:
        PsrpConnection(parse_endpoint(server.uri.replace("http:", "https:")), USER, quick()).open()
    assert "does not speak TLS" in caught.value.advice.cause


def test_plain_to_a_tls_port(tmp_path: Path) -> None:
    with fake_server(context(certificate(tmp_path))) as server, pytest.raises(HostUnreachable):
        PsrpConnection(parse_endpoint(server.uri.replace("https:", "http:")), USER, quick()).open()


def test_a_file_of_issuers_that_is_not_there(tmp_path: Path) -> None:
    with fake_server(context(certificate(tmp_path))) as server, pytest.raises(RemoteError, match="no-such-file"):
        PsrpConnection(server.endpoint, USER, quick(verify=str(tmp_path / "no-such-file"))).open()
