"""Keys from PEM files: RSA with plain pow(), so that odd keys can be used, and Ed25519 with the openssl command."""

import base64
import functools
import hashlib
import math
import pathlib
import subprocess
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "testvectors" / "keys"

DIGEST_INFO = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
}
RSA_ALGORITHM = bytes.fromhex("300d06092a864886f70d0101010500")


def der(tag, content):
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def der_integer(number):
    return der(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def der_read(data):
    """One DER element: its tag, its content, and what follows it."""
    size, at = data[1], 2
    if size >= 128:
        at += size - 128
        size = int.from_bytes(data[2:at], "big")
    return data[0], data[at : at + size], data[at + size :]


def der_elements(data):
    while data:
        tag, content, data = der_read(data)
        yield tag, content


class Rsa:
    """A private RSA key; the public exponent can be replaced, the two primes stay."""

    def __init__(self, p, q, e):
        self.p, self.q, self.e, self.n = p, q, e, p * q
        self.bits = self.n.bit_length()
        self.octets = (self.bits + 7) // 8
        self.algorithm = "rsa-sha256"
        self.kind = "rsa"

    @staticmethod
    def load(name):
        text = (FOLDER / name).read_text().split("-----")[2]
        outer = list(der_elements(der_read(base64.b64decode(text))[1]))
        if outer[1][0] == 0x30:  # PKCS#8 wraps PKCS#1 in an octet string
            outer = list(der_elements(der_read(outer[2][1])[1]))
        numbers = [int.from_bytes(content, "big") for _, content in outer]
        return Rsa(numbers[4], numbers[5], numbers[2])

    def with_exponent(self, e):
        return Rsa(self.p, self.q, e)

    def encoded(self, digest, hash_name="sha256"):
        """EMSA-PKCS1-v1_5 (RFC 8017 section 9.2)."""
        info = DIGEST_INFO[hash_name] + digest
        return b"\0\1" + b"\xff" * (self.octets - len(info) - 3) + b"\0" + info

    @functools.cached_property
    def exponents(self):
        return pow(self.e, -1, self.p - 1), pow(self.e, -1, self.q - 1), pow(self.q, -1, self.p)

    @functools.cache  # many cases sign the same text
    def raw(self, encoded):
        """The private-key operation, prime by prime."""
        m = int.from_bytes(encoded, "big")
        dp, dq, inverse = self.exponents
        sp, sq = pow(m, dp, self.p), pow(m, dq, self.q)
        s = sq + self.q * ((sp - sq) * inverse % self.p)
        return s.to_bytes(self.octets, "big")

    def sign(self, data, hash_name="sha256"):
        return self.raw(self.encoded(hashlib.new(hash_name, data).digest(), hash_name))

    def pkcs1(self):
        return der(0x30, der_integer(self.n) + der_integer(self.e))

    def public(self):
        """SubjectPublicKeyInfo (erratum 3017)."""
        return der(0x30, RSA_ALGORITHM + der(3, b"\0" + self.pkcs1()))


def forge_with_exponent_1(key):
    """With e = 1 the padded hash is its own signature: no private key is used."""
    return lambda data: key.encoded(hashlib.sha256(data).digest())


def forge_with_exponent_3(key):
    """A cube root of a padded hash that is followed by garbage: no private key is used."""

    def forge(data):
        head = b"\0\1" + b"\xff" * 8 + b"\0" + DIGEST_INFO["sha256"] + hashlib.sha256(data).digest()
        target = int.from_bytes(head + b"\xff" * (key.octets - len(head)), "big")
        low, high = 0, 1 << (key.bits // 3 + 1)
        while low < high - 1:
            middle = (low + high) // 2
            low, high = (middle, high) if middle**3 <= target else (low, middle)
        assert (low**3).to_bytes(key.octets, "big").startswith(head)
        return low.to_bytes(key.octets, "big")

    return forge


def square_root(key, data):
    """A signature under e = 2, or None: a square root exists for one padded hash in four."""
    m = int.from_bytes(key.encoded(hashlib.sha256(data).digest()), "big")
    roots = [root_modulo(m % prime, prime) for prime in (key.p, key.q)]
    if None in roots:
        return None
    s = roots[1] + key.q * ((roots[0] - roots[1]) * pow(key.q, -1, key.p) % key.p)
    assert s * s % key.n == m
    return s.to_bytes(key.octets, "big")


def root_modulo(a, p):
    """Tonelli and Shanks."""
    if pow(a, (p - 1) // 2, p) != 1:
        return None
    odd, twos = p - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    z = next(z for z in range(2, 1000) if pow(z, (p - 1) // 2, p) == p - 1)
    m, c, t, r = twos, pow(z, odd, p), pow(a, odd, p), pow(a, (odd + 1) // 2, p)
    while t != 1:
        i, square = 0, t
        while square != 1:
            i, square = i + 1, square * square % p
        b = pow(c, 1 << (m - i - 1), p)
        m, c, t, r = i, b * b % p, t * b * b % p, r * b % p
    return r


class Ed25519:
    ORDER = 2**252 + 27742317777372353535851937790883648493

    def __init__(self, name):
        self.path = str(FOLDER / name)
        self.algorithm = "ed25519-sha256"
        self.kind = "ed25519"
        self.bits = 256
        self.spki = openssl("pkey", "-in", self.path, "-pubout", "-outform", "DER")

    def public(self):
        return self.spki[-32:]

    def pure(self, data):
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            return openssl("pkeyutl", "-sign", "-inkey", self.path, "-rawin", "-in", file.name)

    def sign(self, data):
        """RFC 8463 section 3: PureEdDSA over the SHA-256 of the hash input."""
        return self.pure(hashlib.sha256(data).digest())


def openssl(*arguments, **options):
    return subprocess.run(("openssl",) + arguments, check=True, capture_output=True, **options).stdout


def prime_to(key, candidates):
    """The first candidate that has no factor in common with phi(n), so that it can be a public exponent."""
    phi = (key.p - 1) * (key.q - 1)
    return next(e for e in candidates if math.gcd(e, phi) == 1)


RSA = Rsa.load("rsa2048.pem")
RSA_OTHER = Rsa.load("rsa2048-other.pem")
RSA_E3 = Rsa.load("rsa2048-e3.pem")
ED = Ed25519("ed25519.pem")
ED_OTHER = Ed25519("ed25519-other.pem")
RFC6376 = Rsa.load("rfc6376-c.pem")
RFC8463_RSA = Rsa.load("rfc8463-rsa.pem")
RFC8463_ED = Ed25519("rfc8463-ed25519.pem")
