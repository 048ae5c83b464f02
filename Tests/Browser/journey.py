"""Runs the journeys: starts the invented Wales on a free port with a database of its own, walks, counts.

journey.py [--list] [--pictures FOLDER] [WORD…]   only journeys whose name holds one of the words
"""
import argparse
import importlib
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from playwright.sync_api import sync_playwright

from server import Server
from walk import Walk

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def journeys(words):
    """Every function `test_…` of every file `…_journeys.py`, in order."""
    for path in sorted(HERE.glob("*_journeys.py")):
        module = importlib.import_module(path.stem)
        for name, function in vars(module).items():
            full = f"{path.stem.removesuffix('_journeys')}: {name.removeprefix('test_').replace('_', ' ')}"
            if name.startswith("test_") and (not words or any(word in full for word in words)):
                yield full, function


JOURNEY_SECONDS = 180


def give_up(name, server):
    """A browser that waits for ever cannot be asked to stop: the whole run ends."""
    print(f"✘ {name}: nothing happened for {JOURNEY_SECONDS} s", flush=True)
    server.process.kill()
    os._exit(1)


def run(name, function, browser, server, options):
    start = time.monotonic()
    signal.signal(signal.SIGALRM, lambda *_: give_up(name, server))
    signal.alarm(JOURNEY_SECONDS)
    walk = Walk(browser, server, options.pictures)
    try:
        function(walk)
        print(f"✔ {name} ({time.monotonic() - start:.1f} s)", flush=True)
        return True
    except Exception:
        print(f"✘ {name}", flush=True)
        traceback.print_exc(limit=-4, file=sys.stdout)
        walk.keep_what_is_seen(ROOT / "journeys-output", name)
        return False
    finally:
        signal.alarm(0)
        walk.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("words", nargs="*")
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--pictures", type=Path, help="also takes the pictures of the guide, into this folder")
    options = arguments.parse_args()
    found = list(journeys(options.words))
    if options.list:
        print("\n".join(name for name, _ in found))
        return 0
    if not found:
        print("0 journeys: no name holds that", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="carfan-journeys-") as folder, sync_playwright() as playwright:
        with Server(ROOT / ".build/debug/carfan", Path(folder)) as server:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            passed = sum(run(name, function, browser, server, options) for name, function in found)
            browser.close()
    print(f"{passed} passed, {len(found) - passed} failed")
    return 0 if passed == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
