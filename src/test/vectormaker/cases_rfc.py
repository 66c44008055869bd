"""The messages and figures that the RFCs print, as data."""

from book import at, body, case, header, no, ok
from keys import RFC6376, RFC8463_ED, RFC8463_RSA
from letter import Letter

# RFC 6376 A.2 with errata 3192 and 4926: folds of six spaces, one space after "game.".
A2 = (
    b'DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;\r\n'
    b'      c=simple/simple; q=dns/txt; i=joe@football.example.com;\r\n'
    b'      h=Received : From : To : Subject : Date : Message-ID;\r\n'
    b'      bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n'
    b'      b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB\r\n'
    b'      4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut\r\n'
    b'      KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV\r\n'
    b'      4bmp/YzhwvcubU4=;\r\n'
    b'Received: from client1.football.example.com  [192.0.2.1]\r\n'
    b'      by submitserver.example.com with SUBMISSION;\r\n'
    b'      Fri, 11 Jul 2003 21:01:54 -0700 (PDT)\r\n'
    b'From: Joe SixPack <joe@football.example.com>\r\n'
    b'To: Suzie Q <suzie@shopping.example.net>\r\n'
    b'Subject: Is dinner ready?\r\n'
    b'Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n'
    b'Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n'
    b'\r\n'
    b'Hi.\r\n'
    b'\r\n'
    b'We lost the game. Are you hungry yet?\r\n'
    b'\r\n'
    b'Joe.\r\n')

# RFC 8463 A.3.
A3 = (
    b'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n'
    b' d=football.example.com; i=@football.example.com;\r\n'
    b' q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n'
    b' subject : date : message-id : from : subject : date;\r\n'
    b' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n'
    b' b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n'
    b' Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n'
    b'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n'
    b' d=football.example.com; i=@football.example.com;\r\n'
    b' q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n'
    b' date : message-id : from : subject : date;\r\n'
    b' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n'
    b' b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n'
    b' DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n'
    b' dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n'
    b'From: Joe SixPack <joe@football.example.com>\r\n'
    b'To: Suzie Q <suzie@shopping.example.net>\r\n'
    b'Subject: Is dinner ready?\r\n'
    b'Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n'
    b'Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n'
    b'\r\n'
    b'Hi.\r\n'
    b'\r\n'
    b'We lost the game. Are you hungry yet?\r\n'
    b'\r\n'
    b'Joe.\r\n')

BRISBANE = at(RFC6376, "brisbane", before="v=DKIM1; ")
A2_PASS = ok(selector="brisbane", identity="joe@football.example.com", algorithm="rsa-sha256", keyBits=1024)
A2_HASH = "headerhash 1 59b46b9f45f762ab3bb6b1c152d4298ed57d27c1e70ac6881b0ec6d012ff0c22"
EXAMPLE_HASH = "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8="

case("rfc6376-a2", "6376 A.2, 6376 erratum 3192, 6376 erratum 4926, 8301 3.2",
     "The signed message of appendix A.2, with the white space that its errata restore, verifies at any time.",
     A2, [BRISBANE], A2_PASS, f"bodyhash simple {EXAMPLE_HASH}", A2_HASH,
     now="2011-09-01T00:00:00Z", source="RFC 6376 appendix A.2, key of appendix C")

AS_PRINTED = A2.replace(b"\r\n      ", b"\r\n     ").replace(b"game. Are", b"game.  Are")
case("rfc6376-a2-as-printed", "6376 A.2, 6376 3.4.3, 6376 erratum 3192",
     "Typed off the printed page the example has other white space and its simple body hash does not match.",
     AS_PRINTED, [BRISBANE], no("BODY_HASH_MISMATCH"), source="RFC 6376 appendix A.2 as printed")

case("rfc6376-a3", "6376 A.3, 6376 5.4.2",
     "Fields that a receiver adds on top, another Received among them, leave the signature of A.2 valid.",
     b"X-Authentication-Results: shopping.example.net\r\n  header.from=joe@football.example.com; dkim=pass\r\n"
     b"Received: from mout23.football.example.com (192.168.1.1)\r\n  by shopping.example.net with SMTP;\r\n"
     b"  Fri, 11 Jul 2003 21:01:59 -0700 (PDT)\r\n" + A2,
     [BRISBANE], A2_PASS, A2_HASH, source="RFC 6376 appendix A.3 with the bytes of rfc6376-a2")

FOOTBALL = "football.example.com"
case("rfc8463-a3", "8463 A.3, 8463 3, 8463 4, 6376 4.2",
     "Both signatures of the example verify: Ed25519 over the SHA-256 of the header hash input, and RSA.",
     A3, [at(RFC8463_ED, "brisbane", FOOTBALL), at(RFC8463_RSA, "test", FOOTBALL)],
     ok(1, FOOTBALL, "brisbane", identity="@" + FOOTBALL, algorithm="ed25519-sha256"),
     ok(2, FOOTBALL, "test", identity="@" + FOOTBALL, algorithm="rsa-sha256", keyBits=1024),
     f"bodyhash relaxed {EXAMPLE_HASH}",
     "headerhash 1 48ce9a2c710ece1710ff156996b836a7f45470e43efe5643074d6e1690ed62e7",
     "headerhash 2 fed71e6d70fb123bb5c353adc42821b304b6b9d54fc867f304f7c61daaaa1111",
     source="RFC 8463 appendix A.3, keys of appendices A.1 and A.2")

