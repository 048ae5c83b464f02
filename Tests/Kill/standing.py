"""What must hold of a database at any moment, however the program that wrote to it ended. Read without Carfan."""
import re

from canonical import leaf_hash
from engines import octets

FACTS = ("custody_event", "conviction", "court_order", "prison_sentence")
OTHERWISE = "outcome IN ('new', 'changed', 'unchanged', 'duplicate')"

# What must not be there: each selects what breaks the rule.
BROKEN = {
    "a record whose row is not there": "SELECT id FROM record WHERE source_row_id NOT IN (SELECT id FROM source_row)",
    "a record of a person who is not there":
        "SELECT id FROM record WHERE person_id IS NOT NULL AND person_id NOT IN (SELECT id FROM person WHERE merged_into IS NULL)",
    "a person without a record":
        "SELECT id FROM person WHERE merged_into IS NULL AND id NOT IN (SELECT person_id FROM record WHERE person_id IS NOT NULL)",
    "a person who became nobody":
        "SELECT id FROM person WHERE merged_into IS NOT NULL AND merged_into NOT IN (SELECT id FROM person WHERE merged_into IS NULL)",
    "a person whom no list shows":
        "SELECT id FROM person WHERE merged_into IS NULL AND (reach_id IS NULL OR reach_id NOT IN (SELECT reach_id FROM reach_token))",
    "a search word of nobody":
        """SELECT word FROM (SELECT word, person_id FROM person_word UNION ALL SELECT word, person_id FROM person_word_waiting) w
           WHERE person_id NOT IN (SELECT id FROM person WHERE merged_into IS NULL)""",
    "a person without the words that their row names":
        """SELECT p.id FROM person p LEFT JOIN (SELECT person_id, COUNT(*) AS found FROM
             (SELECT person_id FROM person_word UNION ALL SELECT person_id FROM person_word_waiting) w GROUP BY person_id) f
             ON f.person_id = p.id
           WHERE p.merged_into IS NULL AND p.words <> ''
             AND LENGTH(p.words) - LENGTH(REPLACE(p.words, ' ', '')) + 1 - COALESCE(f.found, 0) NOT IN (0, 1)""",
    "a record without exactly one standing link to its person":
        """SELECT id FROM record WHERE person_id IS NOT NULL AND 1 <>
           (SELECT COUNT(*) FROM record_link l WHERE l.record_id = record.id AND l.ended_at IS NULL AND l.person_id = record.person_id)""",
    "a standing link of a record elsewhere":
        """SELECT l.id FROM record_link l JOIN record r ON r.id = l.record_id
           WHERE l.ended_at IS NULL AND (r.person_id IS NULL OR r.person_id <> l.person_id)""",
    "a match key of no record":
        """SELECT record_id FROM (SELECT record_id FROM match_key UNION ALL SELECT record_id FROM match_key_waiting) k
           WHERE record_id NOT IN (SELECT id FROM record)""",
    "a match key that stands twice":
        "SELECT k.record_id FROM match_key k JOIN match_key_waiting w ON w.key = k.key AND w.record_id = k.record_id",
    "a question about no record":
        """SELECT id FROM match_review WHERE record_id NOT IN (SELECT id FROM record)
           OR other_record_id NOT IN (SELECT id FROM record)""",
    "a row of which nothing was made":
        "SELECT id FROM source_row WHERE id NOT IN (SELECT source_row_id FROM record"
        + "".join(f" UNION SELECT source_row_id FROM {fact}" for fact in (*FACTS, "former_conviction")) + ")",
    "a row of a file that was not run":
        """SELECT s.id FROM source_row s LEFT JOIN import_file f ON f.id = s.import_id
           WHERE f.state IS NULL OR f.state NOT IN ('running', 'done')""",
    "a row behind where the run says it stands":
        "SELECT s.id FROM source_row s JOIN import_file f ON f.id = s.import_id WHERE s.row > f.rows_run",
    "a staged row that the run says it has stored":
        f"""SELECT f.id, r.row FROM import_row r JOIN import_file f ON f.id = r.import_id
           WHERE f.state IN ('running', 'done') AND r.row <= f.rows_run AND {OTHERWISE}""",
    "a staged row of a file that is done with":
        """SELECT f.id, r.row FROM import_row r JOIN import_file f ON f.id = r.import_id
           WHERE f.state IN ('cancelled', 'failed') OR (f.state = 'done' AND r.outcome <> 'refused')""",
    "a career of a file that is done with":
        """SELECT c.import_id, c.reference FROM import_career c JOIN import_file f ON f.id = c.import_id
           WHERE f.state IN ('done', 'cancelled', 'failed')""",
    "a row missing of a career that is settled, and still counting":
        """SELECT c.import_id, c.reference FROM import_career c WHERE c.settled = 1 AND c.withdrawn <>
           (SELECT COUNT(*) FROM former_conviction v JOIN record r ON r.id = v.record_id
            WHERE v.import_id = c.import_id AND r.reference = c.reference)""",
    "a lock without its question":
        """SELECT record_a FROM match_lock WHERE NOT EXISTS (SELECT 1 FROM match_review v WHERE v.state IN ('different', 'reopened')
           AND v.record_id IN (record_a, record_b) AND v.other_record_id IN (record_a, record_b))""",
    "a decision without an enrolment":
        "SELECT id FROM decision WHERE person_id NOT IN (SELECT person_id FROM enrolment)",
    "a gap in the decisions of a round":
        "SELECT round_id, record_id FROM decision GROUP BY round_id, record_id HAVING MAX(sequence) <> COUNT(*)",
    "a decision or enrolment elsewhere than its record":
        """SELECT d.id FROM decision d JOIN record r ON r.id = d.record_id WHERE r.person_id <> d.person_id
           UNION ALL SELECT n.id FROM enrolment n JOIN record r ON r.id = n.record_id WHERE r.person_id <> n.person_id""",
    "an enrolment that is not as it was last remembered":
        """SELECT id FROM enrolment WHERE state <> (SELECT s.state FROM enrolment_state s
           WHERE s.enrolment_id = enrolment.id ORDER BY s.id DESC LIMIT 1)""",
    "a second current round": "SELECT MAX(id) AS id FROM selection_round WHERE state = 'current' HAVING COUNT(*) > 1",
    "a current round that is not whole":
        """SELECT id FROM selection_round WHERE state = 'current'
           AND total <> (SELECT COUNT(*) FROM proposal WHERE round_id = selection_round.id)""",
    "a score or proposal of no round":
        """SELECT id FROM score WHERE round_id NOT IN (SELECT id FROM selection_round) UNION
           SELECT id FROM proposal WHERE score_id IS NOT NULL AND score_id NOT IN (SELECT id FROM score)""",
    "a session of nobody": "SELECT officer_id FROM session WHERE officer_id NOT IN (SELECT id FROM officer)",
} | {
    f"a fact of no record or row ({fact})":
        f"""SELECT source_row_id FROM {fact} WHERE record_id NOT IN (SELECT id FROM record)
            OR source_row_id NOT IN (SELECT id FROM source_row)"""
    for fact in (*FACTS, "former_conviction")
}

