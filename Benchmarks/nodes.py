#!/usr/bin/env python3
"""Two servers on one PostgreSQL, 32 clients at each: notes on cases, panels' decisions, then case pages, each with its durable entry; one tree."""
import concurrent.futures
import os
import time

import measure
from pages import paths
from writes import DECISION, NOTE, decision, note

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "40000"))
CLIENTS, SECONDS = 32, 6


class Nodes:
    def __init__(self, address, *servers):
        self.address, self.servers, self.first = address, servers, 0
        self.officers = [
            server.sign_in(f"bench.coordinator.{number}", "coordinator", "gwent-police", "gwent")
            for number, server in enumerate(servers)]

    def load(self, script, environment):
        """At all of them at once. Returns what each measured."""
        with concurrent.futures.ThreadPoolExecutor(len(self.servers)) as pool:
            return list(pool.map(
                lambda at: measure.Load(at[1], script, CLIENTS, environment(at[0]), seconds=SECONDS), enumerate(self.servers)))

    def notes(self):
        return self.writes(NOTE, note)

    def decisions(self):
        return self.writes(DECISION, decision)

    def writes(self, address, form):
        share = PEOPLE // 2 // len(self.servers)

        def environment(number):
            officer = self.officers[number]
            return {"BENCH_COOKIE": officer.cookie, "BENCH_ADDRESS": address, "BENCH_IDS": str(PEOPLE // 2),
                    "BENCH_FORM": form(officer), "BENCH_FIRST": str(number * share + self.first)}
        loads = self.load("writes.lua", environment)
        self.first += max(load.requests for load in loads) + 500
        return loads

    def pages(self):
        targets = os.path.join(measure.WORK, "targets-nodes")
        with open(targets, "w") as file:
            file.writelines(f"{path}\t</html>\n" for path in paths(self.officers[0], "case"))
        return self.load("targets.lua", lambda number: {
            "BENCH_TARGETS": targets, "BENCH_COOKIE": self.officers[number].cookie, "BENCH_CONNECTION": "keep-alive"})


def main():
    with measure.postgres() as address:
        measure.fill(address, measure.people(PEOPLE), score=True)
        with measure.Server(address) as one, measure.Server(address) as other:
            nodes = Nodes(address, one, other)
            acts = (("notes", nodes.notes, 1000), ("decisions", nodes.decisions, 1000), ("case pages", nodes.pages, None))
            for name, act, bar in acts:
                rates, p95, wrong = [], [], 0
                for _ in range(measure.ROUNDS):
                    loads = act()
                    rates.append(sum((load.requests - load.wrong) * load.rate / load.requests for load in loads))
                    p95.append(max(load.p95 for load in loads))
                    wrong += sum(load.wrong for load in loads)
                measure.report(f"two nodes, {2 * CLIENTS} clients: {name}", rates, bar, most=False, unit="/s")
                measure.report(f"two nodes, {2 * CLIENTS} clients: {name}, p95", p95, unit="ms")
                measure.report(f"two nodes: {name} that were not answered as asked", [wrong], 0)
        start = time.monotonic()
        said = measure.Run("journal", "verify", "--database", address).said
        print(f"   one tree, verified in {time.monotonic() - start:.1f} s: {' '.join(said.splitlines()[:2])}")


if __name__ == "__main__":
    main()
