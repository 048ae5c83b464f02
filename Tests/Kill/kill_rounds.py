"""Rounds of kill -9 on the debug program, on both engines; then the database's other bad days.

    bin/kill-rounds [--rounds N] [--engine sqlite|postgres|both] [--only GROUP] [--seed S] [--program PATH]

N rounds an engine, shared among imports, decisions, migrations, selection rounds and full runs of the linking model; on SQLite,
calls of the system that fail; on PostgreSQL, two servers on one database; and `carfan link`, which needs none. The closing line
says how many passed.
"""
import argparse
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time
import traceback

import fault_rounds
import folder
import link_rounds
from bad_day import BadDay
from decision_rounds import DecisionRounds
from engines import Postgres, SQLite
from full_rounds import FullRunRounds
from import_rounds import ImportRounds
from migration_rounds import MigrationRounds
from node_rounds import NodeRounds
from programs import Carfan
from score_rounds import ScoreRounds

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARES = {"import": 0.375, "decision": 0.35, "migration": 0.2, "score": 0.075, "full": 0.015}
# What is left of the days with a fault fills a recorded run: bin/bench faults.
FAULT_SECONDS = 50
# Each waits for a lease to end.
NODE_ROUNDS = 3
# Of linking files, for each hundred of the others.
LINK_SHARE = 0.06
KINDS = {"import": ImportRounds, "decision": DecisionRounds, "migration": MigrationRounds, "score": ScoreRounds,
         "full": FullRunRounds, "nodes": NodeRounds}


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def attempt(self, name, act):
        """Whether it went well."""
        try:
            said = act()
        except AssertionError as problem:
            self.fail(name, str(problem))
        except Exception:
            self.fail(name, traceback.format_exc())
        else:
            self.passed += 1
            if os.environ.get("KILL_ROUNDS_VERBOSE"):
                print(f"  {name}: {said}", flush=True)
            return True
        return False

    def fail(self, name, problem):
        self.failed += 1
        print(f"  FAILED {name}: {problem}", flush=True)


def group(tally, kind, engine, rounds, setup, seed):
    start, name = time.monotonic(), f"{kind} on {engine.name}"
    failed = tally.failed
    try:
        work = KINDS[kind](*setup, random.Random(f"{seed} {name}"))
    except Exception:
        tally.fail(f"{name}, before the first round", traceback.format_exc())
        return None
    for number in range(1, rounds + 1):
        if not tally.attempt(f"{name}, round {number}", work.round):
            # What it left behind is no ground for further rounds; and it stays to be looked at.
            print(f"  the database is left at {work.database.address if work.database else '-'}", flush=True)
            work.database = None
            if tally.failed - failed >= 5 or kind == "score":
                break
    if work.database is not None:
        tally.attempt(f"{name}, carried to its end", work.close)
    seconds = time.monotonic() - start
    print(f"{name}: {rounds} rounds in {seconds:.0f} s; {work.summary()}; {tally.failed - failed} failed", flush=True)
    return work


def run_engine(tally, options, carfan, engine, files):
    only = options.only
    base = engine.fresh()
    carfan.run(base, "migrate")
    imported = engine.copy(base)
    carfan.run(imported, "import", str(files), "--as-of", "2026-11-01")
    for kind, share in SHARES.items():
        if only and kind != only:
            continue
        grounds = base if kind in ("import", "migration", "full") else imported
        group(tally, kind, engine, max(1, round(options.rounds * share)), (carfan, engine, grounds, files), options.seed)
    if not only or only == "bad-day":
        BadDay(tally, carfan, engine, imported).run()
    if engine.name == "postgres" and (not only or only == "nodes"):
        group(tally, "nodes", engine, NODE_ROUNDS, (carfan, engine, imported, files), options.seed)
    if engine.name == "sqlite" and (not only or only == "faults"):
        fault_rounds.run(tally, carfan, engine, imported, options.seed, FAULT_SECONDS)
        fault_rounds.commands(tally, carfan, engine, imported, FAULT_SECONDS)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200, help="rounds an engine")
    parser.add_argument("--engine", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--only", choices=(*SHARES, "bad-day", "faults", "nodes", "link"))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--program", default=os.environ.get("CARFAN_PROGRAM", ROOT / ".build/debug/carfan"))
    options = parser.parse_args()
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1, 1_000_000)
    print(f"seed {options.seed}", flush=True)
    out, tally, engines = pathlib.Path(tempfile.mkdtemp(prefix="carfan-kill-")), Tally(), []
    out.chmod(0o755)
    try:
        carfan = Carfan(str(pathlib.Path(options.program).resolve()), out)
        if not options.only or options.only == "link":
            link_rounds.run(tally, carfan, options.seed, max(1, round(options.rounds * LINK_SHARE)))
        if options.only == "link":
            return summary(tally)
        files = folder.cut(ROOT / "Sources/App/Resources/demo", out / "files")
        if options.engine != "postgres":
            engines.append(SQLite(out))
            run_engine(tally, options, carfan, engines[-1], files)
        if options.engine != "sqlite":
            if (Postgres.programs / "initdb").exists():
                # Only Carfan is killed in the rounds, so PostgreSQL need not wait for the disk.
                engines.append(Postgres(out / "postgres", "fsync = off"))
                run_engine(tally, options, carfan, engines[-1], files)
            else:
                print(f"left out: there is no {Postgres.programs} (apt-get install postgresql)")
    finally:
        for engine in engines:
            engine.close()
        if tally.failed == 0:
            shutil.rmtree(out, ignore_errors=True)
    return summary(tally)


def summary(tally):
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())
