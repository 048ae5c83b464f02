#!/usr/bin/env python3
"""OGRS3 scores of a CSV file, as `carfan risk ogrs3` makes them: reading, scoring and writing, on one core."""
import os
import random

import make_people
import measure

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
COLUMNS = "sex,date_of_birth,conviction_date,followup_date,age_at_first_sanction,total_sanctions,offence_code"


def write(path):
    r = random.Random(1)
    with open(path, "w", newline="") as out:
        out.write(COLUMNS + "\n")
        for _ in range(ROWS):
            born = r.randrange(1960, 2004)
            first = r.randrange(10, 20)
            out.write(
                f"{'M' if r.random() < 0.85 else 'F'},{born}-{r.randrange(1, 13):02}-{r.randrange(1, 29):02},2025-06-12,2025-06-12,"
                f"{first},{r.randrange(1, 60)},{r.choice(make_people.OFFENCES)}\n")


def main():
    os.makedirs(measure.WORK, exist_ok=True)
    path = os.path.join(measure.WORK, f"ogrs3-{ROWS}.csv")
    if not os.path.exists(path):
        write(path)
    out = path + ".out"
    runs = [measure.Run("risk", "ogrs3", "--in", path, "--out", out) for _ in range(measure.ROUNDS)]
    with open(out) as scored:
        header = scored.readline().rstrip("\n").split(",")
        good = sum(1 for line in scored if line.rstrip("\n").split(",")[header.index("percent_1y")])
    print(f"   {good:,} of {ROWS:,} rows scored, the others have errors")
    measure.report("file to file, rows a core-second", [ROWS / run.cpu for run in runs], unit="rows")
    measure.report("peak memory", [run.memory for run in runs], unit="MB")


if __name__ == "__main__":
    main()
