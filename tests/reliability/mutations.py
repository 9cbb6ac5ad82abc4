"""Ways to spoil a file: bytes, numbers in a text, JSON, headers whose check sums are right."""

from __future__ import annotations

import bz2
import copy
import functools
import gzip
import hashlib
import io
import json
import lzma
import random
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

Change = Callable[[random.Random, bytes], bytes]

NUMBERS = (
    "nan", "inf", "-inf", "1e999", "-1e308", "1e-320", "1e39", "0", "-0", "-1", "65536",
    "2147483648", "4294967295", "9223372036854775807", "18446744073709551616", "9" * 400, "2.0",
    "0x10", "1_000", "1,5", "1.234,5", "१२", "１", "½", "", " ", "''", '"', "NA", "None", "true",
    "1e", "--1", "1.2.3", "#", "x", "\x00", "\ufeff", "\u2028", "250000000:1", "0:1", "-3:1",
    "1:1:1",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 7, 0.5, 2.0, 1e308, -1e308, 1e-320, 65_536, 2**31, 2**53,
    2**63, 2**64, 10**300, 10**400, float("inf"), float("-inf"), float("nan"), "", "inf", "nan",
    "5", "x" * 5000, "\ud800", "a\0b", "<b>x</b>", "{x}", "../../etc/passwd", [], {}, [[]],
    [None], {"kind": "Linear"}, [1, 2], [-1], [2**40], ["5"], {"": {}}, {"array": "a0"},
    {"mapping": {}},
)  # fmt: skip


def place(chance: random.Random, content: bytes) -> int:
    """A place in it; the beginning, where headers stand, more often than its length would give."""
    if not content:
        return 0
    return chance.randrange(min(len(content), chance.choice((64, 1024, len(content)))))


def flip(chance: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8)) if made else 0):
        made[place(chance, content)] ^= 1 << chance.randrange(8)
    return bytes(made)


def replace_bytes(chance: random.Random, content: bytes) -> bytes:
    at = place(chance, content)
    new = chance.choice(
        (
            b"\0",
            b"\xff",
            b"\n",
            b"\r",
            b",",
            b";",
            b"\t",
            b'"',
            b"\0\0\0\0",
            b"\xff\xff\xff\xff",
            b"\x7f\xff\xff\xff",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"PK\3\4",
            b"%!PS",
            b":",
            b"#",
        )
    )
    return content[:at] + new + content[at + (len(new) if chance.random() < 0.6 else 0) :]


def cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.choice((place(chance, content), chance.randrange(len(content) + 1)))]


def remove(chance: random.Random, content: bytes) -> bytes:
    at = place(chance, content)
    return content[:at] + content[at + chance.choice((1, 2, 4, 16, 200)) :]


def repeat(chance: random.Random, content: bytes) -> bytes:
    at = place(chance, content)
    end = at + chance.choice((1, 4, 40, 400, 4000))
    return content[:end] + content[at:end] * chance.choice((1, 1, 2, 30)) + content[end:]


def append(chance: random.Random, content: bytes) -> bytes:
    return content + chance.choice(
        (b"\0", b"\n", b"x", b"\n\n1,2\n", bytes(1000), content, b"\xff" * 9)
    )


def swap(chance: random.Random, content: bytes) -> bytes:
    a, b = sorted((place(chance, content), chance.randrange(len(content) + 1)))
    size = min(chance.choice((1, 4, 60)), b - a)
    return (
        content[:a]
        + content[b : b + size]
        + content[a + size : b]
        + content[a : a + size]
        + content[b + size :]
    )


_NUMBER = re.compile(rb"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")


def change_number(chance: random.Random, content: bytes) -> bytes:
    """Another number, or none, where a number stands in a text."""
    start = chance.randrange(len(content) + 1) if chance.random() < 0.7 else 0
    found = _NUMBER.search(content, start) or _NUMBER.search(content)
    if found is None:
        return flip(chance, content)
    new = chance.choice(NUMBERS).encode("utf-8", "surrogatepass")
    return content[: found.start()] + new + content[found.end() :]


