"""The database locked, full, read-only, worn out, removed, killed: the server says so in the reader's language, changes and shows nothing, and goes on
by itself when the database is well again."""
import contextlib
import errno
import os
import pathlib
import re
import sqlite3
import subprocess
import threading
import time
import urllib.parse

from browser import Browser
from decision_rounds import LINK, PASSWORD, before_panels
from engines import Postgres, SQLite
from faults import ALWAYS, Faults, compiler
from programs import Server
from standing import Standing

CLOSED, FULL = "Carfan cannot answer just now", "There is no room to save"
CLOSED_CY = "Ni all Carfan ateb ar hyn o bryd"
UNCERTAIN, UNCERTAIN_CY = "It may have been stored", "Efallai ei fod wedi’i gadw"
# Every kind of page with personal data on it.
PAGES = (
    "/people", "/people?q={family}", "/people/{person}", "/people/{person}/offences", "/people/{person}/records",
    "/people/{person}/timeline", "/panels/{area}", "/panels/{area}/people/{person}", "/reviews/{review}")


class Ward:
    """A server with one coordinator signed in, and a case that they may look at."""

    def __init__(self, carfan, database):
        self.carfan, self.database = carfan, database
        carfan.run(database, "score", "--all", "--as-of", "2026-11-01")
        self.case = before_panels(database, 1)[0]
        self.family = database.query(f"SELECT family FROM person WHERE id = {self.case['person_id']}")[0][0]["family"]
        self.server, self.browser = Server(carfan, database), Browser()
        said = carfan.run(
            database, "account", "add", "prawf", "--name", "Mair Prawf", "--role", "coordinator", "--agency", "gwent-police",
            "--area", "wales")
        self.browser.to(self.server.port).welcome(LINK.search(said)[0], "prawf", PASSWORD)
        self.officer = database.query("SELECT id FROM officer WHERE username = 'prawf'")[0][0]["id"]
        self.turn, self.standing = "cy", Standing(database, served=True)
        self.readers = {language: self.reader(language) for language in ("en", "cy")}
        review = database.query("SELECT MIN(id) AS id FROM match_review WHERE state = 'open'")[0][0]["id"]
        self.pages = [
            page.format(family=urllib.parse.quote(self.family[:4]), person=self.case["person_id"], area=self.case["area"], review=review)
            for page in PAGES]

    def reader(self, language):
        """A colleague who reads in one of the languages."""
        said = self.carfan.run(
            self.database, "account", "add", f"darllen-{language}", "--name", "Huw Prawf", "--role", "coordinator", "--agency",
            "gwent-police", "--area", "wales")
        browser = Browser().to(self.server.port)
        browser.welcome(LINK.search(said)[0], f"darllen-{language}", PASSWORD)
        browser.post("/language", **{"switch-language": language, "to": "/account"})
        return browser

    def read(self):
        return self.browser.get(f"/people/{self.case['person_id']}")

    def change(self):
        status = self.browser.post("/language", **{"switch-language": self.turn, "to": "/account"})
        if status == 303:
            self.turn = "en" if self.turn == "cy" else "cy"
        return status

    def language(self):
        return self.database.query(f"SELECT language FROM officer WHERE id = {self.officer}")[0][0]["language"]

    def answers(self):
        """All is well: reading and changing both work."""
        assert self.read() == 200 and self.family in self.browser.page, f"a case was answered {self.browser.words()}"
        assert self.change() == 303, f"a change was answered: {self.browser.words()}"

    def refuses(self, statuses=(503,), words=(CLOSED, CLOSED_CY), within=20):
        """Neither: both are answered in words, in time, and nobody's data is on the page."""
        for ask, wanted in ((self.change, statuses), (self.read, (503,))):
            start = time.monotonic()
            status = ask()
            seconds, page = time.monotonic() - start, self.browser.page
            assert status in wanted, f"answered {status} instead of {wanted}: {self.browser.words()}"
            assert any(word in page for word in words), f"answered {status} without the words: {self.browser.words()}"
            assert self.family not in page, "a page that could not be entered shows somebody"
            assert not re.search(r"SQLITE|disk|libpq|INSERT|journal", page), f"a page tells of the inside: {self.browser.words()}"
            assert seconds < within, f"the answer took {seconds:.1f} s"

    def shows(self):
        """Every page, in both languages."""
        for language, browser in self.readers.items():
            for page in self.pages:
                assert browser.get(page) == 200 and f'lang="{language}"' in browser.page, f"{page}: {browser.words()}"

    def shows_something(self):
        """On some page, in some language, to somebody."""
        statuses = [self.read()] + [browser.get(page) for browser in self.readers.values() for page in self.pages]
        return 200 in statuses

    def shows_nothing(self):
        """On no page, in either language."""
        for language, browser in self.readers.items():
            for page in self.pages:
                status = browser.get(page)
                assert status == 503, f"{page} was answered {status}: {browser.words()}"
                assert (CLOSED if language == "en" else CLOSED_CY) in browser.page, f"{page}: {browser.words()}"
                assert self.family not in browser.page, f"{page} shows somebody"

    def recovers(self, within=30):
        """Without a restart."""
        end = time.monotonic() + within
        while self.read() != 200:
            assert time.monotonic() < end, f"the server does not recover: {self.server.complaints()}"
            time.sleep(0.2)
        self.answers()
        self.shows()
        self.standing.check()

    def close(self):
        for browser in (self.browser, *self.readers.values()):
            browser.close()
        self.server.stop()


