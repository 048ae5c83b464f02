"""Runs the debug program as people run it, and ends it as a power cut would: by its process id, without a word."""
import ctypes
import os
import re
import select
import signal
import subprocess
import time

ADDRESS = re.compile(r"Carfan answers at http://127\.0\.0\.1:(\d+)/")
PDEATHSIG = 1
libc = ctypes.CDLL(None)


def die_with_parent(number=signal.SIGKILL):
    """For a child before it begins: whatever happens to these tests, it does not outlive them."""
    return lambda: libc.prctl(PDEATHSIG, int(number))


class Carfan:
    """The program at one database."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("CARFAN_")}
        self.environment["LC_ALL"] = "C.UTF-8"

    def start(self, database, *arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, without_database=False):
        at = [] if without_database else ["--database", database.address]
        return subprocess.Popen(
            [self.program, *arguments, *at], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, text=True, preexec_fn=die_with_parent())

    def run(self, database, *arguments, fails=False, without_database=False):
        """To its end. Returns what it said."""
        process = self.start(
            database, *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, without_database=without_database)
        said, complained = process.communicate(timeout=120)
        if (process.returncode != 0) != fails:
            raise AssertionError(f"carfan {' '.join(arguments)} ended with {process.returncode}: {said}{complained}")
        return said + complained

    def cut_off(self, database, seconds, *arguments, begun=None, commit=None):
        """Kills it so many seconds after it began; with `commit`, that long after the next write to the database's log, which is
        where a change cut in two would show. Returns whether it was still at work."""
        process = self.start(database, *arguments, stderr=subprocess.PIPE)
        wait_until(begun, process)
        try:
            _, complained = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            if commit is not None:
                wait_until(database.watch(), process)
                time.sleep(commit)
            process.kill()
            process.communicate()
            return True
        if process.returncode != 0:
            raise AssertionError(f"carfan {' '.join(arguments)} ended with {process.returncode}: {complained}")
        return False


def wait_until(happened, process):
    while happened and not happened() and process.poll() is None:
        pass


class Server:
    """`carfan serve` on a free port of this machine."""

    def __init__(self, carfan, database, *arguments):
        self.log = open(carfan.folder / "server.log", "w+")
        self.process = carfan.start(
            database, "serve", "--host", "127.0.0.1", "--port", "0", "--second-factor", "off", *arguments,
            stdout=subprocess.PIPE, stderr=self.log)
        self.port = self.wait_for_address()

    def wait_for_address(self):
        end, said = time.monotonic() + 60, ""
        while time.monotonic() < end:
            if not select.select([self.process.stdout], [], [], 1)[0]:
                continue
            line = self.process.stdout.readline()
            if found := ADDRESS.match(line):
                return int(found[1])
            said += line
            if not line:
                break
        self.kill()
        raise AssertionError(f"the server did not answer: {said}{self.complaints()}")

    def peak(self, forget=False):
        """The most memory it has held, in bytes; with `forget`, counted anew from here on."""
        place = f"/proc/{self.process.pid}"
        if forget:
            with open(f"{place}/clear_refs", "w") as refs:
                refs.write("5")
        with open(f"{place}/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))

    def complaints(self):
        with open(self.log.name) as file:
            return file.read()[-2000:]

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        finally:
            self.kill()