def change_lines(chance: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 2:
            lines.insert(at, b"")
        case 3:
            lines[at] = lines[at].replace(b",", b";").replace(b" ", b"\t")
        case 4:
            lines[at] = lines[at] + chance.choice((b",", b";", b"\t", b" ", b",1", b' "'))
        case _:
            chance.shuffle(lines)
    return b"\n".join(lines)


BYTES: tuple[Change, ...] = (flip, flip, replace_bytes, cut, remove, repeat, append, swap)
TEXT: tuple[Change, ...] = (
    *BYTES,
    change_number,
    change_number,
    change_number,
    change_lines,
    change_lines,
)


# JSON.


def places(node: Any) -> list[tuple[Any, Any]]:
    """Every part of it, as what holds it and the key there."""
    found: list[tuple[Any, Any]] = []
    if isinstance(node, dict | list):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            found.append((node, key))
            found += places(node[key])
    return found


def changed_value(chance: random.Random, old: Any) -> Any:
    if isinstance(old, int | float) and not isinstance(old, bool) and chance.random() < 0.4:
        return chance.choice(
            (
                lambda: -old,
                lambda: old * 10**9,
                lambda: old + 1,
                lambda: old - 1,
                lambda: float(old),
                lambda: str(old),
                lambda: old + 0.5,
                lambda: [old],
            )
        )()
    return copy.deepcopy(chance.choice(VALUES))


def change_json(chance: random.Random, node: Any) -> Any:
    """A copy with something else somewhere in it."""
    node = copy.deepcopy(node)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        found = places(node)
        if not found or chance.random() < 0.02:
            node = copy.deepcopy(chance.choice(VALUES))
            continue
        holder, key = chance.choice(found)
        match chance.randrange(8):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.extend([copy.deepcopy(holder[key])] * chance.choice((1, 3, 200)))
            case 1 | 2 if isinstance(holder, dict):
                holder[chance.choice(("x", "", "kind", "version", "shape"))] = holder.pop(key)
            case 3:
                other, at = chance.choice(found)
                with_that = (
                    copy.deepcopy(other[at])
                    if at in (other if isinstance(other, dict) else range(len(other)))
                    else None
                )
                holder[key] = with_that
            case _:
                holder[key] = changed_value(chance, holder[key])
    return node


def as_json(chance: random.Random, node: Any) -> bytes:
    text = json.dumps(node, ensure_ascii=chance.random() < 0.5)
    return text.encode("utf-8", "surrogatepass")


def json_file(chance: random.Random, content: bytes) -> bytes:
    if chance.random() < 0.01:
        depth = chance.choice((900, 1100, 100_000))
        return b"[" * depth + b"]" * depth
    return as_json(chance, change_json(chance, json.loads(content)))


JSON: tuple[Change, ...] = (json_file,) * 8 + (*BYTES, change_number)


# Model files: the hash is right again afterwards.


def parted(content: bytes) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    """The entries of the header, the JSON text in it, and the arrays' bytes."""
    length = int.from_bytes(content[:8], "little")
    entries = json.loads(content[8 : 8 + length])
    text = json.loads(entries.pop("__metadata__")["diynn"])
    return entries, text, content[8 + length :]


def sealed(chance: random.Random, entries: Any, text: Any, data: bytes) -> bytes:
    none = "0" * 64
    if isinstance(text, dict) and "sha256" in text:
        text = {"sha256": none, **{key: value for key, value in text.items() if key != "sha256"}}
    metadata = {"diynn": json.dumps(text)}
    header: Any = {"__metadata__": metadata, **entries} if isinstance(entries, dict) else entries
    raw = json.dumps(header).encode()
    whole = len(raw).to_bytes(8, "little") + raw + data
    digest = hashlib.sha256(whole).hexdigest().encode()
    return whole.replace(none.encode(), digest, 1)


def reseal_content(chance: random.Random, content: bytes) -> bytes:
    entries, text, data = parted(content)
    part = chance.choice(("design", "record", "data", "note", "record", None))
    if part is not None and part in text:
        text[part] = change_json(chance, text[part])
    else:
        text = change_json(chance, text)
    return sealed(chance, entries, text, data)


def reseal_entries(chance: random.Random, content: bytes) -> bytes:
    entries, text, data = parted(content)
    return sealed(chance, change_json(chance, entries), text, data)


def reseal_arrays(chance: random.Random, content: bytes) -> bytes:
    """Other numbers in the arrays, most of them no numbers at all."""
    entries, text, data = parted(content)
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 50))):
        entry = chance.choice(list(entries.values()))
        begin, end = entry["data_offsets"]
        kind = {"F32": "f", "F64": "d", "I64": "q"}.get(entry["dtype"], "f")
        size = struct.calcsize(kind)
        if end - begin < size:
            continue
        at = begin + size * chance.randrange((end - begin) // size)
        value: Any = (
            chance.choice((-1, 0, 2**62, -(2**63)))
            if kind == "q"
            else chance.choice(
                (
                    float("inf"),
                    float("-inf"),
                    float("nan"),
                    -1.0,
                    0.0,
                    1e30,
                    -1e30,
                    1e-40,
                    1.5,
                    2.0**40,
                )
            )
        )
        made[at : at + size] = struct.pack(f"<{kind}", value)
    return sealed(chance, entries, text, bytes(made))


MODEL: tuple[Change, ...] = (
    (reseal_content,) * 6 + (reseal_entries,) * 2 + (reseal_arrays,) * 3 + BYTES
)


def reseal_outcome(files: dict[str, bytes]) -> None:
    """The hash of the arrays is right again."""
    try:
        record = json.loads(files["E19.json"])
        record["arrays_sha256"] = hashlib.sha256(files["E19.npz"]).hexdigest()
        files["E19.json"] = json.dumps(record).encode()
    except (ValueError, TypeError, RecursionError):
        pass


# Archives: their check sums are right.


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes], packed: bool = False) -> bytes:
    buffer = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name), member, kind)
    return buffer.getvalue()


