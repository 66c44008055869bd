"""What docs/pictures/make needs: the output of a terminal as a page, and a PNG with fewer colours.

    picture.py terminal COMMAND < OUTPUT > PAGE
    picture.py palette PNG SMALLER
"""

import html
import re
import struct
import sys
import zlib
from collections import Counter

STYLES = {
    "1": "font-weight:bold",
    "2": "color:#8b8f98",
    "31": "color:#ff7b72",
    "32": "color:#7ee787",
    "33": "color:#e3b341",
}
PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>waxseal</title>
<style>body{margin:0;background:#fff}pre{margin:12px;padding:20px 24px;border-radius:10px;background:#1b1e24;
color:#e6e8ec;font:14px/20px "DejaVu Sans Mono",monospace}</style><pre><b>$ %s</b>
%s</pre>
"""


def terminal(command):
    """The colours of ANSI as spans."""
    page = []
    for number, piece in enumerate(re.split(r"\x1b\[([0-9;]*)m", sys.stdin.read())):
        if number % 2 == 0:
            page.append(html.escape(piece))
        elif piece in ("", "0"):
            page.append("</span>")
        else:
            page.append('<span style="%s">' % ";".join(STYLES[code] for code in piece.split(";")))
    print(PAGE % (html.escape(command), "".join(page)), end="")


def chunks(octets):
    at = 8
    while at < len(octets):
        length = struct.unpack(">I", octets[at : at + 4])[0]
        yield octets[at + 4 : at + 8], octets[at + 8 : at + 8 + length]
        at += 12 + length


def pixels(octets):
    """The width and the rows of a PNG of 8 bits a channel, as (r, g, b)."""
    parts = list(chunks(octets))
    width, height, depth, kind = struct.unpack(">IIBB", parts[0][1][:10])
    assert depth == 8 and kind in (2, 6), "not an RGB picture of 8 bits"
    step = 3 if kind == 2 else 4
    data = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    above, rows = bytearray(width * step), []
    for y in range(height):
        start = y * (width * step + 1)
        row = bytearray(data[start + 1 : start + 1 + width * step])
        unfilter(data[start], row, above, step)
        rows.append([bytes(row[x : x + 3]) for x in range(0, len(row), step)])
        above = row
    return width, rows


def unfilter(kind, row, above, step):
    for x in range(len(row)):
        left = row[x - step] if x >= step else 0
        corner = above[x - step] if x >= step else 0
        up = above[x]
        if kind == 1:
            row[x] = (row[x] + left) & 255
        elif kind == 2:
            row[x] = (row[x] + up) & 255
        elif kind == 3:
            row[x] = (row[x] + (left + up) // 2) & 255
        elif kind == 4:
            guess = left + up - corner
            near = min((left, up, corner), key=lambda it: abs(guess - it))
            row[x] = (row[x] + near) & 255


def palette(source, target):
    """Keeps the 8 most used colours, and the most used one of each of 100 boxes; each other one becomes the nearest."""
    with open(source, "rb") as file:
        width, rows = pixels(file.read())
    counted = Counter(pixel for row in rows for pixel in row)
    kept = {}
    for rank, (colour, _) in enumerate(counted.most_common()):
        if len(kept) < 108:
            kept.setdefault(colour if rank < 8 else tuple(channel >> 4 for channel in colour), colour)
    kept = list(kept.values())
    index = {}
    for colour in counted:
        index[colour] = min(range(len(kept)), key=lambda i: sum((a - b) ** 2 for a, b in zip(kept[i], colour)))
    data = zlib.compress(b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in rows), 9)
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    with open(target, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for name, body in ((b"IHDR", header), (b"PLTE", b"".join(kept)), (b"IDAT", data), (b"IEND", b"")):
            file.write(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)))


if __name__ == "__main__":
    {"terminal": terminal, "palette": palette}[sys.argv[1]](*sys.argv[2:])