class BadDay:
    def __init__(self, tally, carfan, engine, imported):
        self.tally, self.carfan, self.engine, self.imported = tally, carfan, engine, imported

    def run(self):
        start, failed, count = time.monotonic(), self.tally.failed, self.tally.passed
        cases = [self.locked, self.read_only, self.killed, self.clock_back]
        if self.engine.name == "sqlite":
            cases = [self.locked, self.full, self.read_only, self.worn, self.removed, self.replaced, self.long_line, self.clock_back]
        skipped = []
        for case in cases:
            if case in (self.worn, self.clock_back) and compiler() is None:
                skipped.append(f"{case.__name__}: left out, there is no C compiler")
                continue
            if case == self.full and os.geteuid() != 0:
                skipped.append("full: left out, mounting a small file system needs root")
                continue
            self.tally.attempt(f"{case.__name__} on {self.engine.name}", case)
        passed = self.tally.passed - count
        print("; ".join([
            f"bad day on {self.engine.name}: {passed} of {len(cases)} in {time.monotonic() - start:.0f} s "
            f"({', '.join(case.__name__ for case in cases)})", *skipped, f"{self.tally.failed - failed} failed"]), flush=True)

    def ward(self, database):
        return Ward(self.carfan, database)

    def locked(self):
        """Another program holds the lock for as long as it likes."""
        database = self.engine.copy(self.imported)
        ward = self.ward(database)
        try:
            ward.answers()
            held, before = self.hold(database), ward.language()
            try:
                ward.refuses()
                assert ward.language() == before, "a refused change was made"
            finally:
                held()
            ward.recovers()
        finally:
            ward.close()

    def hold(self, database):
        """Takes the lock; returns what lets it go."""
        if self.engine.name == "sqlite":
            other = sqlite3.connect(database.path, isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            return lambda: (other.execute("ROLLBACK"), other.close())
        other = self.engine.session(database.name)
        other.stdin.write("BEGIN; LOCK TABLE journal IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
        other.stdin.flush()
        assert other.stdout.readline().strip() == "held"
        return lambda: other.communicate("ROLLBACK;\n")

    def long_line(self):
        """A file with a line of 2 GB, sent by the browser: one refused row among its neighbours, in no more memory than any other."""
        database = self.engine.copy(self.imported)
        ward = self.ward(database)
        try:
            ward.answers()
            ward.browser.get("/imports/new")
            piece, times = b"A" * (1 << 20), 1950
            rows = [line.encode() for line in (
                "NominalRef,Surname,Forename1,Forename2,Aliases,DOB,Sex,EthnicityCode,PNCID,CRO,Address1,Address2,Town,Postcode,"
                "Warnings,LastUpdated\r\nG9000001,Prawf,Mair,,,04/05/1990,F,W1,,,1 Stryd Fawr,,Brynmawr,NP23 4AB,,01/02/2026 10:00\r\n"
                "G9000002,", ",Mair,,,04/05/1990,F,W1,,,,,,,,01/02/2026 10:00\r\n"
                "G9000003,Prawf,Nia,,,09/11/1984,F,W1,,,2 Stryd Fawr,,Brynmawr,NP23 4AB,,01/02/2026 10:00\r\n")]
            fields = {
                "csrf": ward.browser.csrf, "profile": "gwent-police/nominals", "as_of-day": "1", "as_of-month": "3",
                "as_of-year": "2026"}
            before, start = ward.server.peak(forget=True), time.monotonic()
            status = ward.browser.upload(
                "/imports", fields, "long.csv", [rows[0], *[piece] * times, rows[1]], len(rows[0]) + len(rows[1]) + times * len(piece))
            seconds, grown = time.monotonic() - start, ward.server.peak() - before
            assert status == 303, f"the file was answered {status}: {ward.browser.words()}"
            assert grown < 32 << 20, f"memory grew by {grown >> 20} MB while it was read"
            file = ward.browser.location.rsplit("/", 1)[1]
            [staged] = database.query(f"SELECT row, outcome, reasons, LENGTH(raw) AS size FROM import_row WHERE import_id = {file} ORDER BY row")
            assert [row["outcome"] for row in staged] == ["new", "refused", "new"], staged
            assert staged[1]["reasons"].startswith("FIELD_TOO_LONG") and staged[1]["size"] < 5000, staged
            ward.browser.close()
            ward.answers()
            return f"{times} MB in {seconds:.0f} s, {grown >> 20} MB more at most"
        finally:
            ward.close()

    def full(self):
        """The file system has no room left."""
        place = self.carfan.folder / "small"
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place], check=True)
        try:
            database = SQLite(place).copy(self.imported)
            ward = self.ward(database)
            try:
                ward.answers()
                # Somebody who reads keeps the log from beginning anew in the room it has already.
                with contextlib.closing(sqlite3.connect(database.path, isolation_level=None)) as reader:
                    reader.execute("BEGIN")
                    reader.execute("SELECT COUNT(*) FROM officer").fetchone()
                    fill(place / "ballast")
                    # What the log has room for in its file can still be written, and then it must be there.
                    changed, limit = 0, 3000
                    # The entry of a look may need less room than a change.
                    while ward.change() == 303 or ward.shows_something():
                        changed += 1
                        assert changed < limit, "a full file system takes everything"
                    before = ward.language()
                    ward.refuses((503, 507), (CLOSED, CLOSED_CY, FULL, "Nid oes lle i gadw"))
                    assert ward.language() == before, "a refused change was made"
                    ward.shows_nothing()
                (place / "ballast").unlink()
                ward.recovers()
            finally:
                ward.close()
        finally:
            subprocess.run(["umount", place], check=True)

    def read_only(self):
        """The server may be asked, but takes no writes: PostgreSQL in read-only mode, an SQLite file on a read-only file system."""
        if self.engine.name == "sqlite":
            return self.read_only_file()
        database = self.engine.copy(self.imported)
        ward = self.ward(database)
        try:
            ward.answers()
            before = ward.language()
            self.set_read_only("on")
            try:
                ward.refuses()
                ward.shows_nothing()
                assert ward.language() == before, "a refused change was made"
            finally:
                self.set_read_only("off")
            ward.recovers()
        finally:
            ward.close()

    def set_read_only(self, value):
        self.engine.psql("postgres", f"ALTER SYSTEM SET default_transaction_read_only = {value}", "SELECT pg_reload_conf()")
        while self.engine.psql("postgres", "SHOW default_transaction_read_only").stdout.strip() != value:
            time.sleep(0.02)

    def read_only_file(self):
        """`serve` and `import` end with a sentence; the file stays as it was."""
        if os.geteuid() != 0:
            return "left out: mounting needs root"
        place = self.carfan.folder / "fixed"
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], check=True)
        try:
            database = SQLite(place).copy(self.imported)
            database.query("PRAGMA wal_checkpoint(TRUNCATE)")
            content = pathlib.Path(database.path).read_bytes()
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            for arguments in (("migrate",), ("account", "add", "prawf", "--name", "P", "--role", "administrator", "--agency", "gwent-police")):
                said = self.carfan.run(database, *arguments, fails=True)
                assert said.count("\n") <= 3 and "Fatal" not in said and said.strip(), f"{arguments[0]} said: {said}"
            assert pathlib.Path(database.path).read_bytes() == content, "the file was changed"
        finally:
            subprocess.run(["umount", place], check=True)

    def worn(self):
        """The disk takes no more writes: it fails, or the system has made it read-only, or there is no room on it."""
        place = self.carfan.folder / "worn"
        place.mkdir()
        faults = Faults(self.carfan.folder, place)
        ward = Ward(faults.around(self.carfan), SQLite(place).copy(self.imported))
        try:
            for error in (errno.EIO, errno.EROFS, errno.ENOSPC):
                ward.answers()
                ward.shows()
                before = ward.language()
                faults.arm("write", error, times=ALWAYS)
                ward.refuses((503, 507), (CLOSED, CLOSED_CY, FULL, "Nid oes lle i gadw", UNCERTAIN, UNCERTAIN_CY))
                ward.shows_nothing()
                assert ward.language() == before, "a refused change was made"
                assert faults.failed, "nothing failed"
                faults.disarm()
                ward.recovers()
        finally:
            faults.disarm()
            ward.close()

    def removed(self):
        """Somebody moves the files away, or the log alone, and brings them back."""
        database = self.engine.copy(self.imported)
        ward = self.ward(database)
        try:
            for endings in (("", "-wal"), ("-wal",), ("",)):
                ward.answers()
                before = ward.language()
                for ending in endings:
                    os.rename(f"{database.path}{ending}", f"{database.path}{ending}.away")
                ward.refuses()
                ward.shows_nothing()
                for ending in endings:
                    os.rename(f"{database.path}{ending}.away", f"{database.path}{ending}")
                assert ward.language() == before, "a refused change was made"
                ward.recovers()
        finally:
            ward.close()

    def replaced(self):
        """Somebody puts a copy in the place of the database: what went into the old file would be gone after the next start."""
        database = self.engine.copy(self.imported)
        ward = self.ward(database)
        try:
            ward.answers()
            self.carfan.run(database, "backup", f"{database.path}.copy")
            os.rename(f"{database.path}.copy", database.path)
            pathlib.Path(f"{database.path}-wal").unlink()
            ward.refuses()
            ward.shows_nothing()
            ward.server.stop()
            pathlib.Path(f"{database.path}-shm").unlink(missing_ok=True)
            ward.server = Server(self.carfan, database)
            for browser in (ward.browser, *ward.readers.values()):
                browser.to(ward.server.port)
            ward.turn = "en" if ward.language() == "cy" else "cy"
            ward.standing.known = {}
            ward.recovers()
        finally:
            ward.close()

    def clock_back(self):
        """The clock is set back by an hour, then by a day, then put right: nobody's session gains by it, the journal goes on in its
        order and says what happened, and verifying does not take it for tampering."""
        faults = Faults(self.carfan.folder, self.carfan.folder / "clock")
        database = self.engine.copy(self.imported)
        ward = Ward(faults.around(self.carfan), database)
        try:
            for shift, is_told in ((-3600, True), (-86_400, True), (0, False)):
                ward.answers()
                before = self.told(database)
                faults.set_clock(shift)
                end = time.monotonic() + 20
                while ward.browser.get("/account") != 303 or (is_told and self.told(database) == before):
                    assert time.monotonic() < end, f"a session outlives a clock set to {shift} s"
                    time.sleep(0.1)
                ward.browser.get("/sign-in")
                status = ward.browser.post("/sign-in", username="prawf", password=PASSWORD)
                assert status == 303, f"signing in was answered {status}: {ward.browser.words()}"
                ward.browser.get("/account")
            ward.answers()
            ward.standing.check()
        finally:
            ward.close()
        said = self.carfan.run(database, "journal", "verify")
        assert "The clock went back at 2 places" in said and ", 0 waiting" in said, said

    @staticmethod
    def told(database):
        return database.query("SELECT COUNT(*) AS n FROM journal WHERE reason = 'clock-set-back'")[0][0]["n"]

    def killed(self):
        """kill -9 of PostgreSQL itself, with people at work; it comes back, and nobody restarts Carfan."""
        cluster = Postgres(self.carfan.folder / "killed")
        try:
            database = cluster.fresh()
            self.carfan.run(database, "migrate")
            self.carfan.run(database, "import", str(self.carfan.folder / "files"), "--as-of", "2026-11-01")
            ward = self.ward(database)
            try:
                ward.answers()
                stop, changed = threading.Event(), []
                worker = threading.Thread(target=lambda: self.work(ward, stop, changed))
                worker.start()
                time.sleep(0.3)
                cluster.kill()
                time.sleep(0.5)
                stop.set()
                worker.join()
                ward.refuses()
                ward.shows_nothing()
                self.restart(cluster)
                ward.recovers()
                entries = [row for row in ward.standing.entries if row["route"] == "POST /language" and row["actor"] == ward.officer]
                # The last change before the kill may have been made without an answer.
                assert changed.count(303) + 2 <= len(entries) <= changed.count(303) + 3, \
                    f"{changed.count(303)} changes acknowledged, {len(entries)} entered"
            finally:
                ward.close()
        finally:
            cluster.close()

    def restart(self, cluster):
        """Its children notice by themselves that it is gone; until then it cannot come back."""
        end = time.monotonic() + 30
        while True:
            try:
                return cluster.start()
            except AssertionError:
                assert time.monotonic() < end, "PostgreSQL does not come back"
                time.sleep(0.2)

    @staticmethod
    def work(ward, stop, changed):
        while not stop.is_set():
            changed.append(ward.change())


def fill(path):
    """Until not one page of 4096 bytes goes in any more."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 16, 4096):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass
