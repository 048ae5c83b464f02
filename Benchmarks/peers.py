"""Redmine as Debian packages it, in a folder of its own: installed, filled with the same invented people, started, entered."""
import csv
import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess

import measure

PACKAGES = ["redmine", "redmine-sqlite", "puma", "ruby-sqlite3", "wrk"]
HOME = "/usr/share/redmine"
SEED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "redmine_seed.rb")
WORKERS, THREADS = 2, 3
AREA, LOGIN = "Gwent", "bench.offender.manager"


def version(package):
    asked = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}", package], capture_output=True, text=True)
    status, _, number = asked.stdout.partition(" ")
    return number if status == "installed" else ""


def install():
    if not shutil.which("dpkg-query"):
        raise SystemExit(f"This is not Debian: the comparison needs its packages {' '.join(PACKAGES)}.")
    missing = [package for package in PACKAGES if not version(package)]
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        raise SystemExit(f"Root is needed once. As root, run: apt-get update && {' '.join(command)}")
    print(f"   Installing {' '.join(missing)}", flush=True)
    # The package would make a database of its own; the benchmark makes one in its folder.
    answer = "redmine redmine/instances/default/dbconfig-install boolean false\n"
    subprocess.run(["debconf-set-selections"], input=answer, text=True, check=True)
    subprocess.run(["apt-get", "update", "--quiet=2"], check=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=quietly, stdout=subprocess.DEVNULL, check=True)


class Case:
    """One person as Redmine holds them: subject and text from the agency's file, the last three convictions as notes."""

    def __init__(self, number, area, family, given, born, pnc, text, convictions):
        self.number, self.area, self.family = number, area, family
        self.subject = " · ".join(part for part in (f"{family}, {given}".strip(), born, pnc) if part)
        self.description = text
        self.notes = [
            f"{row['COURT_DATE']}, {row['COURT']}: {row['OFFENCE']}, {row['ADJUDICATION']}, {row['DISPOSAL']}"
            for row in convictions] or ["No conviction is known."]


def rows(path, encoding="utf-8-sig", delimiter=","):
    with open(path, encoding=encoding, newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def cases(folder):
    """Everybody in the order in which Carfan imports them, so that both have the same numbers."""
    known = {}
    for row in rows(f"{folder}/pnc/convictions.csv"):
        known.setdefault(row["PNC_ID"][2:], []).append(row)
    number = 0
    for row in rows(f"{folder}/gwent-police/nominals.csv"):
        number += 1
        place = f"{row['Address1']}, {row['Town']}, {row['Postcode']}"
        yield Case(
            number, AREA, row["Surname"], f"{row['Forename1']} {row['Forename2']}".strip(), row["DOB"],
            row["PNCID"], f"Gwent Police {row['NominalRef']}\n{place}\n{row['Warnings']}", known.get(row["PNCID"][2:], [])[-3:])
    for row in rows(f"{folder}/south-wales-police/nominals.csv", "cp1252", ";"):
        number += 1
        place = f"{row['HOUSE_STREET']}, {row['LOCALITY']}, {row['POST_CODE']}"
        yield Case(
            number, "South Wales", row["FAMILY_NAME"].title(), row["GIVEN_NAMES"].title().strip(), row["DATE_OF_BIRTH"],
            row["PNC_NO"], f"South Wales Police {row['NOMINAL_ID']}\n{place}\n{row['MARKERS']}",
            known.get(row["PNC_NO"], [])[-3:])


class Redmine(measure.Serving):
    """An instance in a folder, under puma on a free port of the loopback address."""

    FILES = {
        "Gemfile": f'eval_gemfile "{HOME}/Gemfile"\ngem "puma"\ngem "sqlite3", "~> 1.4.0"\n',
        "config/database.yml":
            "production: { adapter: sqlite3, database: \"<%= Redmine.root.join('redmine.sqlite') %>\", timeout: 10000 }\n",
        # Production writes a line for every step of a request; Carfan is measured at the level of errors too.
        "config.ru": f'require "{HOME}/config/environment"\nRails.logger.level = Logger::ERROR\nrun Rails.application\n',
    }
    first = "/login"
    # Puma lets a kept connection wait for others of its worker, which trebles the 95th percentile; behind a proxy each is new.
    connection = "close"

    def __init__(self, folder):
        self.folder = folder
        self.command = [
            "bundle", "exec", "puma", "--environment", "production", "--bind", "tcp://127.0.0.1:0", "--workers", str(WORKERS),
            "--threads", f"{THREADS}:{THREADS}", "--preload", f"{folder}/config.ru"]
        environment = {
            **os.environ, "RAILS_ENV": "production", "LC_ALL": "C.UTF-8", "SCHEMA": "/dev/null", "REDMINE_LANG": "en",
            "BUNDLE_GEMFILE": f"{folder}/Gemfile",
            # Redmine looks for instances beside its program; so many steps up end at the root, whatever is a link on the way.
            "REDMINE_INSTANCE": "../" * 8 + folder.lstrip("/"),
        }
        self.where = {"cwd": HOME, "env": environment}

    def run(self, *command):
        ran = subprocess.run(command, **self.where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if ran.returncode != 0:
            raise SystemExit(f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stdout}")
        return ran.stdout

    def fill(self, everybody):
        for name in ("config", "log", "tmp", "files"):
            os.makedirs(f"{self.folder}/{name}")
        for name, text in {**self.FILES, "config/secret_key.txt": secrets.token_hex(64)}.items():
            with open(f"{self.folder}/{name}", "w") as out:
                out.write(text)
        with open(f"{self.folder}/cases.jsonl", "w") as out:
            out.writelines(json.dumps(vars(case)) + "\n" for case in everybody)
        self.run("bundle", "exec", "rake", "db:migrate")
        self.run("bundle", "exec", "rake", "redmine:load_default_data")
        return self.run(
            "bundle", "exec", "rails", "runner", SEED, f"{self.folder}/cases.jsonl", AREA, LOGIN, measure.PASSWORD).split()[-2:]

    def sign_in(self):
        browser = measure.Browser(self)
        page = browser.get("/login")
        token = re.search(r'name="authenticity_token" value="([^"]+)"', page)[1]
        browser.post("/login", {"authenticity_token": token, "username": LOGIN, "password": measure.PASSWORD})
        page = browser.get("/my/account")
        if "/logout" not in page or "/admin" in page:
            raise SystemExit("The officer could not sign in to Redmine, or is its administrator.")
        return browser


def filled(count):
    """A Redmine with so many people, made once for each version of it and of the seed."""
    install()
    folder = os.path.join(os.path.abspath(measure.WORK), f"redmine-{count}")
    with open(SEED, "rb") as seed, open(__file__, "rb") as here:
        stamp = f"{version('redmine')} {hashlib.sha256(seed.read() + here.read()).hexdigest()}"
    mark = f"{folder}/stamp"
    redmine = Redmine(folder)
    if not (os.path.exists(mark) and open(mark).read() == stamp):
        shutil.rmtree(folder, ignore_errors=True)
        issues, notes = redmine.fill(cases(measure.people(count)))
        print(f"   Redmine holds {int(issues):,} cases with {int(notes):,} notes", flush=True)
        with open(mark, "w") as out:
            out.write(stamp)
    return redmine
