"""A day's work of some fifty requests, again and again, each time with another call of the system failing: what was acknowledged is
there after the next start, what was refused is not, the journal is whole, and a failed sync ends the server.

    fault_rounds.py [--seconds N] [--part 1/1] [--seed S] [--program PATH]
"""
import argparse
import collections
import datetime
import itertools
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import folder
from browser import Browser, Lost
from decision_rounds import LINK, PASSWORD, before_panels, day
from engines import SQLite
from faults import ERRORS, Faults, compiler, named
from programs import Carfan, Server
from standing import Standing

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNCERTAIN = ("It may have been stored", "Efallai ei fod wedi’i gadw")
REFUSED = ("Nothing was", "Ni newidiwyd", "Ni ddangoswyd")
# EX_IOERR: what the server ends with when a sync failed.
SYNC_FAILED = 74
OK, NO, UNKNOWN = "acknowledged", "refused", "unknown"


class Person:
    """Somebody at work, who remembers what became of each request."""

    def __init__(self, username, role, *areas):
        self.username, self.role, self.areas = username, role, areas
        self.browser, self.outcomes, self.sent = Browser(), collections.Counter(), {}

    def begin(self, carfan, database, port):
        said = carfan.run(
            database, "account", "add", self.username, "--name", f"Prawf {self.username}", "--role", self.role, "--agency",
            "gwent-police", *self.areas)
        self.browser.to(port).welcome(LINK.search(said)[0], self.username, PASSWORD)
        self.cookies, self.csrf = dict(self.browser.cookies), self.browser.csrf

    def reset(self):
        """As at the beginning, where the prepared database stands."""
        self.browser = Browser()
        self.browser.cookies, self.browser.csrf, self.browser.page = dict(self.cookies), self.csrf, ""
        self.outcomes, self.sent = collections.Counter(), {}

    def ask(self, method, path, route, wanted=200, tag=None, **fields):
        """Returns whether it was acknowledged."""
        act = f"{method} {route}"
        try:
            status = self.browser.get(path) if method == "GET" else self.browser.post(path, **fields)
        except Lost:
            outcome = UNKNOWN
            self.note(act, tag, outcome)
            raise
        if status == wanted:
            outcome = OK
        else:
            page = self.browser.page
            assert status in (503, 507), f"{act} was answered {status} {self.browser.location}: {self.browser.words()}"
            outcome = UNKNOWN if any(words in page for words in UNCERTAIN) else NO
            assert outcome == UNKNOWN or any(words in page for words in REFUSED), f"{act}: {self.browser.words()}"
        self.note(act, tag, outcome)
        return outcome == OK

    def note(self, act, tag, outcome):
        self.outcomes[act, outcome] += 1
        if tag:
            self.sent[tag] = outcome

    def check(self, standing):
        for act in {act for act, _ in self.outcomes}:
            is_read = act.startswith("GET")
            found = sum(1 for row in standing.fresh if row["actor"] == self.id and row["route"] == act
                        and (row["kind"] == "consultation") == is_read)
            least, most = self.outcomes[act, OK], self.outcomes[act, OK] + self.outcomes[act, UNKNOWN]
            # A reading may be on the record although it was not shown.
            most += self.outcomes[act, NO] if is_read or "export" in act else 0
            assert least <= found <= most, f"{self.username}: {act}: {least} acknowledged, at most {most}; {found} entries"

    def check_sent(self, kept, what):
        for tag, outcome in self.sent.items():
            there = kept[tag]
            assert there <= 1, f"{what} {tag} stands {there} times"
            assert outcome != OK or there, f"{what} {tag} was acknowledged and is lost"
            assert outcome != NO or not there, f"{what} {tag} was refused and is there"


