#!/usr/bin/env python3
"""List, search and case page of 100,000 people, by officers of one area, with the journal on; SQLite, then PostgreSQL."""
import html
import os
import random
import re
import statistics
import sys

import measure

OFFICERS = [
    ("bench.offender.manager", "police_offender_manager", "gwent-police", "gwent"),
    ("bench.coordinator", "coordinator", "gwent-police", "gwent"),
]
PAGES = ["list", "search", "case"]
NAMES = ["jones", "evans", "brambury", "clayton", "davies", "wernley", "roberts", "kelwick", "thornton", "pugh"]
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))


def paths(officer, page):
    """What is asked for: the first forty pages of the list as one goes from each to the next, searches, cases."""
    if page == "search":
        return [f"/people?q={name}" for name in NAMES]
    if page == "case":
        # The first file is Gwent's, so its people have the lower half of the numbers.
        return [f"/people/{number}" for number in random.Random(1).sample(range(1, PEOPLE // 2 + 1), min(5000, PEOPLE // 2))]
    found = ["/people"]
    while len(found) < 40 and (link := re.search(r'rel="next" href="([^"]+)"', officer.get(found[-1]))):
        found.append(html.unescape(link[1]))
    return found


def measured(server, officer, page, clients, rounds=None):
    targets = os.path.join(measure.WORK, f"targets-{page}")
    with open(targets, "w") as file:
        file.writelines(f"{path}\t</html>\n" for path in paths(officer, page))
    environment = {"BENCH_TARGETS": targets, "BENCH_COOKIE": officer.cookie, "BENCH_CONNECTION": "keep-alive"}
    measure.Load(server, "targets.lua", clients, environment, seconds=1)
    return [measure.Load(server, "targets.lua", clients, environment) for _ in range(rounds or measure.ROUNDS)]


def sizes(officer):
    for page, path in [("list", "/people"), ("search", "/people?q=evans"), ("case", "/people/1")]:
        print(f"   {page}: {len(officer.get(path).encode()):,} bytes")


def engine(name, database, bars):
    cpu = {}
    with measure.Server(database) as server:
        measure.report(f"{name}, serve to first answer", [server.seconds_to_answer], 0.5 if bars else None, unit="s")
        for number, (username, role, agency, area) in enumerate(OFFICERS):
            officer = server.sign_in(username, role, agency, area)
            if number == 0:
                sizes(officer)
            for page in PAGES:
                for clients in (8, 32):
                    loads = measured(server, officer, page, clients)
                    what = f"{name}, {role}, {page}, {clients} clients"
                    cpu[role, page, clients] = measure.report(
                        f"{what}: CPU", [load.milliseconds for load in loads], 0.5 if bars else None, unit="ms")
                    if clients == 8:
                        measure.report(f"{what}: p95", [load.p95 for load in loads], 12 if bars else None, unit="ms")
                    else:
                        measure.report(
                            f"{what}: rate", [load.rate for load in loads], 3000 if bars else None, most=False, unit="/s")
        measure.report(f"{name}, resident under the load", [server.memory("VmHWM")], 120, unit="MB")
    return cpu


def main():
    lite = engine("SQLite", measure.filled(PEOPLE, score=True), True)
    if "--sqlite" in sys.argv:
        return
    with measure.postgres() as address:
        measure.fill(address, measure.people(PEOPLE), score=True)
        post = engine("PostgreSQL", address, False)
    ratios = [post[key] / lite[key] for key in lite]
    measure.report("PostgreSQL, CPU of Carfan as a multiple of SQLite's", ratios, 1.5, unit="×")
    print(f"   worst {max(ratios):.2f}, mean {statistics.mean(ratios):.2f}")


if __name__ == "__main__":
    main()
