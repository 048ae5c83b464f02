"""kill -9 during `carfan score --all`: there is one whole round at any time, and of one that was cut off nothing is left."""
import time

from standing import Standing


class ScoreRounds:
    arguments = ("score", "--all", "--as-of", "2026-11-01")

    def __init__(self, carfan, engine, imported, folder, random):
        self.carfan, self.engine, self.random = carfan, engine, random
        self.database = engine.copy(imported)
        start = time.monotonic()
        carfan.run(self.database, *self.arguments)
        self.seconds = time.monotonic() - start
        self.standing, self.killed = Standing(self.database), 0
        self.standing.check()
        self.wanted = self.proposals()

    def proposals(self):
        return {tuple(row.values()) for row in self.database.query(
            """SELECT s.person_id, s.area, s.proposal, s.percent_2y, s.reason FROM proposal s
               JOIN selection_round q ON q.id = s.round_id WHERE q.state = 'current'""")[0]}

    def round(self):
        after = self.random.uniform(self.seconds * 0.2, self.seconds)
        was_at_work = self.carfan.cut_off(self.database, after, *self.arguments, commit=self.random.uniform(0, 0.005))
        self.killed += was_at_work
        self.standing.check()
        assert self.proposals() == self.wanted, "the current round is not what it was"
        return f"killed after {after * 1000:.0f} ms"

    def close(self):
        self.carfan.run(self.database, *self.arguments)
        self.standing.check()
        assert self.proposals() == self.wanted, "the current round is not what it was"
        left = self.database.query(
            """SELECT q.id, q.state FROM selection_round q WHERE q.state IN ('planning', 'scoring')
               OR (q.state = 'dropped' AND q.id IN (SELECT round_id FROM proposal UNION SELECT round_id FROM score UNION SELECT round_id FROM round_movement))""")[0]
        assert not left, f"rounds that were cut off and are still there: {left}"
        self.database.drop()

    def summary(self):
        return f"{self.killed} killed at work ({self.seconds:.1f} s undisturbed)"
