#!/usr/bin/env python3
"""`carfan serve` on a database of 100,000 people: to the first answer, and what is resident when nothing has happened yet."""
import os

import measure


def main():
    database = measure.filled(int(os.environ.get("BENCH_PEOPLE", "100000")))
    seconds, memory = [], []
    for _ in range(measure.ROUNDS + 2):
        with measure.Server(database) as server:
            seconds.append(server.seconds_to_answer)
            memory.append(server.memory())
    measure.report("serve to first answer", seconds, 0.5, unit="s")
    measure.report("resident at rest", memory, 120, unit="MB")


if __name__ == "__main__":
    main()
