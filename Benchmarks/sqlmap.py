#!/usr/bin/env python3
"""sqlmap on every parameter of every page: links, forms, numbers in addresses, cookies, JSON and uploads, as each role finds them,
each page on a fresh copy of the invented Wales. Pages that are open to injection on purpose must be found first.

    CARFAN=.build/release/carfan Benchmarks/sqlmap.py [--engine postgres] [--only WORDS] [--control] [--list]"""
import argparse
import collections
import contextlib
import http.server
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import measure
from crawl import Crawl, Routes, Target
from wales import BOUNDARY, Postgres, SQLite, Wales, body

OPTIONS = ["--batch", "--flush-session", "--level", "2", "--risk", "1", "--threads", "1", "--technique", "BEUST", "--keep-alive",
           "--skip-waf", "--disable-coloring", "--ignore-code", "*", "--timeout", "30", "--retries", "2", "-v", "5"]


class Scan:
    """One run of sqlmap: what it tested, how often it asked, what was answered, what it found."""

    def __init__(self, folder, engine, expects, arguments):
        said = subprocess.run(
            ["sqlmap", *OPTIONS, "--dbms", engine, "--output-dir", os.path.join(folder, "sqlmap"), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, errors="replace").stdout
        self.statuses = collections.Counter(re.findall(r"HTTP response \[#\d+\] \((\d+)", said))
        self.requests = len(re.findall(r"HTTP request \[#\d+\]", said))
        self.tested = len(set(re.findall(r"testing for SQL injection on (.+)", said)))
        self.found = re.findall(r"^(Parameter: .+)$", said, re.M)
        # A first impression of sqlmap's, that its own tests then confirm or not.
        self.hints = sorted(set(re.findall(r"heuristic.*might be (?:injectable|vulnerable).*", said)))
        self.failed = []
        if self.tested < expects and not self.found:
            critical = re.findall(r"\[CRITICAL\] (.+)", said)
            self.failed = [f"{self.tested} of {expects} parameters were tested. {' '.join(critical[:1])}"]

    @property
    def broken(self):
        return sum(count for status, count in self.statuses.items() if status.startswith("5"))


def scans(target, address, folder, engine):
    """A run for the numbers in the address, and one for the query and the form, or for an upload or text."""
    common = ["-H", "Sec-Fetch-Site: same-origin", "--cookie", target.browser.cookie]
    (way, pattern), url = target.route, address + target.path
    query = f"?{urllib.parse.urlencode(target.query)}" if target.query else ""
    data = urllib.parse.urlencode({name: value or "" for name, value in target.fields.items()})
    form = ["--data", data or "x=1", "--method", "POST"] if way == "post" else []
    if any(name.startswith("{") for name in target.fresh):
        yield Scan(folder, engine, pattern.count("{"), ["-u", address + marked(target.path, pattern) + query, *form, *common])
    if target.multipart or target.text:
        text, kind = (target.text, "application/json") if target.text else (
            body(target.fields, mark="*"), f"multipart/form-data; boundary={BOUNDARY}")
        yield Scan(folder, engine, text.count("*"), ["-u", url + query, "--data", text, "-H", f"Content-Type: {kind}", *common])
    elif names := [name for name in {**target.query, **target.fields} if name in target.fresh]:
        yield Scan(folder, engine, len(names), ["-u", url + query, *form, *common, "-p", ",".join(names)])


def marked(path, pattern):
    """The path with sqlmap's mark behind each part that the route leaves open."""
    parts = zip(path.strip("/").split("/"), pattern.strip("/").split("/"))
    return "/" + "/".join(part + "*" if want.startswith("{") else part for part, want in parts)


def cookies(wales, address, folder, engine):
    """The cookies of somebody signed in, half signed in, and not at all."""
    token = "0" * 64
    for cookie in (wales.browsers["carys"].cookie, wales.browsers["half"].cookie,
                   f"carfan={token}; carfan-language=cy; carfan-half={token}; carfan-form={token}"):
        jar = "; ".join(f"{pair}*" for pair in cookie.split("; "))
        yield Scan(folder, engine, jar.count("*"), ["-u", address + "/account", "-H", f"Cookie: {jar}"])


class Open(http.server.BaseHTTPRequestHandler):
    """The control: the same habits as Carfan's pages, a token and a number of each answer, and SQL put together of text."""

    protocol_version = "HTTP/1.1"
    cookie = "session=1"

    def log_message(self, *_):
        pass

    def answer(self, status, text):
        page = f"<!DOCTYPE html><title>Open</title><script nonce={os.urandom(16).hex()}></script><main>{text}</main>"
        page += f"<p>Reference: {os.urandom(8).hex()}</p>"
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page.encode())))
        self.end_headers()
        self.wfile.write(page.encode())

    def ask(self, condition):
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.executescript("CREATE TABLE person (id, name); INSERT INTO person VALUES (1, 'Meg Jones'), (2, 'Ivor Evans')")
            try:
                rows = database.execute(f"SELECT id, name FROM person WHERE {condition}").fetchall()
            except sqlite3.Error:
                return self.answer(500, "<h1>Something went wrong</h1>")
        return self.answer(200 if rows else 404, "".join(f"<p>{row}</p>" for row in rows) or "<h1>Not found</h1>")

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path.startswith("/people/"):
            return self.ask(f"id = {urllib.parse.unquote(path[8:])}")
        return self.ask(f"name LIKE '%{dict(urllib.parse.parse_qsl(query)).get('q', '')}%'")

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_upload = "multipart" in self.headers["Content-Type"]
        sent = dict(re.findall(r'name="(\w+)"\r\n\r\n(.*)\r\n', text) if is_upload else urllib.parse.parse_qsl(text))
        is_ours = self.headers["Sec-Fetch-Site"] == "same-origin" and self.cookie in self.headers["Cookie"]
        if sent.get("csrf") != "secret" or not is_ours:
            return self.answer(403, "<h1>This page is out of date</h1>")
        return self.ask(f"name = '{sent.get('name', '')}'")


