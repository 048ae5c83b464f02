#!/usr/bin/env python3
"""Redmine beside Carfan, in turn: list, search and case page of the same 100,000 invented people on SQLite, and the ratios."""
import datetime
import os
import statistics
import subprocess
import tempfile

import make_people
import measure
import peers

PAGES = ["list", "search", "case"]
CLIENTS = [1, 8]
SAID = """
   Ratios are Redmine's figure over Carfan's: over 1, Carfan needs less. Of each: the median of the rounds and their range.
   Both hold the same people, half of them of the officer's area, and answer an officer of that area who is no administrator;
   both keep SQLite in WAL, send no mail, log errors only, compress nothing, and were asked for each address {warm} times before.
   Redmine does more: its list offers columns, filters and grouping and is counted to its end (Carfan's to 1,000); it takes plugins.
   Redmine is spared: ordering by name (its list is by number), searching whole texts (a filter on subjects costs less), edit
   forms (the role may only look), markup in notes, kept connections (puma makes them wait for one another). ANALYZE has been run.
   Carfan does more: it enters every read in the journal, synced, before it answers; asks of each case whether this officer may
   see it; folds names (accents, Welsh forms, nicknames), orders by name; joins several agencies' records; has two languages.
"""


class Target:
    """An address and the surname that its answer must hold, so many times."""

    def __init__(self, path, surname, times=1):
        self.path, self.surname, self.times = path, surname, times


def targets(everybody):
    """Of each product the addresses of each page: ten pages of the list, ten surnames, ten cases of the officer's area."""
    seen = [case for case in everybody if case.area == peers.AREA]
    by_name = sorted(case.family for case in seen)
    newest = [case.family for case in reversed(seen)]
    surnames = make_people.LAST_A[::3][:10]
    cases = seen[:: len(seen) // 10][:10]
    # Without set_filter Redmine keeps to the last search of the session.
    project = f"/projects/{peers.AREA.lower()}/issues?set_filter=1"
    by_surname = f"{project}&f[]=status_id&op[status_id]=o&f[]=subject&op[subject]=~&v[subject][]="

    def lists(path, families):
        for page in range(1, 41, 4):
            if shown := families[25 * (page - 1):25 * page]:
                yield Target(f"{path}page={page}", shown[0], shown.count(shown[0]))

    def searches(path):
        for name in surnames:
            yield Target(path + name.lower(), name, min(25, by_name.count(name)))

    return {
        "Carfan": {"list": [*lists("/people?", by_name)], "search": [*searches("/people?q=")],
                   "case": [Target(f"/people/{case.number}", case.family) for case in cases]},
        "Redmine": {"list": [*lists(project + "&", newest)], "search": [*searches(by_surname)],
                    "case": [Target(f"/issues/{case.number}", case.family) for case in cases]},
    }


class Contender:
    """One of the two, running, with a signed-in browser and the addresses to ask for."""

    def __init__(self, name, server, browser, pages, folder):
        self.name, self.server, self.browser, self.pages = name, server, browser, pages
        self.files = {page: os.path.join(folder, f"{name}-{page}") for page in pages}
        for page, path in self.files.items():
            with open(path, "w") as out:
                out.writelines(f"{target.path}\t{target.surname}\n" for target in pages[page])

    def warm(self, page, times):
        """Asks for every address so often and looks at each answer; the bytes of the answers, on average."""
        size = 0
        for target in self.pages[page] * times:
            answer = self.browser.get(target.path)
            size += len(answer.encode())
            if self.browser.status != 200 or answer.count(target.surname) < target.times:
                raise SystemExit(
                    f"{self.name}, {target.path}: {self.browser.status}, and not {target.times} times {target.surname}.")
        return size / times / len(self.pages[page])

    def load(self, page, clients):
        environment = {
            "BENCH_TARGETS": self.files[page], "BENCH_COOKIE": self.browser.cookie, "BENCH_CONNECTION": self.server.connection}
        load = measure.Load(self.server, "targets.lua", clients, environment, seconds=10)
        if load.wrong:
            raise SystemExit(f"{self.name}, {page}: {load.wrong} of {load.requests} answers were wrong; nothing is compared.")
        return load


def line(what, ours, theirs, unit):
    ratios = [their / our for our, their in zip(ours, theirs)]
    print(f"{what:<28} {statistics.median(ours):>10,.2f} {statistics.median(theirs):>10,.2f} {unit:<4}"
          f" {statistics.median(ratios):>8,.1f} × ({min(ratios):,.1f} to {max(ratios):,.1f})", flush=True)


def compared(carfan, redmine):
    pair = [carfan, redmine]
    for page in PAGES:
        warm = 12 * peers.WORKERS
        line(f"{page}: size", *([each.warm(page, warm) / 1000] for each in pair), "kB")
        for clients in CLIENTS:
            rounds = [[each.load(page, clients) for each in pair] for _ in range(measure.ROUNDS)]
            what = f"{page}, {clients} client{'s' if clients > 1 else ''}"
            for figure, name in [("milliseconds", "CPU"), ("p50", "p50"), ("p95", "p95")]:
                line(f"{what}: {name}", *([getattr(loads[n], figure) for loads in rounds] for n in (0, 1)), "ms")
        for each in pair:
            each.warm(page, 1)
    line("memory after it (PSS)", *([each.server.share()] for each in pair), "MB")


def starts(carfan, redmine):
    seconds = []
    for _ in range(measure.ROUNDS):
        with carfan as ours:
            pass
        with redmine as theirs:
            pass
        seconds.append((ours.seconds_to_answer, theirs.seconds_to_answer))
    line("start to first answer", *zip(*seconds), "s")


def versions():
    built = datetime.datetime.fromtimestamp(int(os.path.getmtime(measure.CARFAN)))
    ruby = subprocess.run(["ruby", "--version"], capture_output=True, text=True).stdout.split()[1]
    print(f"   Carfan: {measure.CARFAN}, built {built}, one process")
    print(f"   Redmine {peers.version('redmine')}, Rails {peers.version('ruby-rails')}, Ruby {ruby}, puma {peers.version('puma')},")
    print(f"   {peers.WORKERS} workers of {peers.THREADS} threads, production; wrk {peers.version('wrk')}")


def main():
    count = int(os.environ.get("BENCH_PEOPLE", "100000"))
    redmine = peers.filled(count)
    carfan = measure.Server(measure.filled(count))
    pages = targets(peers.cases(measure.people(count)))
    versions()
    measure.quiet()
    print(f"   {count:,} people · {measure.machine()}")
    print(f"{'':<28} {'Carfan':>10} {'Redmine':>10} {'':<4} {'ratio':>8}")
    starts(carfan, redmine)
    with carfan, redmine, tempfile.TemporaryDirectory() as folder:
        officer = carfan.sign_in(peers.LOGIN, "police_offender_manager", "gwent-police", "gwent")
        compared(
            Contender("Carfan", carfan, officer, pages["Carfan"], folder),
            Contender("Redmine", redmine, redmine.sign_in(), pages["Redmine"], folder))
    print(SAID.rstrip().format(warm=12 * peers.WORKERS))


if __name__ == "__main__":
    main()