SHAPES = (
    "(2.0,)", "(-1,)", "(0,)", "()", "(", "(5", "(1e3,)", "(True,)", "None", "'x'", "((2,),)",
    "(2, 3", "(99999999999,)", "(9223372036854775807, 2)", "(2, -3)", "(0, 0)", "(1,) * 9**9",
    "__import__('os')", "(" * 500, "[3]", "{}", "(10,)", "(20, 2)", "(2, 20)",
    "(40, 1, 1, 1, 1, 1)", "(None,)",
)  # fmt: skip
DTYPES = (
    "'|O'", "'<f16'", "'<c16'", "'|V8'", "'<M8[s]'", "'<U0'", "'<U999999999'", "'|S0'", "'>f8'",
    "'|b1'", "'<i8'", "'|u1'", "'<f2'", "[('a', '<f4')]", "'x'", "''", "None", "'<f4, <f4'",
    "'<f8' * 99", "'(9,9)<f4'",
)  # fmt: skip


def npy_header(chance: random.Random, member: bytes) -> bytes:
    """An array's header says something else of its shape, type or order; its length is right."""
    size = int.from_bytes(member[8:10], "little")
    text, rest = member[10 : 10 + size].decode("latin-1"), member[10 + size :]
    match chance.randrange(4):
        case 0 | 1:
            text = re.sub(r"\([^()]*\)", lambda _: chance.choice(SHAPES), text, count=1)
        case 2:
            text = re.sub(r"'descr': '[^']*'", lambda _: "'descr': " + chance.choice(DTYPES), text)
        case _:
            text = chance.choice(
                (
                    text.replace("False", "True"),
                    text.replace("False", "2"),
                    text.replace("'shape'", "'shap'"),
                    text.replace("}", ""),
                    text.replace("{", "[" * 40),
                    "{}",
                    text + "x",
                    "\0" * 9,
                    text * 40,
                    text.replace("False", "9" * 6000),
                    "{'a':" * 200,
                )
            )
    raw = text.encode("latin-1")
    return member[:8] + (len(raw) & 0xFFFF).to_bytes(2, "little") + raw + rest


def change_members(chance: random.Random, content: bytes) -> bytes:
    members = unzipped(content)
    name = chance.choice(list(members))
    match chance.randrange(7):
        case 0 | 1 | 2:
            members[name] = npy_header(chance, members[name])
        case 3:
            members[chance.choice(("x.npy", "y.npy", "z.npy", "../x.npy", "x", ""))] = members.pop(
                name
            )
        case 4:
            members[name] = members[chance.choice(list(members))]
        case _:
            members[name] = chance.choice(BYTES)(chance, members[name])
    return zipped(members, chance.random() < 0.5)


ARCHIVE: tuple[Change, ...] = (change_members,) * 6 + BYTES


def idx_header(chance: random.Random, content: bytes) -> bytes:
    """Another type, number of axes or size."""
    made = bytearray(content)
    if chance.random() < 0.3:
        made[chance.choice((2, 3))] = chance.choice((0, 1, 2, 3, 4, 8, 9, 11, 12, 13, 14, 15, 255))
    else:
        at = 4 + 4 * chance.randrange(max(1, content[3]))
        size = chance.choice((0, 1, 2, 7, 8, 64, 2**16, 2**20, 2**31, 2**32 - 1))
        made[at : at + 4] = struct.pack(">I", size)
    return bytes(made)


IDX: tuple[Change, ...] = (idx_header,) * 5 + BYTES


# Packing.


@functools.cache
def _member(kind: str, fill: bytes) -> bytes:
    """32 MB of one pattern, packed small."""
    content = fill * (2**25 // len(fill))
    if kind == "gzip":
        return gzip.compress(content, 6, mtime=0)
    return bz2.compress(content, 9) if kind == "bz2" else lzma.compress(content, preset=0)


def packed(chance: random.Random, content: bytes) -> bytes:
    """Packed once or several times, and spoiled now and then."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = chance.choice(
            (
                lambda c: gzip.compress(c, 1, mtime=0),
                lambda c: bz2.compress(c, 1),
                lambda c: lzma.compress(c, preset=0),
            )
        )(content)
        if chance.random() < 0.4:
            content = chance.choice(BYTES)(chance, content)
    return content


def bomb(chance: random.Random, content: bytes) -> bytes:
    """A packed file with much more behind it than there was: each of these formats may go on."""
    kind = chance.choice(("gzip", "gzip", "bz2", "xz"))
    pack = {
        "gzip": lambda c: gzip.compress(c, 1, mtime=0),
        "bz2": bz2.compress,
        "xz": lzma.compress,
    }[kind]
    fill = chance.choice((bytes(4096), b"1,2,3,a\n" * 64, b" " * 4096))
    made = pack(content) + _member(kind, fill) * chance.choice((1, 4, 16, 40))
    return pack(made) if chance.random() < 0.3 else made
