"""Where the journeys' servers keep their data: a SQLite file for each, or a database each of a PostgreSQL cluster of our own."""
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "Kill"))
from engines import Postgres  # noqa: E402


class Files:
    """A SQLite file in each server's folder."""

    def __init__(self, folder):
        self.folder = folder

    def first(self):
        return File(self.folder / "first/carfan.sqlite")

    def copy(self, database, folder):
        shutil.copy(database.path, folder)
        return File(folder / "carfan.sqlite")

    def close(self):
        pass


class File:
    def __init__(self, path):
        self.path, self.address = path, f"sqlite:{path}"

    def settle(self):
        """Everything stands in the file itself, for copying."""
        with closing(sqlite3.connect(self.path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def execute(self, sql, *values):
        with closing(sqlite3.connect(self.path, timeout=10)) as database, database:
            return database.execute(sql, values).fetchall()


class Cluster(Postgres):
    """A cluster that a journey's process may use, while the process that started it lives."""

    def __init__(self, folder):
        # The server runs as another user, who must get to its folder.
        folder.parent.chmod(0o711)
        super().__init__(folder, "max_connections = 200", "fsync = off")

    def __getstate__(self):
        return self.__dict__ | {"server": None, "observer": None}

    def first(self):
        self.psql("postgres", "CREATE DATABASE first TEMPLATE template0")
        return Base(self, "first")

    def copy(self, database, folder):
        name = folder.name.replace("-", "_")
        self.psql("postgres", f"CREATE DATABASE {name} TEMPLATE {database.name}")
        return Base(self, name)


class Base:
    def __init__(self, cluster, name):
        self.cluster, self.name, self.address = cluster, name, cluster.address(name)

    def settle(self):
        """The sessions of the server that made it have ended with it."""

    def execute(self, sql, *values):
        for value in values:
            quoted = str(value).replace("'", "''")
            sql = sql.replace("?", f"'{quoted}'", 1)
        if not sql.startswith("SELECT"):
            self.cluster.psql(self.name, sql)
            return []
        answer = self.cluster.psql(self.name, f"SELECT COALESCE(json_agg(t), '[]') FROM ({sql}) t")
        return [tuple(row.values()) for row in json.loads(answer.stdout)]


ENGINES = {"sqlite": Files, "postgres": lambda folder: Cluster(folder / "postgres")}
