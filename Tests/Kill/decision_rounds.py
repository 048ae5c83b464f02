"""kill -9 of the server while people work: each acknowledged change and read is there once, with its entry; what was not
acknowledged is there whole or not at all."""
import collections
import datetime
import itertools
import re
import threading
import time

from browser import Browser, Lost
from programs import Server
from standing import Standing

PASSWORD = "mwyalchen bicycle ladder quarry"
LINK = re.compile(r"http://\S+/welcome/\S+")
ENROLMENT = re.compile(r'href="/enrolments/(\d+)"')
# So many kills, then a new copy of the prepared database.
CHAIN = 12


class Client:
    """One officer who works as fast as the server answers, and remembers what was acknowledged."""
    role, areas = "coordinator", ("--area", "wales")

    def __init__(self, name, number):
        self.username, self.number, self.browser = f"{name}.{number}", number, Browser()
        self.tags = itertools.count(1)
        self.reset()

    def reset(self):
        self.acknowledged, self.lost, self.problem = collections.Counter(), collections.Counter(), None

    def tag(self):
        return f"K{self.number}-{next(self.tags)}"

    def sign_in(self, carfan, database, port):
        said = carfan.run(
            database, "account", "add", self.username, "--name", f"Prawf {self.number}", "--role", self.role, "--agency",
            "gwent-police", *self.areas)
        self.browser.to(port).welcome(LINK.search(said)[0], self.username, PASSWORD)

    def ask(self, method, path, route, wanted, **fields):
        """One request that makes an entry of the journal."""
        act = f"{method} {route}"
        try:
            status = self.browser.get(path) if method == "GET" else self.browser.post(path, **fields)
        except Lost:
            self.lost[act] += 1
            raise
        assert status == wanted, f"{act} was answered {status} {self.browser.location}: {self.browser.words()}"
        self.acknowledged[act] += 1

    def work(self, stop):
        try:
            while not stop.is_set():
                self.act()
        except Lost:
            pass
        except Exception as problem:
            self.problem = problem

    def check(self, standing):
        """For each kind of request: at least the acknowledged ones, at most those that got no answer besides."""
        for act in self.acknowledged.keys() | self.lost.keys():
            is_read = act.startswith("GET")
            found = [
                row for row in standing.fresh
                if row["actor"] == self.id and row["route"] == act and (row["kind"] == "consultation") == is_read]
            least, most = self.acknowledged[act], self.acknowledged[act] + self.lost[act]
            assert least <= len(found) <= most, \
                f"{self.username}: {act} was acknowledged {least} times, {self.lost[act]} unanswered; {len(found)} entries"
            self.check_act(act, len(found), standing)

    def check_act(self, act, entries, standing):
        pass