class Day:
    """The work: each step is one act of somebody, and independent of whether the ones before it went well."""

    def __init__(self, people, reviews, panel):
        self.people, self.reviews, self.area = people, reviews, panel
        self.panel = Person("panel", "coordinator", "--area", "wales")
        self.office = Person("swyddfa", "administrator")
        self.all = [self.panel, self.office]

    def steps(self):
        yield self.sign_in
        for number in range(9):
            yield lambda number=number: self.case(number)
            yield lambda number=number: self.decide(number)
        for number, review in enumerate(self.reviews[:3]):
            yield lambda review=review, number=number: self.put_off(review, f"A{number}")
        for number in range(3):
            yield lambda number=number: self.open_account(number)
        yield self.export
        for language in ("cy", "en"):
            yield lambda language=language: self.speak(language)
        for number in range(4):
            yield lambda number=number: self.case(number)
        yield lambda: self.decide(9)

    def sign_in(self):
        other = Person("mewngofnodi", "", "")
        other.browser = Browser(self.panel.browser.port)
        other.browser.get("/sign-in")
        status = other.browser.post("/sign-in", username=self.panel.username, password=PASSWORD)
        assert status in (303, 503, 507), f"signing in was answered {status}: {other.browser.words()}"
        other.browser.close()

    def case(self, number):
        self.panel.ask("GET", f"/people/{self.people[number]['person_id']}", "/people/{person}")

    def decide(self, number):
        page, tag = "/panels/{area}/people/{person_id}".format(**self.people[number]), f"D{number}"
        if not self.panel.ask("GET", page, "/panels/{area}/people/{person}"):
            return
        seen, today = self.panel.browser.fields(), datetime.date.today()
        fields = {
            "round": seen["round"], "sequence": seen["sequence"], "outcome": "defer" if number % 2 else "adopt_free",
            "reason": tag, "free_scheme": "wisdom", "mappa_reason": "both are needed", "police_decider": "Siân Prawf",
            "probation_decider": "Huw Prawf", "police_lead": "Ann Prawf", "probation_lead": "Ifan Prawf", "rag": "amber",
        } | day("panel_day", today - datetime.timedelta(days=1)) | day("next_review", today + datetime.timedelta(days=60)) \
            | day("defer_until", today + datetime.timedelta(days=30))
        self.panel.ask("POST", f"{page}/decision", "/panels/{area}/people/{person}/decision", 303, tag, **fields)

    def put_off(self, review, tag):
        if self.panel.ask("GET", f"/reviews/{review}", "/reviews/{review}"):
            seen = self.panel.browser.fields()["seen"]
            self.panel.ask(
                "POST", f"/reviews/{review}/decision", "/reviews/{review}/decision", 303, tag, verdict="not_yet", reason=tag,
                seen=seen)

    def open_account(self, number):
        self.office.ask(
            "POST", "/accounts", "/accounts", 200, f"k-{number}", username=f"k-{number}", name="Rhywun Arall",
            role="coordinator", agency="gwent-police", area="W15000002")

    def export(self):
        self.panel.ask("POST", f"/panels/{self.area}/export", "/panels/{area}/export", 200, reason="panel")

    def speak(self, language):
        self.panel.ask("POST", "/language", "/language", 303, **{"switch-language": language, "to": "/account"})

    def check(self, database, standing):
        decisions, questions, officers = database.query(
            "SELECT reason FROM decision", "SELECT reason FROM match_review", "SELECT username FROM officer")
        kept = collections.Counter(row["reason"] for row in decisions + questions)
        kept.update(row["username"] for row in officers)
        for person in self.all:
            person.check(standing)
            person.check_sent(kept, "what was sent as")


