"""Lets a program's calls of the system fail: the k-th of a kind, on the files below one folder; and sets its clock."""
import errno
import mmap
import os
import pathlib
import shutil
import struct
import subprocess

SOURCE = pathlib.Path(__file__).with_name("faults.c")
KINDS = ("write", "sync", "open", "truncate", "rename", "remove")
# How each may fail. None: only half is written.
ERRORS = {
    "write": (errno.EIO, errno.ENOSPC, None), "sync": (errno.EIO, errno.ENOSPC), "open": (errno.EIO, errno.ENOSPC),
    "truncate": (errno.EIO,), "rename": (errno.EIO, errno.ENOSPC), "remove": (errno.EIO,)}
ALWAYS = 1 << 62


def compiler():
    return next(filter(None, map(shutil.which, ("cc", "clang", "gcc"))), None)


class Faults:
    """What stands between a program and the C library, and says what fails."""
    FORM = struct.Struct(f"=iiQQ{len(KINDS)}QQq")

    def __init__(self, folder, under):
        self.folder, self.under = pathlib.Path(folder), pathlib.Path(under)
        self.library = self.folder / "faults.so"
        if not self.library.exists():
            subprocess.run([compiler(), "-shared", "-fPIC", "-O1", "-o", self.library, SOURCE, "-ldl"], check=True)
        self.path = self.folder / f"faults-{self.under.name}"
        self.path.write_bytes(self.FORM.pack(-1, 0, 0, 0, *[0] * len(KINDS), 0, 0))
        with open(self.path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), self.FORM.size)

    def around(self, carfan):
        """The same program, with this in between."""
        import copy
        other = copy.copy(carfan)
        other.environment = carfan.environment | {
            "LD_PRELOAD": str(self.library), "FAULTS_CONTROL": str(self.path), "FAULTS_UNDER": f"{self.under}/",
            "TMPDIR": str(self.under)}
        return other

    def arm(self, kind, error, first=1, times=1):
        """From now on the `first`-th of that kind fails, and those behind it, so often."""
        self.memory[:] = self.FORM.pack(KINDS.index(kind), error or 0, first, times, *[0] * len(KINDS), 0, 0)

    def disarm(self):
        struct.pack_into("=i", self.memory, 0, -1)

    def forget(self):
        self.memory[:] = self.FORM.pack(-1, 0, 0, 0, *[0] * len(KINDS), 0, 0)

    @property
    def seen(self):
        return dict(zip(KINDS, self.FORM.unpack(self.memory[:])[4:-2]))

    @property
    def failed(self):
        return self.FORM.unpack(self.memory[:])[-2]

    def set_clock(self, seconds):
        """So far from the real time."""
        struct.pack_into("=q", self.memory, self.FORM.size - 8, seconds)

    def close(self):
        self.memory.close()


def named(error):
    return "half" if error is None else errno.errorcode[error]
