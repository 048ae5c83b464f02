#!/usr/bin/env python3
"""Score all: 250,000 people, the dry run and the run that makes a selection round."""
import os

import measure

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "250000"))


def main():
    database = measure.filled(PEOPLE)
    options = ["score", "--all", "--as-of", measure.AS_OF, "--database", database]
    dry = [measure.Run(*options, "--dry-run") for _ in range(measure.ROUNDS)]
    print("   " + dry[0].said.strip().replace("\n", "\n   "))
    runs = [measure.Run(*options, "--name", f"round {number}") for number in range(measure.ROUNDS)]
    for name, measured in (("dry run", dry), ("run", runs)):
        measure.report(f"{name} of {PEOPLE:,} people, on the clock", [run.seconds for run in measured], 15, unit="s")
        measure.report(f"{name} of {PEOPLE:,} people, processor", [run.cpu for run in measured], unit="s")
        measure.report(f"{name}: peak memory", [run.memory for run in measured], unit="MB")


if __name__ == "__main__":
    main()
