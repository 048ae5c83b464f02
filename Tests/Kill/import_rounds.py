"""kill -9 during an import: what was said to be stored stays, nothing is half done, and going on ends where an undisturbed import ends."""
import time

from standing import FACTS, Standing

AS_OF = "2026-11-01"
# After so many cuts in a row a chain may go on to its end.
LONGEST = 8


def description(database):
    """All that an import made, without the numbers that depend on how it came about."""
    rows, versions, records, people, reviews, refused, *facts = database.query(
        "SELECT feed, source_key, hash, updated_at, warnings, raw FROM source_row",
        """SELECT s.feed, s.source_key, v.hash, v.updated_at, v.why, v.raw FROM source_version v
           JOIN source_row s ON s.id = v.source_row_id""",
        """SELECT r.*, s.feed, s.source_key, l.rule FROM record r JOIN source_row s ON s.id = r.source_row_id
           LEFT JOIN record_link l ON l.record_id = r.id AND l.ended_at IS NULL""",
        "SELECT p.*, (SELECT tokens FROM reach WHERE reach.id = p.reach_id) AS reach FROM person p WHERE p.merged_into IS NULL",
        """SELECT a.agency AS a, a.reference AS b, b.agency AS c, b.reference AS d, v.points, v.state FROM match_review v
           JOIN record a ON a.id = v.record_id JOIN record b ON b.id = v.other_record_id""",
        """SELECT DISTINCT f.profile, i.row, i.reasons, i.raw FROM import_row i JOIN import_file f ON f.id = i.import_id
           WHERE f.state = 'done'""",
        *[f"SELECT s.feed, s.source_key, t.* FROM {table} t JOIN source_row s ON s.id = t.source_row_id" for table in FACTS])
    own = {row["id"]: f"{row['agency']} {row['reference']}" for row in records}
    belongs = {}
    for row in records:
        belongs.setdefault(row["person_id"], set()).add(own[row["id"]])
    made = {row["id"]: texts(row, "id", "created_at", "reach_id") for row in people}
    return {
        "rows as received": {texts(row) for row in rows},
        "older rows kept": {texts(row) for row in versions},
        "records": {texts(row, "id", "person_id", "source_row_id") for row in records},
        "people": {(tuple(sorted(together)), made.get(person)) for person, together in belongs.items()},
        "questions": {texts(row) for row in reviews},
        "refused rows": {texts(row) for row in refused},
    } | {
        table: {(own[row["record_id"]], texts(row, "source_row_id", "record_id")) for row in answer}
        for table, answer in zip(FACTS, facts)
    }


def texts(row, *without):
    return tuple(f"{key}={row[key]}" for key in sorted(row) if key not in without)


def compare(wanted, found):
    for name, rows in wanted.items():
        missing, surplus = rows - found[name], found[name] - rows
        assert not missing and not surplus, \
            f"{name}: {len(missing)} missing, {len(surplus)} too many, such as {sorted(map(str, missing | surplus))[:2]}"


class ImportRounds:
    def __init__(self, carfan, engine, base, folder, random):
        self.carfan, self.engine, self.base, self.folder, self.random = carfan, engine, base, folder, random
        self.arguments = ("import", str(folder), "--resume", "--as-of", AS_OF)
        undisturbed = engine.copy(base)
        # A plan that was only looked at stands in nobody's way.
        carfan.run(undisturbed, "import", str(folder), "--as-of", AS_OF, "--dry-run")
        start = time.monotonic()
        carfan.run(undisturbed, *self.arguments)
        self.seconds = time.monotonic() - start
        Standing(undisturbed).check()
        self.wanted = description(undisturbed)
        self.imported = undisturbed
        self.database, self.standing, self.cuts = None, None, 0
        self.killed = self.ended = 0

    def round(self):
        """One kill, and the checks after it; now and then a chain of kills is carried to its end."""
        if self.database is None:
            self.database = self.engine.copy(self.base)
            self.standing, self.cuts = Standing(self.database), 0
        after = self.random.uniform(0, self.seconds * 0.9)
        commit = self.random.uniform(0, 0.005) if self.random.random() < 0.7 else None
        was_at_work = self.carfan.cut_off(self.database, after, *self.arguments, commit=commit)
        self.killed += was_at_work
        self.standing.check()
        self.cuts += 1
        if not was_at_work or self.cuts == LONGEST:
            self.finish()
        return f"killed after {after * 1000:.0f} ms"

    def finish(self):
        self.carfan.run(self.database, *self.arguments)
        self.standing.check()
        open_files = self.database.query("SELECT id, profile, state FROM import_file WHERE state NOT IN ('done', 'failed', 'cancelled')")[0]
        assert not open_files, f"files that are neither imported nor set aside: {open_files}"
        compare(self.wanted, description(self.database))
        self.database.drop()
        self.database = None
        self.ended += 1

    def close(self):
        """The chain in hand is carried to its end too."""
        if self.database is not None:
            self.finish()

    def summary(self):
        return f"{self.killed} killed at work, {self.ended} imports carried to their end ({self.seconds:.1f} s undisturbed)"
