"""Writes bcryptprimitives.dll, which every Windows since 10 has and Wine before 9 has not. Programs in Rust need its one function.

It holds no code. Its one entry says that ``ProcessPrng`` is ``SystemFunction036`` of advapi32.dll, which takes the same and does the same:
it fills memory with random bytes. Called as: forwarder.py FILE
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

NAME, FUNCTION, STANDS_FOR = b"bcryptprimitives.dll", b"ProcessPrng", b"ADVAPI32.SystemFunction036"
BASE, ADDRESS, ON_DISK = 0x180000000, 0x1000, 0x200
"""Where the library would like to be in memory, where its only section is from there, and where in the file."""


def section() -> bytes:
    """The table of exports: one name, and the text that a loader follows instead of an address."""
    functions, names, ordinals = ADDRESS + 40, ADDRESS + 44, ADDRESS + 48
    texts = ADDRESS + 52
    library, function, stands_for = texts, texts + len(NAME) + 1, texts + len(NAME) + len(FUNCTION) + 2
    table = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, library, 1, 1, 1, functions, names, ordinals)
    return table + struct.pack("<IIHH", stands_for, function, 0, 0) + b"\0".join((NAME, FUNCTION, STANDS_FOR, b""))


def library() -> bytes:
    """The whole file, as "PE Format" in Microsoft's documentation lays it out."""
    data = section()
    stub = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64)
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, 512, 0, 0, ADDRESS)
    optional += struct.pack("<QIIHHHHHHIIIIHH", BASE, 0x1000, 512, 6, 0, 0, 0, 6, 0, 0, 0x2000, ON_DISK, 0, 2, 0x160)
    optional += struct.pack("<QQQQII", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    optional += struct.pack("<II", ADDRESS, len(data)) + bytes(15 * 8)
    header = struct.pack("<8sIIIIIIHHI", b".rdata", len(data), ADDRESS, 512, ON_DISK, 0, 0, 0, 0, 0x40000040)
    return (stub + coff + optional + header).ljust(ON_DISK, b"\0") + data.ljust(512, b"\0")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(library())
