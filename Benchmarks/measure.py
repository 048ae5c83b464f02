"""What every benchmark shares: the machine in one line, a program's processor time, medians, and the verdict against a bar."""
import contextlib
import datetime
import glob
import os
import platform
import re
import select
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request

CARFAN = os.environ.get("CARFAN", "carfan")
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
WORK = os.environ.get("BENCH_FOLDER", "/tmp/carfan-bench")
AS_OF = "2026-11-01"
PASSWORD = "lantern gravel ossuary"


def machine():
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "?")
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%MZ")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{now} · {platform.system()} {platform.release()} · {os.cpu_count()} × {model} · load {load}"


def report(what, values, bar=None, most=True, unit=""):
    """One line: the median of the values, their range, and whether the bar is met (at most, or at least)."""
    middle = statistics.median(values)
    line = f"{what:<58} {middle:>12,.2f} {unit:<8} ({min(values):,.2f} to {max(values):,.2f})"
    if bar is not None:
        met = middle <= bar if most else middle >= bar
        line += f"  {'≤' if most else '≥'} {bar:g}: {'met' if met else 'MISSED'}"
    print(line, flush=True)
    return middle


class Run:
    """A command run to its end, of Carfan or another program: seconds on the clock and of processor, peak memory in MB, what it said."""

    def __init__(self, *arguments, allow=(0,), program=CARFAN):
        start = time.monotonic()
        child = subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        if child.returncode not in allow:
            raise SystemExit(f"{program} {' '.join(arguments)} ended with {child.returncode}:\n{self.said}")


def quiet(most=0.3, minutes=10):
    """Waits for what ran before to be over; ends the benchmark when the machine stays busy (not with BENCH_ANY_LOAD=1)."""
    if os.environ.get("BENCH_ANY_LOAD") == "1":
        return
    end = time.monotonic() + 60 * minutes
    while (load := os.getloadavg()[0]) > most:
        if time.monotonic() > end:
            raise SystemExit(f"The load is {load:.1f}, over {most}: nothing is measured (unless BENCH_ANY_LOAD=1).")
        time.sleep(5)


def family(pid):
    """A process and all that it started."""
    yield pid
    for path in glob.glob(f"/proc/{pid}/task/*/children"):
        with open(path) as children:
            for child in children.read().split():
                yield from family(int(child))


class Serving:
    """A server of one or more processes, started by `command` on a free port that it prints, and ended with the block."""

    ADDRESS = re.compile(r"http://[\w.]+:\d+")
    first = "/"
    where = {}
    connection = "keep-alive"

    def __enter__(self):
        start = time.monotonic()
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True, **self.where)
        try:
            found = next(filter(None, map(self.ADDRESS.search, self.process.stdout)), None)
            if not found:
                raise SystemExit(f"{self.command[0]} ended before it said where it listens.")
            self.address = found[0]
            urllib.request.urlopen(self.address + self.first).read()
        except BaseException:
            self.__exit__()
            raise
        self.seconds_to_answer = time.monotonic() - start
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def cpu(self):
        """Seconds of processor, user and system, since the start."""
        ticks = 0
        for pid in family(self.process.pid):
            with open(f"/proc/{pid}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def share(self):
        """MB of memory, each page that several processes hold divided among them (PSS)."""
        kilobytes = 0
        for pid in family(self.process.pid):
            with open(f"/proc/{pid}/smaps_rollup") as rollup:
                kilobytes += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        return kilobytes / 1024


class Server(Serving):
    """`carfan serve` on a free port, and an officer signed in to it."""

    first = "/sign-in"

    def __init__(self, database):
        self.database = database
        self.command = [CARFAN, "serve", "--database", database, "--port", "0", "--log-level", "error", "--second-factor", "off"]

    def memory(self, name="VmRSS"):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(name))

    def sign_in(self, username, role, agency, area):
        added = Run(
            "account", "add", username, "--name", "Nia Bramley", "--role", role, "--agency", agency, "--area", area,
            "--database", self.database, allow=(0, 1))
        if not (link := re.search(r"/welcome/(\S+)", added.said)):
            added = Run("account", "reset", username, "--database", self.database)
            link = re.search(r"/welcome/(\S+)", added.said)
        return Officer(self, username, link[1])


class Browser:
    """A browser as far as a benchmark needs one: it keeps its cookies and shows redirects instead of following them."""

    def __init__(self, server):
        self.server = server
        self.jar = {}

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.jar.items())

    def get(self, path):
        return self.ask(urllib.request.Request(self.server.address + path))

    def post(self, path, fields):
        body = urllib.parse.urlencode(fields).encode()
        return self.ask(urllib.request.Request(self.server.address + path, body, {"Sec-Fetch-Site": "same-origin"}))

    def ask(self, request):
        request.add_header("Cookie", self.cookie)
        opener = urllib.request.build_opener(NoRedirect)
        try:
            answer = opener.open(request)
        except urllib.error.HTTPError as error:
            answer = error
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, value = header.split(";", 1)[0].split("=", 1)
            self.jar[name] = value
        self.status = answer.status
        return answer.read().decode()


