#!/usr/bin/env python3
"""Makes the gzip corpus of the LogInput tests: NAME.gz or NAME.log files and index.json.

    python3 make_corpus.py        # rewrites the files beside this script

Every case says what SPEC section 2 asks of it: `content` is what inflates (runs of [text, count],
one byte per character), `members` those begun, `damage` null or kind, member and offset; the bytes
dropped and the lines follow from the content. Nothing here is read back from a decoder: contents,
offsets and verdicts are known because the bytes are put together by hand.
"""
import json
import pathlib
import struct
import zlib

HERE = pathlib.Path(__file__).resolve().parent
FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
LINE = b'192.0.2.7 - - [20/Nov/2026:13:05:00 +0000] "GET /learn/api/v1/users HTTP/1.1" 200 17\n'
TEXT = b"".join(LINE.replace(b"users", b"users/%d" % (n * 7919 % 1000)) for n in range(40))

cases = []


def raw(content, level=6, strategy=zlib.Z_DEFAULT_STRATEGY):
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
    return deflate.compress(content) + deflate.flush()


def header(flags=0, extra=b"", name=b"", comment=b"", method=8, crc_error=0):
    head = b"\x1f\x8b" + struct.pack("<BBIBB", method, flags, 1_763_643_900, 0, 3)
    if flags & FEXTRA:
        head += struct.pack("<H", len(extra)) + extra
    if flags & FNAME:
        head += name + b"\0"
    if flags & FCOMMENT:
        head += comment + b"\0"
    if flags & FHCRC:
        head += struct.pack("<H", zlib.crc32(head) & 0xFFFF ^ crc_error)
    return head


def trailer(content, crc_error=0, length_error=0):
    return struct.pack("<II", zlib.crc32(content) ^ crc_error, len(content) + length_error)


def member(content, head=None, data=None, **errors):
    return (head or header()) + (raw(content) if data is None else data) + trailer(content, **errors)


