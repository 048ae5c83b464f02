"""kill -9 during a migration: each step is there whole or not at all, `serve` refuses in between, and going on ends at the same schema."""
import time


class MigrationRounds:
    def __init__(self, carfan, engine, base, folder, random):
        self.carfan, self.engine, self.random = carfan, engine, random
        undisturbed = engine.fresh()
        start = time.monotonic()
        self.version = self.last(carfan.run(undisturbed, "migrate"))
        self.seconds = time.monotonic() - start
        # How long it takes when there is nothing to do: killing earlier would try nothing.
        start = time.monotonic()
        carfan.run(undisturbed, "migrate")
        self.idle = min(time.monotonic() - start, self.seconds)
        self.wanted = undisturbed.schema()
        # The schema at each version, as first seen; 0 is an empty database.
        self.seen = {0: None, self.version: self.wanted}
        self.database, self.between, self.ended, self.killed = None, 0, 0, 0

    @staticmethod
    def last(said):
        return int(said.split("stands at schema ")[-1].split(".")[0])

    def standing(self):
        if not self.database.has_table("schema_version"):
            schema = self.database.schema()
            assert not schema, f"tables without a version: {schema[:3]}"
            return 0
        return self.database.query("SELECT COALESCE(MAX(number), 0) AS number FROM schema_version")[0][0]["number"]

    def round(self):
        if self.database is None:
            self.database = self.engine.fresh()
        # An SQLite file is migrated in a few milliseconds: they count from its first write.
        begun = self.database.watch() if self.engine.name == "sqlite" else None
        after = self.random.uniform(0, 0.02) if begun else self.random.uniform(self.idle * 0.6, self.seconds)
        was_at_work = self.carfan.cut_off(self.database, after, "migrate", begun=begun)
        self.killed += was_at_work
        self.database.settle()
        self.database.sound()
        version = self.standing()
        assert was_at_work or version == self.version, f"migrate ended at {version}"
        if version > 0:
            known = self.seen.setdefault(version, self.database.schema())
            assert self.database.schema() == known, f"the schema {version} is not what it was before"
        if version < self.version:
            self.between += version > 0
            self.refuses(version)
        else:
            self.finish()
        return f"killed after {after * 1000:.0f} ms at schema {version}"

    def refuses(self, version):
        said = self.carfan.run(self.database, "serve", "--port", "0", "--second-factor", "off", fails=True)
        sentence = f"The database stands at schema {version}; this program needs {self.version}. Run: carfan migrate"
        assert sentence in said, f"serve said: {said}"

    def finish(self):
        assert self.last(self.carfan.run(self.database, "migrate")) == self.version
        assert self.database.schema() == self.wanted, "the schema is not that of an undisturbed migration"
        self.database.drop()
        self.database = None
        self.ended += 1

    def close(self):
        if self.database is not None:
            self.finish()

    def summary(self):
        return f"{self.killed} killed at work, {self.between} between two steps, {self.ended} carried to schema {self.version}"