class Officer(Browser):
    """An officer of Carfan in a browser, signed in, with the token of forms."""

    def __init__(self, server, username, link):
        super().__init__(server)
        welcome = f"/welcome/{link}"
        page = self.get(welcome)
        fields = dict(re.findall(r'<input type="password"[^>]*name="([^"]+)"()', page)) or dict.fromkeys(
            re.findall(r'name="([^"]*password[^"]*)"', page))
        self.post(welcome, {**dict.fromkeys(fields, PASSWORD), "username": username, "csrf": self.token(page)})
        page = self.get("/sign-in")
        self.post("/sign-in", {"username": username, "password": PASSWORD, "csrf": self.token(page)})
        page = self.get("/people")
        if 'name="password"' in page:
            raise SystemExit(f"{username} could not sign in")
        self.csrf = self.token(page)

    @staticmethod
    def token(page):
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        return found[1] if found else ""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Load:
    """What wrk measured: requests a second, 50th, 95th and 99th percentile in ms, errors; and the server's processor ms a request."""

    LINE = re.compile(r"BENCH (\S+) (\S+) (\S+) (\S+) (\S+) (\S+)")

    def __init__(self, server, script, clients, environment, seconds=6):
        folder = os.path.dirname(os.path.abspath(__file__))
        before = server.cpu()
        said = subprocess.run(
            ["wrk", "-t", str(min(2, clients)), "-c", str(clients), "-d", f"{seconds}s", "--timeout", "30s",
             "-s", os.path.join(folder, script), server.address],
            env={**os.environ, **environment}, capture_output=True, text=True, check=True).stdout
        used = server.cpu() - before
        found = self.LINE.search(said)
        if not found:
            raise SystemExit(f"wrk said:\n{said}")
        requests, micros, p50, p95, wrong, p99 = (float(value) for value in found.groups())
        self.wrong = int(wrong)
        self.requests = int(requests)
        self.rate = requests / (micros / 1e6)
        self.p50, self.p95, self.p99 = p50 / 1000, p95 / 1000, p99 / 1000
        self.milliseconds = 1000 * used / max(requests, 1)
        if self.wrong:
            print(f"   {self.wrong} of {self.requests} answers were not what was asked for", file=sys.stderr)


@contextlib.contextmanager
def postgres(buffers="256MB"):
    """A PostgreSQL 15 cluster of its own on a free port, ended and removed afterwards."""
    import shutil
    import socket
    import tempfile
    folder = tempfile.mkdtemp(prefix="carfan-bench-pg-")
    os.chmod(folder, 0o755)
    shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    as_postgres = ["runuser", "-u", "postgres", "--"]
    bin = "/usr/lib/postgresql/15/bin"
    data = f"{folder}/data"
    quiet = {"stdout": subprocess.DEVNULL, "check": True, "cwd": "/"}
    subprocess.run([*as_postgres, f"{bin}/initdb", "-D", data, "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8"], **quiet)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c shared_buffers={buffers}"
    subprocess.run([*as_postgres, f"{bin}/pg_ctl", "-D", data, "-l", f"{folder}/log", "-w", "-o", options, "start"], **quiet)
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*as_postgres, f"{bin}/pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder)


def people(count):
    """The folder of files of so many invented people, made once."""
    import make_people
    folder = os.path.join(WORK, f"people-{count}")
    if not os.path.exists(folder):
        os.makedirs(WORK, exist_ok=True)
        make_people.write_folder(count, folder + ".part", 1, datetime.date.fromisoformat(AS_OF))
        os.rename(folder + ".part", folder)
    return folder


def filled(count, score=False):
    """An SQLite database with so many people, made once for each program; its address."""
    path = os.path.join(WORK, f"people-{count}{'-scored' if score else ''}.sqlite")
    stamp = str(int(os.path.getmtime(CARFAN)))
    mark = path + ".stamp"
    if not (os.path.exists(mark) and open(mark).read() == stamp):
        for name in (path, path + "-wal", path + "-shm", mark):
            if os.path.exists(name):
                os.remove(name)
        fill(f"sqlite:{path}", people(count), score)
        with open(mark, "w") as out:
            out.write(stamp)
    return f"sqlite:{path}"


def fill(database, folder, score=False):
    Run("migrate", "--database", database)
    Run("import", "--as-of", AS_OF, "--database", database, folder)
    if score:
        Run("score", "--all", "--as-of", AS_OF, "--database", database)
