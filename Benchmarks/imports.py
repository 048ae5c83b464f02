#!/usr/bin/env python3
"""Import of 1,000,000 nominals: the dry run, then the run; rows for each second of one core, and peak memory."""
import datetime
import os

import make_people
import measure

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))


def once(path, database, number):
    for name in (database, database + "-wal", database + "-shm"):
        if os.path.exists(name):
            os.remove(name)
    address = f"sqlite:{database}"
    measure.Run("migrate", "--database", address)
    options = ["--as-of", measure.AS_OF, "--profile", "gwent-police/nominals", "--database", address, path]
    whole = measure.Run("import", *options)
    # The dry run of a file that is held already would find everything unchanged, so it has a database of its own.
    for name in (database, database + "-wal", database + "-shm"):
        os.remove(name) if os.path.exists(name) else None
    measure.Run("migrate", "--database", address)
    dry = measure.Run("import", "--dry-run", *options)
    return dry, whole


def main():
    os.makedirs(measure.WORK, exist_ok=True)
    path = os.path.join(measure.WORK, f"nominals-{ROWS}.csv")
    if not os.path.exists(path):
        make_people.write_nominals(ROWS, path, 1, datetime.date.fromisoformat(measure.AS_OF))
    results = [once(path, os.path.join(measure.WORK, "import.sqlite"), number) for number in range(measure.ROUNDS)]
    measure.report("dry run, rows a core-second", [ROWS / dry.cpu for dry, _ in results], 15000, most=False, unit="rows")
    # `import` plans and then runs; what the plan took is the dry run's.
    measure.report(
        "run, rows a core-second", [ROWS / (whole.cpu - dry.cpu) for dry, whole in results], 15000, most=False, unit="rows")
    measure.report("both, seconds on the clock", [whole.seconds for _, whole in results], unit="s")
    measure.report("peak memory", [max(dry.memory, whole.memory) for dry, whole in results], 200, unit="MB")


if __name__ == "__main__":
    main()
