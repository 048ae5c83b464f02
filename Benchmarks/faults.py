#!/usr/bin/env python3
"""A day's work with each call of the system failing in turn. BENCH_PART=2/5 does the second fifth."""
import os
import subprocess
import sys

import measure

ROUNDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Tests", "Kill", "fault_rounds.py")


def main():
    done = subprocess.run(
        [sys.executable, "-B", ROUNDS, "--program", measure.CARFAN, "--part", os.environ.get("BENCH_PART", "1/1"),
         "--seed", os.environ.get("BENCH_SEED", "1")])
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
