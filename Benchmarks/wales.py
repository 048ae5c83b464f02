"""The invented Wales behind a server that asks for everything it asks for in earnest, an officer of each role signed in, and fresh
copies of it on either engine."""
import base64
import contextlib
import datetime
import hmac
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import time
import urllib.parse
import urllib.request

import measure

BOUNDARY = "edge7"


class Carfan(measure.Serving):
    first = "/sign-in"

    def __init__(self, database, key):
        self.command = [measure.CARFAN, "serve", "--database", database, "--port", "0", "--log-level", "error", "--secret-key", key,
                        "--journal-key", f"{key}-journal", "--step-up-minutes", "60", "--idle-minutes", "120",
                        "--session-hours", "24", "--upload-megabytes", "8"]


class Wales:
    """`browsers`: those signed in, and those half signed in, by name."""

    def __init__(self, engine, folder):
        self.engine, self.key = engine, os.path.join(folder, "key")
        self.passwords = dict(re.findall(r"^ +(\w+) +([\w-]{19}) ", self.demo(), re.M))
        measure.Run("account", "key", self.key)
        measure.Run("journal", "key", f"{self.key}-journal", "--name", "carfan.example/journal")
        self.browsers = {}

    def demo(self):
        """Makes it. Returns what is said of its accounts."""
        said = ""
        with subprocess.Popen([measure.CARFAN, "demo", "--database", self.engine.first, "--port", "0", "--log-level", "error"],
                              stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                said += line
                if "answers at" in line:
                    process.terminate()
        return said

    def first(self):
        return Carfan(self.engine.first, self.key)

    def copy(self):
        return Carfan(self.engine.copy(), self.key)

    def begin(self, server, name):
        """Somebody whose password was right, and who has not typed a code."""
        browser = Caller(server)
        browser.send("/sign-in", {"username": name, "password": self.passwords[name]})
        return browser

    def sign_in(self, server, name):
        browser = self.begin(server, name)
        seed = re.search(r"<code>([A-Z2-7 ]{30,})</code>", browser.get("/sign-in/second-step"))[1].replace(" ", "")
        browser.send("/sign-in/second-step", {"code": code(seed, time.time())})
        self.browsers[name] = browser

    def newcomer(self, server):
        """Somebody who has set a password, and no second step."""
        name = "new.officer"
        added = measure.Run("account", "add", name, "--name", "Nia New", "--role", "coordinator", "--agency", "gwent-police",
                            "--area", "gwent", "--database", self.engine.first).said
        link = re.search(r"/welcome/\S+", added)[0]
        browser = Caller(server)
        fields = dict.fromkeys(re.findall(r'name="([^"]*password[^"]*)"', browser.get(link)), measure.PASSWORD)
        browser.send(link, {**fields, "username": name})
        self.passwords[name] = measure.PASSWORD
        return self.begin(server, name)


def code(seed, at):
    """RFC 6238."""
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", int(at) // 30), "sha1").digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7fffffff) % 1000000:06}"


class Caller(measure.Browser):
    """A browser that has the token of the last form it saw."""

    def __init__(self, server):
        super().__init__(server)
        self.csrf = ""

    def ask(self, request):
        page = super().ask(request)
        self.csrf = measure.Officer.token(page) or self.csrf
        return page

    def send(self, path, fields, multipart=False):
        if not self.csrf:
            self.get("/sign-in")
        fields = {**fields, "csrf": self.csrf}
        data = body(fields) if multipart else urllib.parse.urlencode(fields, doseq=True)
        kind = f"multipart/form-data; boundary={BOUNDARY}" if multipart else "application/x-www-form-urlencoded"
        return self.ask(urllib.request.Request(
            self.server.address + path, data.encode(), {"Sec-Fetch-Site": "same-origin", "Content-Type": kind}))


def body(fields, mark=""):
    """A form with a file, as browsers send it; the mark stands behind every value and in the first row of the file."""
    parts = []
    for name, value in sorted(fields.items(), key=lambda field: (field[1] is None, field[0] != "csrf")):
        end = "" if name == "csrf" else mark
        file = f'; filename="nominals.csv{end}"\r\nContent-Type: text/csv' if value is None else ""
        text = rows().replace(",M,", f"{mark},M,", 1) if value is None else f"{value}{end}"
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{text}\r\n')
    return "".join(parts) + f"--{BOUNDARY}--\r\n"


def rows():
    """The head of a file that Gwent Police may send."""
    with open(os.path.join(measure.people(2000), "gwent-police/nominals.csv"), encoding="utf-8-sig", newline="") as file:
        return "".join(line for _, line in zip(range(3), file))


class SQLite:
    name = "SQLite"

    def __init__(self, folder):
        self.folder, self.first = folder, f"sqlite:{folder}/first.sqlite"

    def copy(self):
        path = f"{self.folder}/copy.sqlite"
        for ending in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.remove(path + ending)
        shutil.copyfile(f"{self.folder}/first.sqlite", path)
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            for statement in freshened():
                database.execute(statement)
        return f"sqlite:{path}"


class Postgres:
    name = "PostgreSQL"

    def __init__(self, address):
        self.server = address.rsplit("/", 1)[0]
        self.first = f"{self.server}/first"
        self.run("postgres", "CREATE DATABASE first TEMPLATE template0")

    def run(self, database, *statements):
        for statement in statements:
            subprocess.run(
                ["psql", "-q", "-d", f"{self.server}/{database}", "-c", statement], check=True, stdout=subprocess.DEVNULL)

    def copy(self):
        self.run("postgres", "DROP DATABASE IF EXISTS copy WITH (FORCE)", "CREATE DATABASE copy TEMPLATE first")
        self.run("copy", *freshened())
        return f"{self.server}/copy"


def freshened():
    """Sessions that began just now, and nobody who was wrong: a long run does not outlast them."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return [f"UPDATE session SET created_at = '{now}', seen_at = '{now}', proven_at = '{now}', password_at = '{now}'",
            f"UPDATE half_sign_in SET begun_at = '{now}'", "DELETE FROM sign_in_attempt", "DELETE FROM sign_in_source"]
