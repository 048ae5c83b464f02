"""Two servers on one PostgreSQL with people at work at both; one is killed in the middle. One tree, no fork: each acknowledged change
is there once, the other server takes over the tree, and verifying works it out anew."""
import threading
import time

from decision_rounds import Decider, Reader, before_panels
from programs import Server
from standing import Standing

# A lease of ten seconds, and what a loaded machine needs besides.
TAKEN_OVER = 25


class NodeRounds:
    def __init__(self, carfan, engine, imported, folder, random, clients=8):
        self.carfan, self.engine, self.random = carfan, engine, random
        self.database = engine.copy(imported)
        carfan.run(self.database, "score", "--all", "--as-of", "2026-11-01")
        people = before_panels(self.database, 400)
        deciders = clients * 3 // 4
        self.clients = [Decider("nod", number, people, (number, deciders)) for number in range(deciders)]
        self.clients += [Reader("darllen", number, people) for number in range(deciders, clients)]
        server = Server(carfan, self.database)
        try:
            for client in self.clients:
                client.sign_in(carfan, self.database, server.port)
        finally:
            server.stop()
        numbers = {row["username"]: row["id"] for row in self.database.query("SELECT id, username FROM officer")[0]}
        for client in self.clients:
            client.id = numbers[client.username]
        self.standing = Standing(self.database, served=True).check()
        self.acknowledged, self.seconds, self.slowest, self.killed = 0, 0, 0, 0

    def round(self):
        nodes = [Server(self.carfan, self.database), Server(self.carfan, self.database)]
        try:
            stop, threads = threading.Event(), []
            for number, client in enumerate(self.clients):
                client.reset()
                client.browser.to(nodes[number % 2].port)
                threads.append(threading.Thread(target=client.work, args=(stop,)))
            start = time.monotonic()
            for thread in threads:
                thread.start()
            time.sleep(self.random.uniform(1, 2))
            # The one that extends the tree, or the other.
            holder = self.holder()
            victim = next((node for node in nodes if f"/{node.process.pid}/" in holder), nodes[0])
            if self.killed % 2:
                victim = nodes[1 - nodes.index(victim)]
            victim.kill()
            self.killed += 1
            time.sleep(1)
            stop.set()
            for thread in threads:
                thread.join()
            self.seconds += time.monotonic() - start
            taken = self.integrated()
            self.slowest = max(self.slowest, taken)
        finally:
            for node in nodes:
                if node.process.poll() is None:
                    node.stop()
        self.check(nodes)
        return f"all in the tree after {taken:.1f} s"

    def holder(self):
        return self.database.query("SELECT lease_owner FROM journal_tree")[0][0]["lease_owner"]

    def integrated(self):
        """The node that is left gives everything its place. Returns after how many seconds."""
        start = time.monotonic()
        waiting = "SELECT COUNT(*) AS n FROM journal j LEFT JOIN journal_place p ON p.number = j.number WHERE p.number IS NULL"
        while left := self.database.query(waiting)[0][0]["n"]:
            assert time.monotonic() - start < TAKEN_OVER, f"nobody took over: {left} entries without a place, lease of {self.holder()}"
            time.sleep(0.2)
        return time.monotonic() - start

    def check(self, nodes):
        self.standing.check()
        said = self.carfan.run(self.database, "journal", "verify")
        assert ", 0 waiting" in said, said
        [places] = self.database.query("SELECT COUNT(*) AS n, MIN(place) AS first, MAX(place) AS last FROM journal_place")
        assert places[0]["first"] == 0 and places[0]["last"] == places[0]["n"] - 1, f"a gap in the tree: {places}"
        self.standing.decisions = self.database.query("SELECT id, reason FROM decision")[0]
        for client in self.clients:
            if client.problem:
                raise AssertionError(f"{client.username}: {client.problem!r} {nodes[0].log.name}")
            client.check(self.standing)
            self.acknowledged += client.acknowledged.total()

    def close(self):
        self.database.drop()

    def summary(self):
        return f"{self.killed} nodes killed, {self.acknowledged} requests acknowledged, the tree complete at most {self.slowest:.1f} s later"