def runs(content):
    """The content as [text, count] runs: one run where it repeats its first line or byte."""
    for unit in (content[: content.find(b"\n") + 1], content[:1]):
        if unit and content == unit * (len(content) // len(unit)):
            return [[unit.decode("latin-1"), len(content) // len(unit)]]
    return [[content.decode("latin-1"), 1]]


def case(name, data, content, members, kind=None, at=None, offset=0, suffix=".gz"):
    damage = None if kind is None else {"kind": kind, "member": at or members, "offset": offset}
    (HERE / (name + suffix)).write_bytes(data)
    cases.append({"file": name + suffix, "content": runs(content), "members": members, "damage": damage})


def plain():
    case("plain-empty", b"", b"", 0, suffix=".log")
    case("plain-lines", TEXT, TEXT, 0, suffix=".log")
    case("plain-unfinished", b"one\ntwo", b"one\ntwo", 0, suffix=".log")
    case("plain-crlf", b"one\r\n\r\ntwo\r\n", b"one\r\n\r\ntwo\r\n", 0, suffix=".log")
    case("plain-bom", b"\xef\xbb\xbfone\ntwo\n", b"\xef\xbb\xbfone\ntwo\n", 0, suffix=".log")
    case("plain-lone-1f", b"\x1f", b"\x1f", 0, suffix=".log")
    case("plain-1f-text", b"\x1f one\n", b"\x1f one\n", 0, suffix=".log")
    # The name must not matter in either direction.
    case("plain-named-gz", b"one\n", b"one\n", 0)
    case("gzip-named-log", member(b"one\n"), b"one\n", 1, suffix=".log")


def whole():
    case("empty-member", member(b""), b"", 1)
    case("one-byte", member(b"x"), b"x", 1)
    case("one-line-feed", member(b"\n"), b"\n", 1)
    case("stored", member(TEXT, data=raw(TEXT, level=0)), TEXT, 1)
    case("fixed", member(TEXT, data=raw(TEXT, strategy=zlib.Z_FIXED)), TEXT, 1)
    case("dynamic", member(TEXT), TEXT, 1)
    case("huffman-only", member(TEXT, data=raw(TEXT, strategy=zlib.Z_HUFFMAN_ONLY)), TEXT, 1)
    case("bom", member(b"\xef\xbb\xbfone\ntwo\n"), b"\xef\xbb\xbfone\ntwo\n", 1)
    case("unfinished", member(b"one\ntwo"), b"one\ntwo", 1)
    empty = member(b"")
    # Lines and the byte order mark go on across members; empty members stand anywhere.
    parts = [b"\xef", b"", b"\xbb\xbfon", b"e\nt", b"", b"wo\n", b""]
    case("many-members", b"".join(map(member, parts)), b"".join(parts), len(parts))
    case("300-empty-members", empty * 300, b"", 300)
    case("member-per-line", b"".join(map(member, TEXT.splitlines(True))), TEXT, 40)
    case("zero-padding", member(TEXT) + bytes(700), TEXT, 1)
    case("one-zero", member(b"one\n") + b"\0", b"one\n", 1)
    # Several windows of zlib's, so that matches reach back across our blocks.
    case("long-matches", member(LINE * 6000), LINE * 6000, 1)
    # 32 MB without a line's end: the least that must not cost memory.
    case("zeros", member(bytes(1 << 25), data=raw(bytes(1 << 25), 9)), bytes(1 << 25), 1)


def headers():
    every = {"extra": b"\x01\x02\x03\x00abc", "name": b"access.log", "comment": b"a comment"}
    for flags, name in (
        (FTEXT, "ftext"), (FHCRC, "fhcrc"), (FEXTRA, "fextra"), (FNAME, "fname"),
        (FCOMMENT, "fcomment"), (FHCRC | FEXTRA | FNAME | FCOMMENT | FTEXT, "all"),
    ):
        case("header-" + name, member(b"one\n", header(flags, **every)), b"one\n", 1)
    case("header-empty-fields", member(b"one\n", header(31)), b"one\n", 1)
    case("header-longest-extra", member(b"one\n", header(FEXTRA | FHCRC, b"e" * 65535)), b"one\n", 1)
    bad = {
        "method": header(method=7), "flag-20": header(0x20), "flag-40": header(0x40),
        "flag-80": header(0x80), "fhcrc": header(FHCRC | FNAME, name=b"access.log", crc_error=1),
    }
    first = member(b"one\ntw")
    for name, head in bad.items():
        case("bad-header-" + name, member(b"one\n", head), b"", 1, "bad-header")
    case("bad-header-second", first + member(b"o\n", bad["method"]), b"one\ntw", 2, "bad-header",
         offset=len(first))


def damaged():
    first = member(b"one\n")
    size = len(first)
    two = b"two\nthr"
    case("bad-crc", member(two, crc_error=1), two, 1, "bad-crc")
    case("bad-length", member(two, length_error=1), two, 1, "bad-length")
    case("bad-crc-and-length", member(two, crc_error=1, length_error=1), two, 1, "bad-crc")
    case("bad-crc-second", first + member(two, crc_error=1 << 31) + first, b"one\n" + two, 2,
         "bad-crc", offset=size)
    case("bad-length-empty", member(b"", length_error=1), b"", 1, "bad-length")
    case("bad-crc-whole-lines", member(b"one\n", crc_error=1), b"one\n", 1, "bad-crc")
    # A flipped bit in stored data shows in the CRC only.
    flipped = bytearray(member(b"one\ntwo\n", data=raw(b"one\ntwo\n", level=0)))
    flipped[10 + 5] ^= 1
    case("flipped-bit", bytes(flipped), b"nne\ntwo\n", 1, "bad-crc")
    # A stored block, then a block of the reserved type 3.
    stored = b"\0" + struct.pack("<HH", len(two), len(two) ^ 0xFFFF) + two
    case("bad-data", header() + stored + b"\x07" + bytes(20), two, 1, "bad-data")
    case("bad-data-second", first + header() + stored + b"\x07" + first, b"one\n" + two, 2,
         "bad-data", offset=size)
    case("bad-data-at-once", header() + b"\x07" + bytes(20), b"", 1, "bad-data")
    case("bad-stored-length", header() + b"\x01\x05\0\0\0hello" + bytes(8), b"", 1, "bad-data")
    # A last (1) fixed (01, least bit first) block: literal 'o', length 3 at distance 1, then length 3
    # at distance code 5, which is 7 or 8 where only 4 bytes are.
    literal = "{:08b}".format(0x30 + ord("o"))
    bits = "1" + "10" + literal + "0000001" + "00000" + "0000001" + "00101" + "0"
    number = sum(int(bit) << index for index, bit in enumerate(bits))
    far = number.to_bytes((len(bits) + 7) // 8, "little")
    case("bad-distance", header() + far + bytes(20), b"oooo", 1, "bad-data")
    case("truncated-magic", b"\x1f\x8b", b"", 1, "truncated")
    # Cut before the header is whole: truncated, whatever the method says.
    case("truncated-bad-method", b"\x1f\x8b\x07", b"", 1, "truncated")
    case("truncated-data", header() + stored, two, 1, "truncated")
    case("truncated-trailer", member(two)[:-1], two, 1, "truncated")
    case("truncated-second-magic", first + b"\x1f\x8b", b"one\n", 2, "truncated", offset=size)
    for name, tail in (
        ("text", b"garbage"), ("lone-1f", b"\x1f"), ("1f-other", b"\x1f\x00\x1f\x8b"),
        ("zeros-then-text", bytes(9) + b"x"), ("zeros-then-member", bytes(512) + first),
    ):
        case("trailing-" + name, first + tail, b"one\n", 1, "trailing-garbage", offset=size)
    case("trailing-unfinished", member(two) + b"garbage", two, 1, "trailing-garbage",
         offset=len(member(two)))
    case("trailing-second", first * 2 + b"\n", b"one\n" * 2, 2, "trailing-garbage", offset=2 * size)
    # A byte order mark is dropped with the line that it stands before.
    case("bom-damaged", member(b"\xef\xbb\xbfone", crc_error=1), b"\xef\xbb\xbfone", 1, "bad-crc")


for old in [*HERE.glob("*.gz"), *HERE.glob("*.log")]:
    old.unlink()
plain()
whole()
headers()
damaged()
(HERE / "index.json").write_text(json.dumps(cases, indent=1) + "\n")
print(len(cases), "cases,", sum(f.stat().st_size for f in HERE.iterdir()), "bytes")
