#!/usr/bin/env python3
"""Records linked as they come, against BENCH_ROWS (1,000,000) that are stored: one at a time, and an import of 10,000; on both engines."""
import csv
import datetime
import os
import random
import statistics
import subprocess

import make_people
import measure

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
NEW, ASKED = 10_000, 2_000
# One new record: keys, fetch, compare, explain. Milliseconds, 99th percentile. An import of 10,000: seconds.
BARS = {"SQLite": (5, 5), "PostgreSQL": (10, 5)}


def prepare():
    """The stored file; files of 10,000 other rows, half of them people of the first with another number and a slip or a move; the rows to find."""
    as_of = datetime.date.fromisoformat(measure.AS_OF)
    stored = os.path.join(measure.WORK, f"nominals-{ROWS}.csv")
    if not os.path.exists(stored):
        make_people.write_nominals(ROWS, stored, 1, as_of)
    with open(stored, encoding="utf-8-sig", newline="") as file:
        header, *held = csv.reader(file)
    column = {name: place for place, name in enumerate(header)}
    fresh = [others(number, held, column, as_of) for number in range(measure.ROUNDS)]
    finding = os.path.join(measure.WORK, f"find-{ROWS}.csv")
    with open(finding, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["rec_id", "given_name", "family_name", "dob", "sex", "pnc", "address", "postcode"])
        for number, row in enumerate(fresh[0][:ASKED]):
            address = ", ".join(part for part in (row[column["Address1"]], row[column["Town"]]) if part)
            writer.writerow([number, row[column["Forename1"]], row[column["Surname"]], row[column["DOB"]], row[column["Sex"]],
                             row[column["PNCID"]], address, row[column["Postcode"]]])
    return stored, [written(number, header, rows) for number, rows in enumerate(fresh)], finding


def others(number, held, column, as_of):
    dice = random.Random(2 + number)
    strangers = os.path.join(measure.WORK, "strangers.csv")
    make_people.write_nominals(NEW // 2, strangers, 7 + number, as_of)
    with open(strangers, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    rows += [changed(row, column, dice) for row in dice.sample(held, NEW // 2)]
    dice.shuffle(rows)
    return rows


def written(number, header, rows):
    path = os.path.join(measure.WORK, f"nominals-{ROWS}-new-{number}.csv")
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        for place, row in enumerate(rows):
            writer.writerow([f"G{9_000_000 + number * NEW + place}"] + row[1:])
    return path


def changed(row, column, dice):
    """The same person as another agency has them: without the number, and moved or misspelt now and then."""
    row = list(row)
    row[column["PNCID"]] = row[column["CRO"]] = ""
    if dice.random() < 0.3:
        row[column["Address1"]], row[column["Postcode"]] = f"{dice.randrange(1, 200)} Other Street", "CF99 9ZZ"
    if dice.random() < 0.2:
        name = row[column["Surname"]]
        row[column["Surname"]] = name[:2] + name[3:]
    return row


def measured(engine, address, files):
    stored, new, finding = files
    measure.Run("migrate", "--database", address)
    options = ["--as-of", measure.AS_OF, "--profile", "gwent-police/nominals", "--database", address]
    first = measure.Run("import", *options, stored)
    measure.report(f"{engine}: import of {ROWS:,} rows, planned and run", [first.seconds], unit="s")
    found = os.path.join(measure.WORK, "found.csv")
    times, outcomes = [], {}
    for _ in range(measure.ROUNDS):
        measure.Run("link", "find", "--in", finding, "--out", found, "--database", address)
        with open(found, newline="") as file:
            rows = list(csv.DictReader(file))
        # The first asks the database for what every later one finds in memory.
        took = sorted(float(row["milliseconds"]) for row in rows[20:])
        times.append((statistics.median(took), took[int(len(took) * 0.99)]))
        outcomes = {word: sum(row["outcome"] == word for row in rows) for word in ("same", "unsure", "new")}
    single, whole = BARS[engine]
    measure.report(f"{engine}: one record, median", [median for median, _ in times], unit="ms")
    measure.report(f"{engine}: one record, 99th percentile", [most for _, most in times], single, unit="ms")
    print(f"   {outcomes}")
    if engine == "PostgreSQL":
        # As autovacuum does within the hour.
        subprocess.run(["psql", "-q", address, "-c", "VACUUM ANALYZE"], check=True)
    taken = [measure.Run("import", *options, file).seconds for file in new]
    measure.report(f"{engine}: import of {NEW:,} rows, planned and run", taken, whole, unit="s")


def main():
    os.makedirs(measure.WORK, exist_ok=True)
    files = prepare()
    database = os.path.join(measure.WORK, "matching.sqlite")
    for name in (database, database + "-wal", database + "-shm"):
        if os.path.exists(name):
            os.remove(name)
    measured("SQLite", f"sqlite:{database}", files)
    # A quarter of the memory of a server of 4 GB, as PostgreSQL's manual has it: a million people are some 4 GB.
    with measure.postgres(buffers="1GB") as address:
        measured("PostgreSQL", address, files)


if __name__ == "__main__":
    main()