COUNTED = re.compile(r"^(officer|record|match_review|import_file|decision|enrolment|selection_round):(\d+)$")


class Standing:
    """Checks a database again and again. What the journal said once it must say for ever."""

    def __init__(self, database, served=False):
        self.database, self.served, self.known = database, served, {}

    def check(self):
        if not self.served:
            self.database.settle()
        self.database.sound()
        answers = self.database.query(*[f"SELECT * FROM ({rule}) broken LIMIT 5" for rule in BROKEN.values()])
        for name, found in zip(BROKEN, answers):
            assert not found, f"{name}: {found}"
        self.people = {
            row["id"]: row["merged_into"] for row in self.database.query("SELECT id, merged_into FROM person")[0]}
        self.check_journal()
        self.check_collection()
        self.check_accounts()
        self.check_decisions()
        return self

    def check_journal(self):
        self.entries = self.database.query("SELECT * FROM journal ORDER BY number")[0]
        numbers = [row["number"] for row in self.entries]
        assert numbers == sorted(set(numbers)), "entries are not in order"
        now = {row["number"]: octets(row["leaf_hash"]) for row in self.entries}
        changed = [number for number, leaf in self.known.items() if now.get(number) != leaf]
        assert not changed, f"entries that were there before are gone or changed: {changed[:5]}"
        assert len({octets(row["entry_id"]) for row in self.entries}) == len(self.entries), "an entry stands twice"
        self.fresh = [row for row in self.entries if row["number"] not in self.known]
        for row in self.fresh:
            assert leaf_hash(row) == now[row["number"]], f"the leaf hash of entry {row['number']} does not fit its content"
            strangers = [word for word in row["subjects"].split() if int(word) not in self.people]
            assert not strangers, f"entry {row['number']} ({row['kind']}, {row['route']}) names people who are not there: {strangers}"
        self.check_records(self.fresh)
        self.known = now

    def check_records(self, entries):
        """No entry stands without what it speaks of."""
        named = {}
        for row in entries:
            for word in row["records"].split():
                if found := COUNTED.match(word):
                    named.setdefault(found[1], set()).add(int(found[2]))
        tables = list(named)
        for table, answer in zip(tables, self.database.query(*[f"SELECT id FROM {table}" for table in tables])):
            missing = named[table] - {row["id"] for row in answer}
            assert not missing, f"entries speak of {table} {sorted(missing)[:5]}, which is not there"

    def survivor(self, person):
        return self.people[person] or person

    def check_collection(self):
        """Every record came with an entry about its person, made for the file that it came in."""
        collected, times = {}, {}
        for row in self.entries:
            if row["kind"] != "collection":
                continue
            for word in row["records"].split():
                if word.startswith("import_file:"):
                    number = int(word.split(":")[1])
                    times[number] = times.get(number, 0) + 1
                    collected.setdefault(number, set()).update(self.survivor(int(one)) for one in row["subjects"].split())
        moved = {
            int(person) for row in self.entries if row["kind"] == "combination" and row["reason"] == "separated"
            for person in row["subjects"].split()}
        records, files = self.database.query(
            """SELECT r.id, r.person_id, s.import_id FROM record r JOIN source_row s ON s.id = r.source_row_id
               WHERE r.person_id IS NOT NULL""",
            "SELECT import_id FROM source_row UNION SELECT import_id FROM source_version")
        for row in records:
            person = row["person_id"]
            # A PNC record may have come before the person whose it is: then the person's own file has the entry.
            at_hand = collected.get(row["import_id"], set()) | moved
            assert person in at_hand or any(person in people for people in collected.values()), \
                f"record {row['id']} of person {person} came without an entry"
        for row in files:
            assert times.get(row["import_id"], 0) > 1, f"rows of file {row['import_id']} were stored without an entry"

    def check_accounts(self):
        """Every account, password and decided question has its entry, and every entry its account or question."""
        officers, questions = self.database.query(
            "SELECT id, password_hash FROM officer", "SELECT id, state, officer_id FROM match_review WHERE state <> 'open'")
        for row in officers:
            added = self.count(f"officer:{row['id']}", "account-added")
            assert added == 1, f"officer {row['id']} has {added} entries of being added"
            if row["password_hash"] is not None:
                assert self.count(f"officer:{row['id']}", "password-set"), f"officer {row['id']} has a password without an entry"
        for row in questions:
            said = {"second": "opinion"}.get(row["state"], row["state"])
            assert self.count(f"match_review:{row['id']}", said), f"question {row['id']} is decided without an entry"

    def check_decisions(self):
        """Every decision has one entry, about the person decided on."""
        named = {}
        for row in self.entries:
            for word in row["records"].split():
                if word.startswith("decision:") and row["kind"] == "alteration":
                    named.setdefault(int(word.split(":")[1]), []).append([int(one) for one in row["subjects"].split()])
        for row in self.database.query("SELECT id, person_id FROM decision")[0]:
            assert named.get(row["id"]) == [[row["person_id"]]], f"decision {row['id']} has the entries {named.get(row['id'])}"

    def count(self, record, reason):
        return sum(1 for row in self.entries if row["reason"] == reason and record in row["records"].split())
