#!/usr/bin/env python3
"""Decisions of a panel, each one durable write with its journal entry, by a coordinator; then the session's own small write."""
import os
import re
import urllib.parse

import measure

DECISION = "/panels/W15000002/people/%d/decision"
NOTE = "/people/%d/notes/new"


def decision(officer):
    """What the decision form needs, for somebody about whom nothing was decided yet."""
    page = officer.get("/panels/W15000002/people/1")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields = {**hidden, "outcome": "defer", "panel_day-day": "1", "panel_day-month": "11", "panel_day-year": "2026",
              "defer_until-day": "1", "defer_until-month": "12", "defer_until-year": "2026", "reason": "More is to be found out",
              "police_decider": "Sgt Awel Pugh", "probation_decider": "Mair Tudor", "sequence": "1"}
    return urllib.parse.urlencode([*fields.items(), ("agreed", "police"), ("agreed", "probation")])


def note(officer):
    """What the form of a note needs."""
    page = officer.get("/people/1/notes/new")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return urllib.parse.urlencode({
        **hidden, "basis": "fact", "part": "contacts", "marking": "official", "on-day": "1", "on-month": "11", "on-year": "2026",
        "source": "Telephone call of 1 November", "text": "Rang at ten; came to the appointment at eleven and was early."})


def main():
    people = int(os.environ.get("BENCH_PEOPLE", "100000"))
    database = measure.filled(people, score=True)
    with measure.Server(database) as server:
        officer = server.sign_in("bench.coordinator", "coordinator", "gwent-police", "gwent")
        environment = {"BENCH_COOKIE": officer.cookie, "BENCH_IDS": str(people // 2), "BENCH_FORM": decision(officer),
                       "BENCH_ADDRESS": DECISION}
        first = 0
        for clients in (8, 32):
            loads = []
            for _ in range(measure.ROUNDS):
                load = measure.Load(server, "writes.lua", clients, {**environment, "BENCH_FIRST": str(first)}, seconds=3)
                # The two threads of the load do not take equal shares.
                first += load.requests + 500
                loads.append(load)
            what = f"decisions, {clients} clients"
            measure.report(f"{what}: p95", [load.p95 for load in loads], 25 if clients == 8 else None, unit="ms")
            measure.report(f"{what}: p99", [load.p99 for load in loads], 20 if clients == 8 else None, unit="ms")
            measure.report(
                f"{what}: rate", [(load.requests - load.wrong) * load.rate / load.requests for load in loads],
                4000 if clients == 32 else None, most=False, unit="/s")
            measure.report(f"{what}: CPU", [load.milliseconds for load in loads], unit="ms")


if __name__ == "__main__":
    main()