class FaultRounds:
    def __init__(self, carfan, engine, imported, random):
        self.carfan, self.engine, self.random = carfan, engine, random
        self.prepared = engine.copy(imported)
        carfan.run(self.prepared, "score", "--all", "--as-of", "2026-11-01")
        people = before_panels(self.prepared, 10)
        reviews = [row["id"] for row in self.prepared.query("SELECT id FROM match_review WHERE state = 'open' ORDER BY id")[0]]
        self.day = Day(people, reviews, people[0]["area"])
        server = Server(carfan, self.prepared)
        try:
            for person in self.day.all:
                person.begin(carfan, self.prepared, server.port)
        finally:
            server.stop()
        numbers = {row["username"]: row["id"] for row in self.prepared.query("SELECT id, username FROM officer")[0]}
        for person in self.day.all:
            person.id = numbers[person.username]
        self.place = carfan.folder / "faults"
        self.place.mkdir()
        self.faults = Faults(carfan.folder, self.place)
        self.beneath = self.faults.around(carfan)
        self.counts, self.ended, self.refused, self.missed = collections.Counter(), 0, 0, 0

    def count(self):
        """What there is to fail: the day without a fault."""
        self.round(None, None, 0)
        self.seen = self.seen_at_end
        return {kind: number for kind, number in self.seen.items() if number}

    def every(self):
        """Each call of each kind, with each error."""
        return [(kind, error, number) for kind, errors in ERRORS.items() for error in errors
                for number in range(1, self.seen[kind] + 1)]

    def go_on(self, server, kind):
        """Whatever failed, failed once: the work goes on. Not every day has as many calls, so that it may fail only now."""
        case, comes = ("GET /people/{person}", OK), not self.faults.failed
        last = self.day.panel.outcomes[case]
        for _ in range(2 if comes else 1):
            try:
                self.day.case(5)
            except Lost:
                assert comes, "the server ended without a fault"
                server = self.after_the_end(server, kind)
            if self.day.panel.outcomes[case] > last:
                return server
        raise AssertionError("the work does not go on")

    def round(self, kind, error, number):
        for path in self.place.iterdir():
            path.unlink()
        self.database = SQLite(self.place).copy(self.prepared)
        standing = Standing(self.database).check()
        for person in self.day.all:
            person.reset()
        if kind:
            self.faults.arm(kind, error, number)
        else:
            self.faults.forget()
        server, has_started = self.begin()
        steps = list(self.day.steps())
        try:
            for step in [*steps, lambda: self.day.case(5)]:
                try:
                    step()
                except Lost:
                    server = self.after_the_end(server, kind)
            server = self.go_on(server, kind)
            self.seen_at_end, failed = self.faults.seen, self.faults.failed
            self.faults.disarm()
        finally:
            self.faults.disarm()
            server.kill()
        if kind == "sync" and failed and has_started:
            assert self.ended_now, "a sync failed and the server went on"
        self.carfan.run(self.database, "journal", "verify")
        standing.check()
        self.day.check(self.database, standing)
        self.counts[kind, named(error)] += bool(failed)
        self.missed += bool(kind) and not failed
        return f"{kind} {number} {named(error)}: {failed} failed"

    def begin(self):
        self.ended_now = False
        try:
            server = Server(self.beneath, self.database)
            has_started = True
        except AssertionError as problem:
            assert self.faults.failed, str(problem)
            assert not any(word in str(problem) for word in ("Fatal", "Crash", "Backtrace")), f"no words: {problem}"
            self.refused += 1
            self.faults.disarm()
            server, has_started = Server(self.beneath, self.database), False
        for person in self.day.all:
            person.browser.to(server.port)
        return server, has_started

    def after_the_end(self, server, kind):
        code = server.process.wait(timeout=30)
        said = server.complaints()
        assert kind == "sync" and code == SYNC_FAILED, f"the server ended with {code}: {said}"
        assert "critical: the disk did not take what was written" in said, f"the server ended without words: {said}"
        self.ended += 1
        self.ended_now = True
        server.kill()
        self.faults.disarm()
        server = Server(self.beneath, self.database)
        for person in self.day.all:
            person.browser.to(server.port)
        return server

    def summary(self):
        kinds = ", ".join(f"{count} × {kind} {error}" for (kind, error), count in self.counts.items() if kind)
        return f"{kinds}; the server ended {self.ended} times by itself, refused to start {self.refused} times; {self.missed} not reached"


def run(tally, carfan, engine, imported, seed, seconds=None, part=1, parts=1):
    """All of them, or those that fit in the time, from all over the day."""
    if compiler() is None:
        print("faults: left out, there is no C compiler", flush=True)
        return
    start, failed = time.monotonic(), tally.failed
    chance = random.Random(f"{seed} faults")
    work = FaultRounds(carfan, engine, imported, chance)
    there = work.count()
    rounds = work.every()
    chance.shuffle(rounds)
    rounds = rounds[part - 1::parts]
    if seconds is not None:
        # Each kind and error in turn.
        turns = collections.defaultdict(list)
        for one in rounds:
            turns[one[:2]].append(one)
        rounds = [one for row in itertools.zip_longest(*turns.values()) for one in row if one is not None]
    done, begun = 0, time.monotonic()
    for one in rounds:
        if seconds is not None and time.monotonic() - begun > seconds:
            break
        done += 1
        if not tally.attempt(f"fault {one[0]} {named(one[1])} at {one[2]}", lambda: work.round(*one)) and tally.failed - failed >= 5:
            break
    calls = ", ".join(f"{number} {kind}" for kind, number in there.items())
    print(f"faults: {done} of {len(work.every())} in {time.monotonic() - start:.0f} s (a day of {calls}); {work.summary()}; "
          f"{tally.failed - failed} failed", flush=True)


