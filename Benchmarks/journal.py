#!/usr/bin/env python3
"""The journal at a million entries: giving them their places, a proof, the whole verification."""
import os
import random
import sqlite3

import measure
from tampering import enter

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "1000000"))


def main():
    os.makedirs(measure.WORK, exist_ok=True)
    path, key = os.path.join(measure.WORK, f"journal-{ENTRIES}.sqlite"), os.path.join(measure.WORK, "journal.key")
    for name in (path, path + "-wal", path + "-shm", key):
        if os.path.exists(name):
            os.remove(name)
    settings = ["--database", f"sqlite:{path}", "--journal-key", key]
    measure.Run("journal", "key", key, "--name", "carfan.bench/journal")
    measure.Run("migrate", *settings)
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = OFF")
    enter(database, range(1, ENTRIES + 1), random.Random(1))
    database.close()
    placed = measure.Run("journal", "checkpoint", *settings)
    measure.report(f"places, tiles and index of {ENTRIES:,} entries, each", [placed.cpu / ENTRIES * 1e6], unit="µs")
    proofs = [measure.Run("journal", "proof", str(random.Random(n).randrange(1, ENTRIES)), *settings) for n in range(9)]
    measure.report("proof of an entry, the program's start included", [1000 * proof.seconds for proof in proofs], 50, unit="ms")
    verified = [measure.Run("journal", "verify", *settings) for _ in range(measure.ROUNDS)]
    measure.report(f"verify {ENTRIES:,} entries, on the clock", [run.seconds for run in verified], 10, unit="s")
    measure.report("verify: peak memory", [run.memory for run in verified], unit="MB")


if __name__ == "__main__":
    main()