class Decider(Client):
    """Records panels' decisions: each with its number, its enrolment, its entry."""
    route = "/panels/{area}/people/{person}/decision"

    def __init__(self, name, number, before, share):
        super().__init__(name, number)
        self.people, self.steps = before[share[0]::share[1]], []
        self.place, self.sent = 0, []

    def reset(self):
        super().reset()
        self.sent = []

    def act(self):
        if not self.steps:
            self.person = self.people[self.place % len(self.people)]
            self.place += 1
            self.steps = ["defer", "adopt_free", "activation"] if self.place % 2 else ["adopt_free", "decline"]
            if self.place > len(self.people):
                # Everybody has been before the panel: whoever is active by now can only be adopted anew.
                self.steps = ["adopt_free"]
        step, page = self.steps.pop(0), "/panels/{area}/people/{person_id}".format(**self.person)
        try:
            self.ask("GET", page, "/panels/{area}/people/{person}", 200)
            if step == "activation":
                self.activate()
            else:
                self.decide(page, step)
        except Lost:
            # Whether it was recorded is not known: the next person.
            self.steps = []
            raise

    def decide(self, page, outcome):
        seen, today, tag = self.browser.fields(), datetime.date.today(), self.tag()
        fields = {
            "round": seen["round"], "sequence": seen["sequence"], "outcome": outcome, "reason": tag, "free_scheme": "wisdom",
            "mappa_reason": "both are needed", "police_decider": "Siân Prawf", "probation_decider": "Huw Prawf",
            "police_lead": "Ann Prawf", "probation_lead": "Ifan Prawf", "rag": "amber",
        } | day("panel_day", today - datetime.timedelta(days=1)) | day("next_review", today + datetime.timedelta(days=60)) \
            | day("defer_until", today + datetime.timedelta(days=30))
        self.sent.append(tag)
        self.ask("POST", f"{page}/decision", self.route, 303, **fields)

    def activate(self):
        enrolment = ENROLMENT.search(self.browser.page)[1]
        self.ask("GET", f"/enrolments/{enrolment}", "/enrolments/{enrolment}", 200)
        fields = {"version": self.browser.fields()["version"]} | day("day", datetime.date.today() - datetime.timedelta(days=1))
        self.ask("POST", f"/enrolments/{enrolment}/activation", "/enrolments/{enrolment}/activation", 303, **fields)

    def check_act(self, act, entries, standing):
        if act != f"POST {self.route}":
            return
        kept = collections.Counter(row["reason"] for row in standing.decisions)
        there = [tag for tag in self.sent if kept[tag]]
        assert all(kept[tag] <= 1 for tag in self.sent), "a decision stands twice"
        assert len(there) == entries, f"{len(there)} decisions of {self.username} with {entries} entries"
        assert there == self.sent[:len(there)], "an acknowledged decision is lost"


class Reviewer(Client):
    """Puts questions off again and again, and changes the language in between."""
    route = "/reviews/{review}/decision"

    def __init__(self, name, number, reviews):
        super().__init__(name, number)
        self.reviews, self.sent, self.turns = reviews, [], itertools.cycle(["cy", "en"])

    def reset(self):
        super().reset()
        self.sent = []

    def act(self):
        for review in self.reviews:
            self.ask("GET", f"/reviews/{review}", "/reviews/{review}", 200)
            tag, seen = self.tag(), self.browser.fields()["seen"]
            self.sent.append((review, tag))
            self.ask("POST", f"/reviews/{review}/decision", self.route, 303, verdict="not_yet", reason=tag, seen=seen)
        # An unanswered change of language may or may not have been made; asking for what stands makes no entry.
        wanted = "en" if 'lang="cy"' in self.browser.page or self.language() == "cy" else "cy"
        self.ask("POST", "/language", "/language", 303, **{"switch-language": wanted, "to": "/account"})

    def language(self):
        self.browser.get("/account")
        return re.search(r'<html lang="(..)"', self.browser.page)[1]

    def check_act(self, act, entries, standing):
        if act != f"POST {self.route}":
            return
        wanted = dict(self.sent[:entries])
        for row in standing.questions:
            assert wanted.get(row["id"], row["reason"]) == row["reason"], \
                f"question {row['id']} holds {row['reason']} where {wanted[row['id']]} was acknowledged"


class Administrator(Client):
    """Opens accounts."""
    role, areas = "administrator", ()

    def act(self):
        self.browser.get("/accounts/new")
        tag = self.tag().lower()
        self.ask(
            "POST", "/accounts", "/accounts", 200, username=tag, name="Rhywun Arall", role="coordinator",
            agency="gwent-police", area="W15000002")

    def check_act(self, act, entries, standing):
        made = [row for row in standing.officers if row["username"].startswith(f"k{self.number}-")]
        fresh = len(made) - getattr(self, "before", 0)
        assert fresh == entries, f"{fresh} accounts were opened with {entries} entries"
        self.before = len(made)


class Reader(Client):
    """Looks at cases: nothing is shown that is not entered."""

    def __init__(self, name, number, people):
        super().__init__(name, number)
        self.people = itertools.cycle(people)

    def act(self):
        self.ask("GET", f"/people/{next(self.people)['person_id']}", "/people/{person}", 200)