class Command:
    """A command with another call failing each time: it says so and leaves nothing half done, or what it was to make is there."""

    def __init__(self, carfan, engine, imported, name):
        self.carfan, self.imported, self.name = carfan, imported, name
        self.place = carfan.folder / f"faults-{name}"
        self.place.mkdir()
        self.faults = Faults(carfan.folder, self.place)
        self.beneath = self.faults.around(carfan)

    def run(self, kind=None, error=None, number=0):
        for path in self.place.iterdir():
            path.unlink()
        self.database = SQLite(self.place).copy(self.imported)
        self.carfan.run(self.database, "journal", "key", str(self.place / "key"), "--name", "faults", without_database=True)
        self.before = (self.place / "key").read_bytes()
        standing = Standing(self.database).check()
        self.faults.arm(kind, error, number) if kind else self.faults.forget()
        process = self.beneath.start(
            self.database, *self.arguments(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            without_database=self.name == "key")
        said = "".join(process.communicate(timeout=60))
        self.seen = self.faults.seen
        self.faults.disarm()
        assert process.returncode == 0 or said.strip() and not any(word in said for word in ("Fatal", "Crash")), f"no words: {said}"
        assert process.returncode in (0, 1, SYNC_FAILED), f"it ended with {process.returncode}: {said}"
        getattr(self, f"check_{self.name}")(process.returncode == 0, said)
        self.carfan.run(self.database, "journal", "verify", "--journal-key", str(self.place / "key"))
        standing.check()

    def arguments(self):
        return {
            "backup": ("backup", str(self.place / "copy")),
            "key": ("journal", "key", str(self.place / "key"), "--name", "faults", "--replace"),
            "checkpoint": ("journal", "checkpoint", "--journal-key", str(self.place / "key"))}[self.name]

    def check_backup(self, is_done, said):
        left = [path.name for path in self.place.iterdir() if "copy" in path.name]
        if is_done:
            assert "copy" in left
            copy = SQLite(self.place).fresh()
            copy.path, copy.address = self.place / "copy", f"sqlite:{self.place / 'copy'}"
            Standing(copy).check()
            self.carfan.run(copy, "journal", "verify")
        else:
            assert "copy" not in left, f"half a copy: {left} {said}"

    def check_key(self, is_done, said):
        now = (self.place / "key").read_bytes()
        assert now == self.before or is_done or b"PRIVATE" in now, f"the key is gone: {said}"
        assert not is_done or now != self.before, "no new key"

    def check_checkpoint(self, is_done, said):
        [rows] = self.database.query("SELECT size FROM journal_checkpoint")
        assert rows or not is_done, "a checkpoint was printed that is not kept"


def commands(tally, carfan, engine, imported, seconds=None):
    for name in ("key", "backup", "checkpoint"):
        start, failed, done = time.monotonic(), tally.failed, 0
        command = Command(carfan, engine, imported, name)
        command.run()
        there = {kind: number for kind, number in command.seen.items() if number}
        for kind, number in there.items():
            # Of many calls of a kind the first ones, and some of the others.
            places = range(1, number + 1) if number <= 12 else [*range(1, 9), *range(9, number, max(1, number // 6)), number]
            for error in ERRORS[kind]:
                for place in places:
                    if seconds is not None and time.monotonic() - start > seconds / 5:
                        break
                    done += 1
                    tally.attempt(f"{name}: {kind} {named(error)} at {place}", lambda: command.run(kind, error, place))
        calls = ", ".join(f"{number} {kind}" for kind, number in there.items())
        print(f"faults in the command {name} ({calls}): {done} in {time.monotonic() - start:.0f} s; {tally.failed - failed} failed",
              flush=True)


def main():
    from kill_rounds import Tally
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=None, help="as many as fit; all when not given")
    parser.add_argument("--part", default="1/1", help="2/5: the second fifth of all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default=os.environ.get("CARFAN_PROGRAM", ROOT / ".build/debug/carfan"))
    options = parser.parse_args()
    out, tally = pathlib.Path(tempfile.mkdtemp(prefix="carfan-faults-")), Tally()
    carfan = Carfan(str(pathlib.Path(options.program).resolve()), out)
    files = folder.cut(ROOT / "Sources/App/Resources/demo", out / "files")
    engine = SQLite(out)
    imported = engine.fresh()
    carfan.run(imported, "migrate")
    carfan.run(imported, "import", str(files), "--as-of", "2026-11-01")
    run(tally, carfan, engine, imported, options.seed, options.seconds, *map(int, options.part.split("/")))
    commands(tally, carfan, engine, imported, seconds=options.seconds)
    if tally.failed == 0:
        shutil.rmtree(out, ignore_errors=True)
    else:
        print(f"left at {out}")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())
