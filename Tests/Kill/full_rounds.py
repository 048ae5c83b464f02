"""kill -9 during a full run of the linking model: nobody is joined by half, whoever is joined stands in the journal and nobody
else, the next run begins at once, and going on ends where an undisturbed run ends."""
import base64
import json
import os
import pathlib
import random
import re
import time

import combined
import crowd
from faults import Faults, compiler
from import_rounds import AS_OF, compare
from programs import wait_until
from standing import Standing

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "Sources/App/Resources"
ARGUMENTS = ("link", "check", "--run")
# Always the same people: by chance alone two who look alike might be joined in one order and asked about in another.
PEOPLE, CROWD = 1000, 11
JOINED = re.compile(r"Pairs of people joined: ([\d,]+)")
BUSY = "Wait until it is done"
# A weight that no two records reach.
NEVER = 90
# After so many cuts in a row a chain goes on to its end.
LONGEST = 4
# What was put off is done by the next run, or the one after it.
MOST_RUNS = 5

def asking_much():
    """The shipped model as a version in use, but that it joins nobody and asks nothing: whoever comes in stands alone."""
    shipped = json.loads((RESOURCES / "linkage/model.json").read_text())
    model = json.dumps(shipped["model"] | {"join": NEVER + 1, "review": NEVER})
    return model, base64.b64decode(shipped["terms"])


class FullRunRounds:
    def __init__(self, carfan, engine, base, folder, chance):
        self.carfan, self.engine, self.random = carfan, engine, chance
        self.prepared = engine.copy(base)
        self.fill()
        undisturbed = engine.copy(self.prepared)
        start = time.monotonic()
        self.joined = self.run(undisturbed)
        self.seconds = time.monotonic() - start
        assert self.joined > PEOPLE // 2, f"a full run joined {self.joined}"
        self.database, self.standing = undisturbed, Standing(undisturbed)
        self.end()
        self.check()
        self.wanted = self.description()
        undisturbed.drop()
        self.database, self.cuts, self.killed, self.within, self.ended = None, 0, 0, 0, 0

    def fill(self):
        """Everybody comes in under a version of the model that joins nobody, and then the shipped one is taken into use."""
        files = self.carfan.folder / f"crowd-{self.engine.name}"
        self.records = crowd.write(RESOURCES / "demo", files, PEOPLE, random.Random(CROWD))
        model, terms = asking_much()
        self.prepared.execute(
            f"""INSERT INTO linkage_model (state, model, terms, digest, records, made_at, made_by)
                VALUES ('in_use', '{model}', {self.prepared.blob(terms)}, 'asks much', 0, '2026-10-01T09:00:00Z', 0)""")
        for words in (("import", str(files), "--as-of", AS_OF), ("link", "use", "0", "--reason", "Ours again")):
            self.yesterday(*words)
        people, records = self.prepared.query("SELECT COUNT(*) AS n FROM person", "SELECT COUNT(*) AS n FROM record")
        assert people[0]["n"] == records[0]["n"] == self.records, f"{people} {records}, where {self.records} came in"

    def yesterday(self, *words):
        """No entry of the import may stand for what a run does."""
        if compiler() is None:
            self.carfan.run(self.prepared, *words)
            return
        place = self.carfan.folder / "yesterday"
        place.mkdir(exist_ok=True)
        faults = Faults(self.carfan.folder, place)
        faults.set_clock(-86_400)
        faults.around(self.carfan).run(self.prepared, *words)
        faults.close()

    def run(self, database):
        """To its end. Returns how many it joined; a run that was killed keeps nobody waiting."""
        return int(JOINED.search(self.carfan.run(database, *ARGUMENTS))[1].replace(",", ""))

    def round(self):
        """One kill, and the checks after it; now and then a chain of kills is carried to its end."""
        if self.database is None:
            self.database, self.cuts = self.engine.copy(self.prepared), 0
            self.standing = Standing(self.database)
        after = self.random.uniform(0.05, 0.95) * self.seconds
        commit = self.random.uniform(0, 0.005) if self.random.random() < 0.5 else None
        was_at_work = self.carfan.cut_off(self.database, after, *ARGUMENTS, commit=commit)
        self.killed += was_at_work
        joined = self.check()
        self.within += 0 < joined < self.joined
        self.cuts += 1
        if not was_at_work or self.cuts == LONGEST:
            self.finish()
        return f"killed after {after * 1000:.0f} ms, {joined} joined"

    def check(self):
        """Returns how many are joined."""
        self.standing.check()
        self.carfan.run(self.database, "journal", "verify")
        return combined.check(self.standing)

    def end(self):
        """Until a run finds nothing more to join."""
        for _ in range(MOST_RUNS):
            if self.run(self.database) == 0:
                return
        raise AssertionError(f"after {MOST_RUNS} runs there is still somebody to join")

    def description(self):
        records, questions = self.database.query("SELECT person_id, agency, reference FROM record", combined.QUESTIONS)
        belongs = {}
        for row in records:
            belongs.setdefault(row["person_id"], []).append(f"{row['agency']} {row['reference']}")
        whose = {person: tuple(sorted(together)) for person, together in belongs.items()}
        return {
            "people": set(whose.values()),
            # By which of their records two people are asked about is a matter of when.
            "questions": {tuple(sorted({whose[row["one"]], whose[row["other"]]})) for row in questions},
        }

    def finish(self):
        self.end()
        self.check()
        left = self.database.query("SELECT id, state FROM linkage_work WHERE state NOT IN ('done', 'dropped')")[0]
        assert not left, f"work that is neither done nor dropped: {left}"
        compare(self.wanted, self.description())
        self.database.drop()
        self.database = None
        self.ended += 1

    def close(self):
        """The chain in hand is carried to its end too. And while a run is at work, no other work begins."""
        if self.database is not None:
            self.finish()
        self.database = self.engine.copy(self.prepared)
        process = self.carfan.start(self.database, *ARGUMENTS)
        wait_until(lambda: self.database.query("SELECT id FROM linkage_work")[0], process)
        process.kill()
        process.wait()
        self.database.settle()
        [work] = self.database.query("SELECT lease_owner FROM linkage_work WHERE state = 'working'")[0]
        # Somebody who lives has it: these tests themselves; or another machine, of which nobody knows.
        for owner in (f"{work['lease_owner'].split('/')[0]}/{os.getpid()}/0/0", "elsewhere/1/0/0"):
            self.database.execute(f"UPDATE linkage_work SET lease_owner = '{owner}'")
            for words in (("train",), ("use", "1", "--reason", "Meanwhile"), ("check", "--run")):
                said = self.carfan.run(self.database, "link", *words, fails=True)
                assert BUSY in said, f"carfan link {' '.join(words)} while {owner} is at work: {said}"
        self.database.drop()

    def summary(self):
        return (f"{self.killed} killed at work, {self.within} of them between two slices, {self.ended} runs carried to their end "
                f"({self.records} records, {self.joined} pairs joined, {self.seconds:.1f} s undisturbed)")
