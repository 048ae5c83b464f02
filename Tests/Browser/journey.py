"""Runs the journeys: makes the invented Wales once, gives each journey a server with a copy of it, walks, counts.

journey.py [--list] [--pictures] [--engine sqlite|postgres] [WORD…]   only journeys whose name holds one of the words
"""
import argparse
import importlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from playwright.sync_api import sync_playwright

from databases import ENGINES
from server import Wales
from walk import Walk

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
JOURNEY_SECONDS = 300


def journeys(words, pictures):
    """Every function `test_…` of every file `…_journeys.py`, the longest first; with pictures, those that take some instead."""
    for path in sorted(HERE.glob("*_journeys.py"), key=lambda path: ("crawl" not in path.stem, path)):
        module = importlib.import_module(path.stem)
        for name, function in vars(module).items():
            full = f"{path.stem.removesuffix('_journeys')}: {name.removeprefix('test_').replace('_', ' ')}"
            wanted = not words or any(word in full for word in words)
            if name.startswith("test_") and wanted and pictures == ("picture" in name):
                yield full, path.stem, name


def run(work):
    """One journey in a process of its own, so that one that hangs can be ended. Returns what to print, and whether it passed."""
    (full, module, name), wales, number, pictures = work
    function = getattr(importlib.import_module(module), name)
    start = time.monotonic()
    signal.signal(signal.SIGALRM, lambda *_: give_up())
    signal.alarm(JOURNEY_SECONDS)
    with wales.server(f"journey-{number}") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        walk = Walk(browser, server, ROOT if pictures else None)
        try:
            function(walk)
            return f"✔ {full} ({time.monotonic() - start:.1f} s)", True
        except Exception:
            seen = walk.keep_what_is_seen(ROOT / "journeys-output", full)
            return f"✘ {full}\n{traceback.format_exc(limit=-4)}{seen}", False
        finally:
            signal.alarm(0)
            walk.close()
            browser.close()


def walk_all(found, wales, options):
    """How many passed."""
    wales.make()
    passed = 0
    works = [(journey, wales, number, options.pictures) for number, journey in enumerate(found)]
    with multiprocessing.get_context("spawn").Pool(options.jobs, maxtasksperchild=1) as pool:
        results = pool.imap_unordered(run, works)
        for _ in works:
            words, good = results.next(timeout=2 * JOURNEY_SECONDS)
            print(words, flush=True)
            passed += good
    return passed


def give_up():
    raise TimeoutError(f"nothing happened for {JOURNEY_SECONDS} s")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("words", nargs="*")
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--pictures", action="store_true", help="takes the pictures of the guide and of the README instead")
    arguments.add_argument("--engine", choices=ENGINES, default="sqlite")
    arguments.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    arguments.add_argument("--program", type=Path, default=ROOT / ".build/debug/carfan")
    options = arguments.parse_args()
    found = list(journeys(options.words, options.pictures))
    if options.list:
        print("\n".join(full for full, _, _ in found))
        return 0
    if not found:
        print("0 journeys: no name holds that", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="carfan-journeys-") as folder:
        databases = ENGINES[options.engine](Path(folder))
        try:
            passed = walk_all(found, Wales(options.program, Path(folder), databases), options)
        finally:
            databases.close()
    print(f"{passed} passed, {len(found) - passed} failed")
    return 0 if passed == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
