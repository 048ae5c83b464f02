"""The two engines: fresh databases, copies of them, and what stands in them, read without Carfan."""
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

from programs import die_with_parent


def octets(value):
    """A blob, as either engine hands it over."""
    return value if isinstance(value, bytes) else bytes.fromhex(value[2:])


class SQLite:
    name = "sqlite"

    def __init__(self, folder):
        self.folder, self.count = folder, 0

    def fresh(self):
        self.count += 1
        return SQLiteDatabase(self.folder / f"{self.count}.sqlite")

    def copy(self, other):
        database = self.fresh()
        for ending in ("", "-wal"):
            source = pathlib.Path(f"{other.path}{ending}")
            if source.exists():
                shutil.copyfile(source, f"{database.path}{ending}")
        return database

    def close(self):
        pass


class SQLiteDatabase:
    def __init__(self, path):
        self.path, self.address = path, f"sqlite:{path}"

    def query(self, *statements):
        connection = sqlite3.connect(self.path, timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            return [[dict(row) for row in connection.execute(statement)] for statement in statements]
        finally:
            connection.close()

    def execute(self, statement):
        connection = sqlite3.connect(self.path, timeout=10)
        try:
            with connection:
                connection.execute(statement)
        finally:
            connection.close()

    @staticmethod
    def blob(value):
        """Bytes, as a statement writes them."""
        return f"X'{value.hex()}'"

    def settle(self):
        """Nothing goes on in the file after the process is gone."""

    def watch(self):
        """Returns what tells whether something was committed since."""
        log = pathlib.Path(f"{self.path}-wal")

        def state():
            try:
                return log.stat().st_mtime_ns, log.stat().st_size
            except FileNotFoundError:
                return 0, 0
        before = state()
        return lambda: state() not in (before, (0, 0))

    def sound(self):
        integrity, foreign = self.query("PRAGMA integrity_check", "PRAGMA foreign_key_check")
        assert [list(row.values()) for row in integrity] == [["ok"]], f"integrity_check: {integrity}"
        assert not foreign, f"foreign_key_check: {foreign}"

    def schema(self):
        return sorted(
            (row["type"], row["name"], row["sql"])
            for row in self.query("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")[0])

    def has_table(self, name):
        return bool(self.query(f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{name}'")[0])

    def drop(self):
        for ending in ("", "-wal", "-shm"):
            pathlib.Path(f"{self.path}{ending}").unlink(missing_ok=True)


class Postgres:
    """A cluster of its own from Debian's package, run as an unprivileged user, that ends with these tests."""
    name = "postgres"
    programs = pathlib.Path("/usr/lib/postgresql/15/bin")

    def __init__(self, folder, *settings):
        self.folder, self.data, self.count, self.observer = folder, folder / "data", 0, None
        self.user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        folder.mkdir(parents=True, exist_ok=True)
        if self.user:
            shutil.chown(folder, "postgres", "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-instructions")
        with open(self.data / "postgresql.conf", "a") as file:
            lines = [f"port = {self.port}", "listen_addresses = '127.0.0.1'", f"unix_socket_directories = '{folder}'",
                     "shared_buffers = 32MB", "log_min_messages = fatal", *settings]
            file.write("\n" + "\n".join(lines) + "\n")
        self.start()

    def run(self, program, *arguments):
        subprocess.run(
            [self.programs / program, *arguments], check=True, cwd=self.folder, env=self.environment,
            stdout=subprocess.DEVNULL, **self.user)

    def start(self):
        self.server = subprocess.Popen(
            [self.programs / "postgres", "-D", self.data], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent(signal.SIGQUIT), **self.user)
        end = time.monotonic() + 30
        while self.psql("postgres", "SELECT 1", check=False).returncode != 0:
            assert time.monotonic() < end and self.server.poll() is None, "PostgreSQL does not start"
            time.sleep(0.05)

    def kill(self):
        """As when the machine's memory runs out: no farewell."""
        self.server.kill()
        self.server.wait()

    def close(self):
        if self.observer is not None:
            self.observer.communicate()
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait(timeout=30)

    def psql(self, database, *statements, check=True):
        commands = [part for statement in statements for part in ("-c", statement)]
        result = subprocess.run(
            [self.programs / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.address(database), *commands],
            env=self.environment, capture_output=True, text=True)
        if check and result.returncode != 0:
            raise AssertionError(result.stderr)
        return result

    def completed(self):
        """The number behind the last transaction that wrote and came to its end."""
        if self.observer is None:
            self.observer = self.session("postgres")
        self.observer.stdin.write("SELECT pg_snapshot_xmax(pg_current_snapshot());\n")
        self.observer.stdin.flush()
        return self.observer.stdout.readline()

    def session(self, database):
        return subprocess.Popen(
            [self.programs / "psql", "-XAtq", "-d", self.address(database)], env=self.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=die_with_parent())

    def address(self, database):
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def fresh(self, template="template0"):
        self.count += 1
        self.psql("postgres", f"CREATE DATABASE t{self.count} TEMPLATE {template}")
        return PostgresDatabase(self, f"t{self.count}")

    def copy(self, other):
        other.settle()
        return self.fresh(other.name)


class PostgresDatabase:
    def __init__(self, cluster, name):
        self.cluster, self.name, self.address = cluster, name, cluster.address(name)

    def query(self, *statements):
        answers = self.cluster.psql(
            self.name, *[f"SELECT COALESCE(jsonb_agg(t), '[]') FROM ({statement}) t" for statement in statements])
        return [json.loads(line) for line in answers.stdout.splitlines()]

    def execute(self, statement):
        self.cluster.psql(self.name, statement)

    @staticmethod
    def blob(value):
        """Bytes, as a statement writes them."""
        return f"'\\x{value.hex()}'"

    def watch(self):
        before = self.cluster.completed()
        return lambda: self.cluster.completed() != before

    def settle(self):
        """The server may still be at the last statement of a client that is gone."""
        end = time.monotonic() + 30
        busy = f"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '{self.name}'"
        while self.cluster.psql("postgres", busy).stdout.strip() != "0":
            assert time.monotonic() < end, "a session of a killed client does not end"
            time.sleep(0.01)

    def sound(self):
        """Foreign keys are held by the server; pages are not what a killed client can harm."""

    def schema(self):
        return sorted(tuple(row.values()) for answer in self.query(
            """SELECT table_name AS a, column_name AS b, ordinal_position AS c, data_type AS d, is_nullable AS e,
                 column_default AS f FROM information_schema.columns WHERE table_schema = 'public'""",
            """SELECT tablename AS a, indexname AS b, 0 AS c, indexdef AS d, '' AS e, '' AS f FROM pg_indexes
               WHERE schemaname = 'public'""",
            """SELECT conrelid::regclass::text AS a, conname AS b, 0 AS c, pg_get_constraintdef(oid) AS d, '' AS e, '' AS f
               FROM pg_constraint WHERE connamespace = 'public'::regnamespace""") for row in map(_texts, answer))

    def has_table(self, name):
        return bool(self.query(f"SELECT 1 AS there FROM pg_tables WHERE schemaname = 'public' AND tablename = '{name}'")[0])

    def drop(self):
        self.cluster.psql("postgres", f"DROP DATABASE {self.name} WITH (FORCE)")


def _texts(row):
    return {key: str(row[key]) for key in sorted(row)}
