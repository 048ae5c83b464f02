"""kill -9 while `carfan link` reads, learns, weighs and writes, and disks that fill: each file of results is whole or as it was, and
a run that fails says so in the reader's language."""
import errno
import os
import random
import subprocess
import time

from faults import Faults, compiler

HEADING = "rec_id,given_name,middle_names,family_name,dob,sex,pnc,nhs_number,address,postcode\n"
GIVEN = ("Gareth", "Bethan", "Mohammed", "Emma", "Carwyn", "Lowri", "Peter", "Agnieszka", "Dafydd", "Siân", "Huw")
FAMILY = ("Jones", "Davies", "Khan", "Nowak", "Pugh", "Smith", "Morgan", "Evans", "Okafor", "Bowen", "Prosser")
RESULTS = ("clusters.csv", "pairs.csv", "model.json")
FULL = {"en_GB.UTF-8": "is the disk full", "cy_GB.UTF-8": "a yw’r ddisg yn llawn"}
RECORDS = 2600


def people(chance):
    """Invented people, one in three with a second record."""
    for person in range(RECORDS * 3 // 4):
        row = (f"{chance.choice(GIVEN)},,{chance.choice(FAMILY)}{chance.choice(('', 'on', 'er'))},19{50 + person % 50}-"
               f"{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02},{'MF'[person % 2]},,,{1 + person % 90} Heol Las,CF{10 + person % 40} {person % 9 + 1}AB")
        for copy in range(2 if person % 3 == 0 else 1):
            yield f"R{person}x{copy},{row}\n"


class LinkRounds:
    def __init__(self, carfan, chance):
        self.carfan, self.random, self.killed, self.before = carfan, chance, 0, {}
        self.input = carfan.folder / "people.csv"
        self.input.write_text(HEADING + "".join(people(chance)))
        self.place = carfan.folder / "linked"
        self.place.mkdir()
        start = time.monotonic()
        self.whole = self.linked(self.place)
        self.seconds = time.monotonic() - start
        assert sorted(self.whole) == sorted(RESULTS), f"a run undisturbed wrote {sorted(self.whole)}"
        # What lay there before is of other records.
        self.older = {name: f"before {name}\n".encode() for name in RESULTS}

    def start(self, place, carfan=None, locale="C.UTF-8"):
        carfan = carfan or self.carfan
        out, pairs, model = (place / name for name in RESULTS)
        return subprocess.Popen(
            [carfan.program, "link", "--in", self.input, "--out", out, "--pairs", pairs, "--keep-model", model, "--threads", "2"],
            cwd=carfan.folder, env=carfan.environment | {"LC_ALL": locale}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def linked(self, place):
        process = self.start(place)
        said = "".join(process.communicate(timeout=120))
        assert process.returncode == 0, f"carfan link ended with {process.returncode}: {said}"
        return self.content(place)

    @staticmethod
    def content(place):
        return {path.name: path.read_bytes() for path in place.iterdir() if path.name != "ballast"}

    def lay(self, place, older):
        for path in place.iterdir():
            path.unlink()
        for name, content in older.items():
            (place / name).write_bytes(content)

    def check(self, place, older, said=""):
        """Each name holds the whole new file or what it held; whole ones may also wait under their other name."""
        for name, content in self.content(place).items():
            own = name.split(".partial")[0].rsplit(".", 1)[0] if name.endswith(".partial") else name
            wanted = [self.whole.get(own)] + ([older.get(name)] if name == own else [])
            assert content in wanted, f"{name} is neither whole nor as it was: {len(content)} bytes {said}"

    def round(self):
        older = self.older if self.random.random() < 0.5 else {}
        self.lay(self.place, older)
        # Half of the kills fall where the files are written.
        least = 0.02 if self.random.random() < 0.5 else 0.85
        after = self.random.uniform(least, 1.02) * self.seconds
        process = self.start(self.place)
        try:
            process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.killed += 1
        self.check(self.place, older)
        found = self.content(self.place)
        assert not set(older) - set(found), f"what was there is gone: {sorted(found)}"
        return f"killed after {after * 1000:.0f} ms"

    def again(self):
        """After all that a run writes the same again."""
        self.lay(self.place, {})
        assert self.linked(self.place) == self.whole, "another run wrote other files"

    def full(self):
        """The file system has no room for the results."""
        place = self.carfan.folder / "full"
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", place], check=True)
        try:
            for older in ({}, self.older):
                for locale, words in FULL.items():
                    self.lay(place, older)
                    process = self.start(place, locale=locale)
                    said = "".join(process.communicate(timeout=120))
                    assert process.returncode != 0 and words in said, f"{locale}: ended with {process.returncode}: {said}"
                    assert not any(word in said for word in ("Fatal", "Crash", "Backtrace")), said
                    assert self.content(place) == older, f"{locale}: it left {sorted(self.content(place))}"
        finally:
            subprocess.run(["umount", place], check=True)

    def faulty(self):
        """The k-th write or sync fails, or only half of it is written."""
        place = self.carfan.folder / "faulty"
        place.mkdir()
        faults = Faults(self.carfan.folder, place)
        beneath = faults.around(self.carfan)
        faults.forget()
        self.lay(place, {})
        process = self.start(place, beneath)
        process.communicate(timeout=120)
        seen, tried = faults.seen, 0
        assert seen["write"] >= 3 and seen["sync"] >= 3, f"calls that could fail: {seen}"
        for kind, error in (("write", errno.ENOSPC), ("write", errno.EIO), ("write", None), ("sync", errno.EIO)):
            for number in sorted({1, (seen[kind] + 1) // 2, seen[kind]}):
                older = self.older if tried % 2 else {}
                self.lay(place, older)
                faults.arm(kind, error, number)
                process = self.start(place, beneath, "cy_GB.UTF-8")
                said = "".join(process.communicate(timeout=120))
                faults.disarm()
                tried += 1
                self.check(place, older, said)
                if process.returncode == 0:
                    assert self.content(place) == self.whole, f"{kind} {number}: it ended well without its files"
                else:
                    assert FULL["cy_GB.UTF-8"] in said, f"{kind} {number}: no words: {said}"
        faults.close()
        return f"{tried} faults among {seen}"


def run(tally, carfan, seed, rounds):
    start, failed, chance = time.monotonic(), tally.failed, random.Random(f"{seed} link")
    work = LinkRounds(carfan, chance)
    for number in range(1, rounds + 1):
        tally.attempt(f"link, round {number}", work.round)
    tally.attempt("link, once more", work.again)
    if os.geteuid() == 0:
        tally.attempt("link, the disk full", work.full)
    else:
        print("link: a full disk left out, mounting needs root", flush=True)
    if compiler() is None:
        print("link: faults left out, there is no C compiler", flush=True)
    else:
        tally.attempt("link, calls that fail", work.faulty)
    print(f"link: {rounds} rounds in {time.monotonic() - start:.0f} s; {work.killed} killed at work ({work.seconds:.1f} s "
          f"undisturbed); {tally.failed - failed} failed", flush=True)
