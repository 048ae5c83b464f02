#!/usr/bin/env python3
"""Random tampering with a database behind Carfan's back, and what `carfan journal verify` makes of each: all found, rightly called."""
import collections
import concurrent.futures
import datetime
import os
import random
import shutil
import sqlite3
import subprocess
import sys

import measure

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Tests", "Kill"))
# The leaf hash as it is written a second time from its description.
from canonical import commitment, leaf_hash  # noqa: E402

CASES = int(os.environ.get("BENCH_CASES", "10000"))
# Some of them at a time: 0 to 1,999, then from 2,000 on.
FIRST = int(os.environ.get("BENCH_FIRST", "0"))
SEED = int(os.environ.get("BENCH_SEED", "1"))
ENTRIES = 1500
KINDS = ["collection", "alteration", "consultation", "disclosure", "combination", "erasure", "security"]
COLUMNS = ["entry_id", "actor", "agency", "role", "subjects", "records", "fields", "route", "request_id", "reason", "leaf_hash", "kind", "commitments"]


def enter(database, numbers, chance):
    for number in numbers:
        seconds, micro = 1_780_000_000 + number * 7, chance.randrange(1_000_000)
        moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
        row = {
            "entry_id": chance.randbytes(16), "version": 1, "at": f"{moment:%Y-%m-%dT%H:%M:%S}.{micro:06}Z", "kind": chance.choice(KINDS),
            "actor": chance.randrange(40), "agency": "gwent-police", "role": "coordinator",
            "subjects": " ".join(str(chance.randrange(1, 5000)) for _ in range(chance.choice([0, 1, 1, 1, 25]))),
            "records": f"person:{number}", "fields": "name score", "route": "GET /people/{person}",
            "request_id": chance.randbytes(8).hex(), "reason": chance.choice(["", "panel", "data_quality"])}
        row["commitments"] = ""
        if number % 10 == 0:
            keep_apart(database, row, number, chance)
        row["leaf_hash"] = leaf_hash(row)
        database.execute(
            f"INSERT INTO journal ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    database.commit()


def keep_apart(database, row, number, chance):
    """The entry is that of two records locked apart, and commits to the reason."""
    record, reason, salt = f"match_lock:{number}-{number + 1}", f"Born on different days ({number})", chance.randbytes(32)
    row.update(
        version=2, kind="alteration", records=f"record:{number} record:{number + 1}",
        commitments=commitment(salt, record, "reason", reason).hex())
    database.execute("INSERT INTO commitment_salt (record, field, salt) VALUES (?, 'reason', ?)", (record, salt))
    database.execute(
        "INSERT INTO match_lock (record_a, record_b, officer_id, reason, at) VALUES (?, ?, ?, ?, ?)",
        (number, number + 1, row["actor"], reason, row["at"]))


def flipped(value, chance):
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(32))
    data = bytearray(value.encode() if isinstance(value, str) else value)
    if not data:
        return value + "x" if isinstance(value, str) else b"x"
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
    return data.decode(errors="replace") if isinstance(value, str) else bytes(data)


def flip(database, chance):
    number, column = chance.randrange(1, ENTRIES + 1), chance.choice(COLUMNS)
    value = database.execute(f"SELECT {column} FROM journal WHERE number = ?", (number,)).fetchone()[0]
    database.execute(f"UPDATE journal SET {column} = ? WHERE number = ?", (flipped(value, chance), number))
    return "Altered"


def delete(database, chance):
    number = chance.randrange(1, ENTRIES)
    database.execute("DELETE FROM journal WHERE number = ?", (number,))
    if chance.random() < 0.5:
        database.execute("DELETE FROM journal_place WHERE number = ?", (number,))
    return "Missing"


def swap(database, chance):
    first, second = chance.sample(range(1, ENTRIES + 1), 2)
    if chance.random() < 0.5:
        for old, new in ((first, -1), (second, first), (-1, second)):
            database.execute("UPDATE journal SET number = ? WHERE number = ?", (new, old))
    else:
        for old, new in ((first, -1), (second, first), (-1, second)):
            database.execute("UPDATE journal_place SET number = ? WHERE number = ?", (new, old))
    return "Altered"


