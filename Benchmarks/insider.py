#!/usr/bin/env python3
"""Somebody with the database, the journal's key and what stands beside it makes entries, tree and signature anew, behind a running
server's back: the database alone says nothing, the witness and a checkpoint that was kept say so each time."""
import collections
import os
import random
import shutil
import sqlite3
import subprocess
import time

import measure
from tampering import enter
from canonical import leaf_hash

ROUNDS = int(os.environ.get("BENCH_CASES", "1000"))
ENTRIES, SEEN = 300, 200
TABLES = ("journal", "journal_tree", "journal_place", "journal_tile", "journal_checkpoint", "journal_subject", "journal_actor", "journal_hour")


def run(*arguments):
    done = subprocess.run(
        [measure.CARFAN, *arguments], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=60)
    return done.returncode, done.stdout or done.stderr


def some(chance, count=1):
    """Numbers of entries that the witness has seen, and that explain no row of a table."""
    return chance.sample([number for number in range(1, SEEN) if number % 10 != 0], count)


def rewrite(database, chance):
    database.execute("UPDATE journal SET actor = actor + 1 WHERE number = ?", some(chance))


def remove(database, chance):
    database.execute("DELETE FROM journal WHERE number = ?", some(chance))


def put_in(database, chance):
    columns = "entry_id, version, at, kind, actor, agency, role, subjects, records, fields, route, request_id, reason, leaf_hash"
    database.execute(
        f"INSERT INTO journal (number, {columns}) SELECT -number, {columns} FROM journal WHERE number = ?",
        some(chance))


def swap(database, chance):
    first, second = some(chance, 2)
    for old, new in ((first, -1), (second, first), (-1, second)):
        database.execute("UPDATE journal SET number = ? WHERE number = ?", (new, old))


def retime(database, chance):
    database.execute(
        "UPDATE journal SET at = ? WHERE number = ?",
        (f"2026-02-{chance.randrange(1, 29):02}T09:30:00.000000Z", *some(chance)))


def make_anew(database, way, chance):
    """In one transaction, so that the server sees only the new history."""
    database.execute("BEGIN IMMEDIATE")
    way(database, chance)
    for row in map(dict, database.execute("SELECT * FROM journal").fetchall()):
        database.execute("UPDATE journal SET leaf_hash = ? WHERE number = ?", (leaf_hash(row), row["number"]))
    for table in ("journal_place", "journal_tile", "journal_checkpoint", "journal_subject", "journal_actor", "journal_hour"):
        database.execute(f"DELETE FROM {table}")
    database.execute("UPDATE journal_tree SET size = 0, mark = -100000, indexed = 0")
    database.execute("COMMIT")


def restore(database, whole):
    database.execute("BEGIN IMMEDIATE")
    for table, rows in whole.items():
        database.execute(f"DELETE FROM {table}")
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows) if rows else None
    database.execute("COMMIT")


def main():
    folder = os.path.join(measure.WORK, "insider")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    chance = random.Random(int(os.environ.get("BENCH_SEED", "1")))
    path, key, witness, state = (os.path.join(folder, name) for name in ("db.sqlite", "log.key", "witness.key", "state"))
    settings = ["--database", f"sqlite:{path}", "--journal-key", key]
    published, anchor = os.path.join(folder, "published"), os.path.join(folder, "anchor")
    with open(published, "w") as file:
        file.write(run("journal", "key", key, "--name", "carfan.bench/journal")[1])
    witnesses = os.path.join(folder, "witnesses")
    with open(witnesses, "w") as file:
        file.write(run("journal", "key", witness, "--name", "witness.bench")[1])
    assert run("migrate", *settings)[0] == 0
    database = sqlite3.connect(path, isolation_level=None, timeout=30)
    database.row_factory = sqlite3.Row
    enter(database, range(1, SEEN + 1), chance)
    code, said = run("journal", "checkpoint", *settings)
    assert code == 0, said
    with open(anchor, "w") as file:
        file.write(said)
    found, tally = collections.Counter(), collections.Counter()
    os.environ |= {"CARFAN_JOURNAL_KEY": key, "CARFAN_JOURNAL_WITNESSES": witnesses}
    with measure.Server(f"sqlite:{path}") as server:
        look = ["witness", "--log", server.address, "--log-keys", published, "--key", witness, "--state", state, "--once"]
        code, said = run(*look)
        assert code == 0, said
        with open(state) as file:
            kept = file.read()
        enter(database, range(SEEN + 1, ENTRIES + 1), chance)
        code, said = run("journal", "checkpoint", *settings)
        assert code == 0, said
        whole = {table: [tuple(row) for row in database.execute(f"SELECT * FROM {table}")] for table in TABLES}
        ways = [rewrite, remove, put_in, swap, retime]
        for number in range(ROUNDS):
            way = ways[number % len(ways)]
            os.remove(f"{key}.signed")
            make_anew(database, way, chance)
            # The server itself gives the new entries their places, and does not notice.
            while database.execute("SELECT size FROM journal_tree").fetchone()[0] \
                    < database.execute("SELECT COUNT(*) FROM journal").fetchone()[0]:
                time.sleep(0.02)
            code, said = run("journal", "checkpoint", *settings)
            assert code == 0, said
            code, said = run("journal", "verify", *settings)
            found["quiet"] += code == 0
            code, said = run("journal", "verify", *settings, "--anchor", anchor)
            found["anchor"] += code == 1 and said.startswith("Another history")
            code, said = run(*look)
            with open(state) as file:
                found["witness"] += code == 1 and file.read() == kept
            if code != 1:
                tally[way.__name__, said[:80]] += 1
            os.remove(f"{key}.signed")
            restore(database, whole)
            code, said = run("journal", "checkpoint", *settings)
            assert code == 0, said
        assert run(*look)[0] == 0, "the true history is refused"
    for what, count in tally.most_common():
        print(f"   {count} × {what[0]}: {what[1]}")
    share = {name: 100 * found[name] / ROUNDS for name in ("quiet", "anchor", "witness")}
    measure.report(f"made anew without a trace in the database, of {ROUNDS:,}", [share["quiet"]], unit="%")
    measure.report("told by a checkpoint that was kept", [share["anchor"]], 100, most=False, unit="%")
    measure.report("told by the witness, which signs nothing", [share["witness"]], 100, most=False, unit="%")


if __name__ == "__main__":
    main()