def control(folder):
    """What sqlmap, asked as it is asked below, does not find in a query, a form with a token, an upload and an address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Open)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    form, missed = {"csrf": "secret", "name": "Meg Jones"}, []
    for name, target in (
            ("query", Target(("get", "/people"), "/people", {"q": "Jones"}, browser=Open)),
            ("form", Target(("post", "/note"), "/note", {}, form, browser=Open)),
            ("upload", Target(("post", "/note"), "/note", {}, form, True, Open)),
            ("address", Target(("get", "/people/{person}"), "/people/1", browser=Open))):
        for scan in scans(target, f"http://127.0.0.1:{server.server_port}", folder, "SQLite"):
            print(f"   control, {name}: {'found' if scan.found else 'MISSED'} after {scan.requests} requests", flush=True)
            missed += [] if scan.found else [name]
    server.shutdown()
    return missed


def gathered(wales):
    """All targets, and the routes that no page led to."""
    start, routes = time.monotonic(), Routes()
    with wales.first() as server:
        for name in list(wales.passwords):
            wales.sign_in(server, name)
        crawl = Crawl(wales, server, routes)
        crawl.go(sows=True)
        crawl.acts()
        wales.browsers |= {"half": wales.begin(server, "carys"), "half, new": wales.newcomer(server)}
        crawl.go(sows=False)
        guessed = crawl.rest()
    print(f"   {wales.engine.name}: {len(routes.all)} routes, {len(routes.all) - len(guessed)} with what a page or a program "
          f"sends, {sum(len(names) for names in crawl.known.values())} parameters, in {time.monotonic() - start:.0f} s")
    print("   the rest by guess: " + ", ".join(f"{way} {path}" for way, path in guessed), flush=True)
    return crawl.targets


class Report:
    def __init__(self):
        self.scans, self.start = [], time.monotonic()
        print(f"{'route':<66} {'par':>3} {'asked':>6}  {'as':<10} answers")

    def add(self, name, role, results):
        statuses = sum((scan.statuses for scan in results), collections.Counter())
        print(f"{name:<66} {sum(scan.tested for scan in results):>3} {sum(scan.requests for scan in results):>6}  {role[:10]:<10} "
              + " ".join(f"{status}×{count}" for status, count in sorted(statuses.items())), flush=True)
        for scan in results:
            for text in [*(f"FOUND: {found}" for found in scan.found), *(f"NOT TESTED: {why}" for why in scan.failed), *scan.hints]:
                print(f"      {text}", flush=True)
        self.scans += results

    def end(self, routes):
        found, failed, broken = (sum(count) for count in zip(*(
            (len(scan.found), len(scan.failed), scan.broken) for scan in self.scans)))
        print(f"   {routes} routes, {sum(scan.tested for scan in self.scans)} parameters, "
              f"{sum(scan.requests for scan in self.scans):,} requests, {(time.monotonic() - self.start) / 60:.0f} minutes\n"
              f"   found: {found}; not tested: {failed}; answers of 500 and more: {broken}")
        sys.exit(1 if found or failed or broken else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--only", default="", help="a pattern of method and route: 'post /people'")
    parser.add_argument("--control", action="store_true", help="only the pages that are open on purpose")
    parser.add_argument("--list", action="store_true", help="what would be tested")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="carfan-sqlmap-"))
        if not asked.list and control(folder):
            sys.exit("sqlmap missed a hole that was made for it: nothing that follows would mean anything.")
        if asked.control:
            return
        engine = SQLite(folder) if asked.engine == "sqlite" else Postgres(stack.enter_context(measure.postgres()))
        wales = Wales(engine, folder)
        targets = [target for target in gathered(wales) if re.search(asked.only, " ".join(target.route))]
        if asked.list:
            for target in targets:
                print(f"{target.route[0]:<4} {target.path:<58} {target.role:<10} {' '.join(sorted(target.fresh))}")
            return
        report = Report()
        for target in filter(lambda target: target.fresh or target.text, targets):
            with wales.copy() as server:
                report.add(" ".join(target.route), target.role, list(scans(target, server.address, folder, engine.name)))
        if not asked.only:
            with wales.copy() as server:
                report.add("cookies", "several", list(cookies(wales, server.address, folder, engine.name)))
        report.end(len({target.route for target in targets}))


if __name__ == "__main__":
    main()