def insert(database, chance):
    columns = "entry_id, version, at, kind, actor, agency, role, subjects, records, fields, route, request_id, reason, leaf_hash, commitments"
    number = -chance.randrange(1, 1000)
    database.execute(
        f"INSERT INTO journal (number, {columns}) SELECT ?, {columns} FROM journal WHERE number = ?",
        (number, chance.randrange(1, ENTRIES + 1)))
    if chance.random() < 0.5:
        database.execute("INSERT INTO journal_place (number, place) VALUES (?, ?)", (number, ENTRIES + chance.randrange(5)))
    return "Altered"


def cut(database, chance):
    size = chance.randrange(1, ENTRIES)
    database.execute("DELETE FROM journal WHERE number > ?", (size,))
    if chance.random() < 0.5:
        return "Cut"
    database.execute("DELETE FROM journal_place WHERE place >= ?", (size,))
    level = 0
    while True:
        if not database.execute("SELECT 1 FROM journal_tile WHERE level = ?", (level,)).fetchone():
            break
        size_here = size // 256 ** level
        database.execute("DELETE FROM journal_tile WHERE level = ? AND number * 256 >= ?", (level, size_here))
        database.execute(
            "UPDATE journal_tile SET hashes = substr(hashes, 1, 32 * ?) WHERE level = ? AND number = ?",
            (size_here - size_here // 256 * 256, level, size_here // 256))
        level += 1
    if chance.random() < 0.5:
        database.execute("UPDATE journal_tree SET size = ?, mark = ?", (size, size))
    return "Cut"


def renumber(database, chance):
    number = chance.randrange(1, ENTRIES + 1)
    table = chance.choice(["journal", "journal_place"])
    database.execute(f"UPDATE {table} SET number = ? WHERE number = ?", (ENTRIES + chance.randrange(10, 10_000), number))
    return "Altered"


def retime(database, chance):
    number, day = chance.randrange(1, ENTRIES + 1), chance.randrange(1, 29)
    database.execute("UPDATE journal SET at = ? WHERE number = ?", (f"2026-02-{day:02}T09:30:00.000000Z", number))
    return "Altered"


def tile(database, chance):
    level, number, hashes = chance.choice(database.execute("SELECT level, number, hashes FROM journal_tile").fetchall())
    database.execute(
        "UPDATE journal_tile SET hashes = ? WHERE level = ? AND number = ?", (flipped(hashes, chance), level, number))
    return "Altered"


def checkpoint(database, chance):
    size, note = chance.choice(database.execute("SELECT size, note FROM journal_checkpoint").fetchall())
    database.execute("UPDATE journal_checkpoint SET note = ? WHERE size = ?", (flipped(note, chance), size))
    return "Altered"


def forget(database, chance):
    """Older checkpoints are gone, the last stands."""
    sizes = [size for size, in database.execute("SELECT size FROM journal_checkpoint ORDER BY size")][:-1]
    for size in chance.sample(sizes, chance.randrange(1, len(sizes) + 1)):
        database.execute("DELETE FROM journal_checkpoint WHERE size = ?", (size,))
    return "Missing"


def blind(database, chance):
    """A checkpoint whose signature says nothing: no note at all, its text alone, or another's signature under it."""
    notes = dict(database.execute("SELECT size, note FROM journal_checkpoint"))
    size, other = chance.sample(sorted(notes), 2)
    text = notes[size].split("\n\n")[0]
    note = chance.choice(["", text + "\n\n", text + "\n\n" + notes[other].split("\n\n")[1]])
    database.execute("UPDATE journal_checkpoint SET note = ? WHERE size = ?", (note, size))
    return "Altered"


def unrecorded(database, chance):
    """A lock that nobody entered: a new one, by another officer, or at another time."""
    number = 10 * chance.randrange(1, ENTRIES // 10 + 1)
    match chance.randrange(3):
        case 0:
            database.execute(
                "INSERT INTO match_lock (record_a, record_b, officer_id, reason, at) SELECT record_a + 3, record_b + 3, officer_id, '', at "
                "FROM match_lock WHERE record_a = ?", (number,))
        case 1:
            database.execute("UPDATE match_lock SET officer_id = officer_id + 1 WHERE record_a = ?", (number,))
        case 2:
            database.execute("UPDATE match_lock SET at = '2031-02-01T09:30:00.000000Z' WHERE record_a = ?", (number,))
    return "Unrecorded"


def reword(database, chance):
    """A reason in other words; sometimes with the salt gone, as if it had been erased or never been."""
    number = 10 * chance.randrange(1, ENTRIES // 10 + 1)
    database.execute("UPDATE match_lock SET reason = 'The same person after all' WHERE record_a = ?", (number,))
    match chance.randrange(3):
        case 0:
            database.execute("UPDATE commitment_salt SET salt = NULL WHERE record = ?", (f"match_lock:{number}-{number + 1}",))
        case 1:
            database.execute("DELETE FROM commitment_salt WHERE record = ?", (f"match_lock:{number}-{number + 1}",))
    return "Altered"


def blank(database, chance):
    """No reason where there was one: under its salt, as if it had been erased, and as if there never had been one."""
    number = 10 * chance.randrange(1, ENTRIES // 10 + 1)
    database.execute("UPDATE match_lock SET reason = '' WHERE record_a = ?", (number,))
    match chance.randrange(3):
        case 0:
            return "Altered"
        case 1:
            database.execute("UPDATE commitment_salt SET salt = NULL WHERE record = ?", (f"match_lock:{number}-{number + 1}",))
        case 2:
            database.execute("DELETE FROM commitment_salt WHERE record = ?", (f"match_lock:{number}-{number + 1}",))
    return "Unrecorded"


def run(*arguments):
    done = subprocess.run([measure.CARFAN, *arguments], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.returncode, done.stdout + done.stderr


def tampered(path, key, case):
    """One case on a copy of its own."""
    chance, way = random.Random(f"{SEED} {case}"), WAYS[case % len(WAYS)]
    copy = f"{path}.{case}"
    shutil.copyfile(path, copy)
    try:
        target = sqlite3.connect(copy)
        expected = way(target, chance)
        target.commit()
        target.close()
        code, said = run("journal", "verify", "--database", f"sqlite:{copy}", "--journal-key", key)
        return way.__name__, expected, code, said
    finally:
        for name in (copy, copy + "-wal", copy + "-shm"):
            if os.path.exists(name):
                os.remove(name)


WAYS = [flip, delete, swap, insert, cut, renumber, retime, tile, checkpoint, forget, blind, unrecorded, reword, blank]


def main():
    os.makedirs(measure.WORK, exist_ok=True)
    chance = random.Random(SEED)
    path, key = os.path.join(measure.WORK, "tampering.sqlite"), os.path.join(measure.WORK, "tampering.key")
    for name in (path, path + "-wal", path + "-shm", key, key + ".signed"):
        if os.path.exists(name):
            os.remove(name)
    settings = ["--database", f"sqlite:{path}", "--journal-key", key]
    assert run("journal", "key", key, "--name", "carfan.bench/journal")[0] == 0
    assert run("migrate", *settings)[0] == 0
    whole = sqlite3.connect(path)
    for start in range(1, ENTRIES + 1, 300):
        enter(whole, range(start, start + 300), chance)
        code, said = run("journal", "checkpoint", *settings)
        assert code == 0, said
    code, said = run("journal", "verify", *settings)
    assert code == 0 and said.startswith("Whole"), said
    whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole.close()
    found, rightly, wrong = 0, 0, collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, expected, code, said in pool.map(lambda case: tampered(path, key, case), range(FIRST, FIRST + CASES)):
            found += code == 1
            if code == 1 and said.startswith(expected):
                rightly += 1
            else:
                wrong[name, code, said.split("\n")[0][:60]] += 1
    for what, count in wrong.most_common():
        print(f"   {count} × {what[0]}: ended with {what[1]}: {what[2]}")
    measure.report(f"tampering found, of {CASES:,}", [100 * found / CASES], 100, most=False, unit="%")
    measure.report("rightly called", [100 * rightly / CASES], 99, most=False, unit="%")


if __name__ == "__main__":
    main()