def day(field, date):
    return {f"{field}-day": date.day, f"{field}-month": date.month, f"{field}-year": date.year}


def before_panels(database, count):
    """Adults before the panels of the current round."""
    return database.query(
        f"""SELECT s.person_id, s.area FROM proposal s JOIN selection_round q ON q.id = s.round_id AND q.state = 'current'
            JOIN person p ON p.id = s.person_id WHERE p.date_of_birth < '2005-01-01' AND s.proposal NOT IN ('NONE', 'UNSCORED')
            ORDER BY s.rank, s.person_id LIMIT {count}""")[0]


class DecisionRounds:
    def __init__(self, carfan, engine, imported, folder, random):
        self.carfan, self.engine, self.random = carfan, engine, random
        self.prepared = engine.copy(imported)
        carfan.run(self.prepared, "score", "--all", "--as-of", "2026-11-01")
        people = before_panels(self.prepared, 400)
        reviews = [row["id"] for row in self.prepared.query("SELECT id FROM match_review WHERE state = 'open' ORDER BY id")[0]]
        assert len(people) > 20 and reviews, f"too few people before panels: {len(people)}, questions: {len(reviews)}"
        self.clients = [
            Decider("panel", 1, people, (0, 2)), Decider("panel", 2, people, (1, 2)), Reviewer("adolygu", 3, reviews),
            Administrator("gweinyddu", 4), Reader("darllen", 5, people)]
        server = Server(carfan, self.prepared)
        try:
            for client in self.clients:
                client.sign_in(carfan, self.prepared, server.port)
        finally:
            server.stop()
        numbers = {row["username"]: row["id"] for row in self.prepared.query("SELECT id, username FROM officer")[0]}
        for client in self.clients:
            client.id = numbers[client.username]
        self.database, self.kills, self.acknowledged, self.unanswered = None, 0, 0, 0

    def round(self):
        if self.database is None:
            self.begin()
        after = self.random.uniform(0.02, 0.4)
        server = Server(self.carfan, self.database)
        stop, threads = threading.Event(), []
        for client in self.clients:
            client.reset()
            client.browser.to(server.port)
            threads.append(threading.Thread(target=client.work, args=(stop,)))
        for thread in threads:
            thread.start()
        time.sleep(after)
        server.kill()
        stop.set()
        for thread in threads:
            thread.join()
        self.check(server)
        self.kills += 1
        if self.kills % CHAIN == 0:
            self.close()
        return f"killed after {after * 1000:.0f} ms"

    def begin(self):
        self.database = self.engine.copy(self.prepared)
        self.standing = Standing(self.database)
        self.standing.check()
        for client in self.clients:
            client.before, client.place, client.steps = 0, 0, []

    def check(self, server):
        self.standing.check()
        # The tree of what was entered, worked out anew.
        self.carfan.run(self.database, "journal", "verify")
        self.standing.decisions, self.standing.questions, self.standing.officers = self.database.query(
            "SELECT id, reason FROM decision", "SELECT id, reason FROM match_review", "SELECT id, username FROM officer")
        for client in self.clients:
            if client.problem:
                raise AssertionError(f"{client.username}: {client.problem!r} {server.complaints()}")
            client.check(self.standing)
            self.acknowledged += client.acknowledged.total()
            self.unanswered += client.lost.total()

    def close(self):
        """After the last kill the server comes back, and nobody has to sign in again."""
        if self.database is None:
            return
        server = Server(self.carfan, self.database)
        try:
            for client in self.clients:
                client.browser.to(server.port)
                assert client.browser.get("/account") == 200, f"{client.username} was signed out by the kill"
        finally:
            server.stop()
        self.standing.check()
        self.database.drop()
        self.database = None

    def summary(self):
        return f"{self.kills} killed, {self.acknowledged} requests acknowledged, {self.unanswered} unanswered"