EMPTY = b"From: joe@example.com\r\nTo: suzie@shop.example.net\r\n\r\n"
case("rfc6376-empty-body-simple", "6376 3.4.3",
     "A completely empty body is canonicalized as a single CRLF; the RFC gives its SHA-256.",
     EMPTY, [], "dkim none", body("simple", "\r\n"), "bodyhash simple frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=",
     source="RFC 6376 section 3.4.3")
case("rfc6376-empty-body-relaxed", "6376 3.4.4",
     "A completely empty body is canonicalized as a null input; the RFC gives its SHA-256.",
     EMPTY, [], "dkim none", body("relaxed", ""), "bodyhash relaxed 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
     source="RFC 6376 section 3.4.4")

EXAMPLE = b"A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n"
FROM_345 = "RFC 6376 section 3.4.5"
case("rfc6376-345-example1", "6376 3.4.5", "Example 1: relaxed header and relaxed body.", EXAMPLE, [], "dkim none",
     header("relaxed", 1, "a:X\r\n"), header("relaxed", 2, "b:Y Z\r\n"), body("relaxed", " C\r\nD E\r\n"),
     source=FROM_345)
case("rfc6376-345-example2", "6376 3.4.5", "Example 2: simple header and simple body.", EXAMPLE, [], "dkim none",
     header("simple", 1, "A: X\r\n"), header("simple", 2, "B : Y\t\r\n\tZ  \r\n"),
     body("simple", " C \r\nD \t E\r\n"), source=FROM_345)
case("rfc6376-345-example3", "6376 3.4.5", "Example 3: relaxed header and simple body.", EXAMPLE, [], "dkim none",
     header("relaxed", 1, "a:X\r\n"), header("relaxed", 2, "b:Y Z\r\n"), body("simple", " C \r\nD \t E\r\n"),
     source=FROM_345)

# 3.5's example of a signature; its b= is not one, so only what comes before the key can be expected.
PRINTED = b"""DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=brisbane;\r
   c=simple; q=dns/txt; i=@eng.example.net;\r
   t=1117574938; x=1118006938;\r
   h=from:to:subject:date;\r
   z=From:foo@eng.example.net|To:joe@example.com|\r
    Subject:demo=20run|Date:July=205,=202005=203:44:08=20PM=20-0700;\r
   bh=MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=;\r
   b=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR\r
From: foo@eng.example.net\r
To: joe@example.com\r
Subject: demo run\r
Date: July 5, 2005 3:44:08 PM -0700\r
\r
Text.\r
"""
case("rfc6376-35-example", "6376 3.5",
     "The printed example of a signature field is well formed: after its expiration that is what it fails for.",
     PRINTED, [], no("SIGNATURE_EXPIRED", domain="example.net"), source="RFC 6376 section 3.5, informative example")
case("rfc6376-35-example-in-time", "6376 3.5, 6376 6.1.2",
     "The printed example of a signature field is well formed: within its life the verifier goes on to look for a key.",
     PRINTED, [], no("NO_KEY", domain="example.net"), now="2005-06-01T00:00:00Z",
     source="RFC 6376 section 3.5, informative example")

RECEIVED = ["Received: from a.example.com by b.example.com; Mon, 23 Nov 2026 11:58:15 +0000",
            "Received: from b.example.com by c.example.com; Mon, 23 Nov 2026 11:58:14 +0000",
            "Received: from laptop.example.com by a.example.com; Mon, 23 Nov 2026 11:58:13 +0000"]


def hops():
    return Letter(RECEIVED + ["From: joe@example.com", "Subject: three hops"], "Text.\r\n")


m = hops()
m.sign(h="Received : Received : From")
case("rfc6376-542-bottom-up", "6376 5.4.2", "Of three Received fields A, B, C, h=Received:Received signs C and then B.",
     m, [at()], ok())

m = hops()
m.sign(h="Received:Received:From")
m.replace("from a.example.com by b", "from changed.example.com by b")
case("rfc6376-542-top-not-signed", "6376 5.4.2",
     "With h=Received:Received the topmost of three is not signed and may change.",
     m, [at()], ok())

m = hops()
m.sign(h="Received:Received:From")
m.replace("from laptop.example.com", "from changed.example.com")
case("rfc6376-542-last-is-signed", "6376 5.4.2",
     "The physically last instance is the first that is signed: its change is noticed.",
     m, [at()], no("SIGNATURE_MISMATCH"))

m = hops()
m.fields[:3] = m.fields[2::-1]  # C, B, A: bottom-up here is top-down in A, B, C
m.sign(h="Received:Received:From")
signature = m.fields[0]
m = hops()
m.fields.insert(0, signature)
case("rfc6376-542-top-down", "6376 5.4.2",
     "A signature made over Received A and then B, from the top down, does not verify.",
     m, [at()], no("SIGNATURE_MISMATCH"))

m = hops()
m.sign(h="Received:Received:Received:From")
m.fields[1], m.fields[2] = m.fields[2], m.fields[1]
case("rfc6376-542-reordered", "6376 5.4.2, 6376 8.12",
     "Signed instances of one field that change places break the signature.",
     m, [at()], no("SIGNATURE_MISMATCH"))
