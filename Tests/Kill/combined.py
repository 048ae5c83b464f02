"""What must hold of a database in which full runs join people, however they ended, beside what holds of every one."""

# Whom they are about today.
QUESTIONS = """SELECT v.id, a.person_id AS one, b.person_id AS other FROM match_review v JOIN record a ON a.id = v.record_id
    JOIN record b ON b.id = v.other_record_id"""

BROKEN = {
    "a record that left its person for nobody":
        """SELECT l.id FROM record_link l JOIN person p ON p.id = l.person_id WHERE l.ended_at IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM record_link n
            WHERE n.record_id = l.record_id AND n.since = l.ended_at AND n.person_id = p.combined_with)""",
    "a person who was combined and stands": "SELECT id FROM person WHERE (combined_with IS NULL) <> (merged_into IS NULL)",
    "a combination of nobody":
        """SELECT id FROM person WHERE combined_with IS NOT NULL
           AND id NOT IN (SELECT person_id FROM record_link WHERE ended_at IS NOT NULL)""",
    "a second run at work": "SELECT MAX(id) AS id FROM linkage_work WHERE state = 'working' HAVING COUNT(*) > 1",
}


def check(standing):
    """After `Standing` has looked. Returns how many people are combined with another."""
    database = standing.database
    for name, found in zip(BROKEN, database.query(*[f"SELECT * FROM ({rule}) broken LIMIT 5" for rule in BROKEN.values()])):
        assert not found, f"{name}: {found}"
    works(standing, database.query("SELECT id, state FROM linkage_work")[0])
    questions(standing, database.query(QUESTIONS)[0])
    return combinations(standing, database.query("SELECT id, combined_with FROM person WHERE combined_with IS NOT NULL")[0])


def entries(standing, kind, field):
    """Those of the full runs, with the people that they name."""
    return [
        (row, {int(one) for one in row["subjects"].split()}) for row in standing.entries
        if row["kind"] == kind and row["reason"] == "linkage-check" and field in row["fields"].split()]


def combinations(standing, rows):
    """Of each slice an entry names two people for each combination, and nobody else."""
    combined = {row["id"]: row["combined_with"] for row in rows}
    entered, times = set(), 0
    for _, people in entries(standing, "combination", "record.person_id"):
        pairs = {(one, combined[one]) for one in people if combined.get(one) in people}
        strangers = people - {one for pair in pairs for one in pair}
        assert not strangers, f"an entry says that people were combined who were not: {sorted(strangers)[:5]}"
        entered |= pairs
        times += len(people)
    missing = set(combined.items()) - entered
    assert not missing, f"combinations without an entry: {sorted(missing)[:5]}"
    assert times == 2 * len(combined), f"entries name {times} people for {len(combined)} combinations"
    return len(combined)


def questions(standing, rows):
    """Every question is named by one entry, about both people, and every entry names what was asked."""
    asked, named = {row["id"]: {row["one"], row["other"]} for row in rows}, []
    for row, people in entries(standing, "alteration", "match_review"):
        these = [int(word.split(":")[1]) for word in row["records"].split()]
        about = set().union(*(asked.get(question, set()) for question in these))
        strangers = {standing.survivor(one) for one in people} ^ about
        assert not strangers, f"an entry names {sorted(strangers)[:5]}, of whom something else or nothing was asked"
        named += these
    assert sorted(named) == sorted(asked), f"questions and entries differ: {sorted(set(named) ^ set(asked))[:5]}"


def works(standing, rows):
    """Every piece of work is entered when it begins, and when it is done."""
    for work in rows:
        found = sum(f"linkage_work:{work['id']}" in row["records"].split() for row in standing.entries)
        assert found == (2 if work["state"] == "done" else 1), f"work {work['id']} ({work['state']}) has {found} entries"
