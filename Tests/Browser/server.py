"""The server that journeys talk to: the debug program on a free port of this machine, with a copy of the invented Wales."""
import os
import re
import socket
import subprocess
import threading

ADDRESS = re.compile(r"Carfan answers at (http://\S+?)/?$")
ACCOUNT = re.compile(r"^  (\S+)  +(\S+)  +(\S.*)$")


class Wales:
    """The invented Wales as `carfan demo` makes it: imported once, then copied for every journey."""

    def __init__(self, program, folder, databases):
        self.program, self.folder, self.databases = program, folder, databases
        self.passwords, self.database = {}, databases.first()
        # Seals victims' data, in the demo and in its copies.
        self.key = folder / "secret-key"

    def make(self):
        subprocess.run([self.program, "account", "key", self.key], check=True, stdout=subprocess.DEVNULL)
        with Server(self, "demo", self.folder / "first", self.database) as server:
            self.passwords = server.printed_passwords
        self.database.settle()

    def server(self, name):
        """A server with a copy of its own."""
        folder = self.folder / name
        folder.mkdir()
        return Server(self, "serve", folder, self.databases.copy(self.database, folder))


class Server:
    START_SECONDS = 300

    def __init__(self, wales, verb, folder, database):
        self.wales, self.verb, self.folder, self.database = wales, verb, folder, database
        self.address, self.printed_passwords = None, {}
        self.port = free_port()
        # The demo asks for passwords alone by itself; so do its copies, where a journey does not say otherwise.
        self.arguments = ["--secret-key", str(wales.key)] + (["--second-factor", "off"] if verb == "serve" else [])
        folder.mkdir(exist_ok=True)

    @property
    def passwords(self):
        return self.wales.passwords

    def __enter__(self):
        self.start()
        return self

    def start(self):
        command = [
            self.wales.program, self.verb, "--database", self.database.address, "--host", "127.0.0.1", "--port", str(self.port)]
        command += self.arguments
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CARFAN_")}
        self.log = open(self.folder / "log", "a+")
        self.process = subprocess.Popen(
            command, cwd=self.folder, env=environment | {"LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        watch = threading.Timer(self.START_SECONDS, self.process.kill)
        watch.start()
        try:
            self.read_until_it_answers()
        finally:
            watch.cancel()
        # Whatever it says later must not fill the pipe.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def read_until_it_answers(self):
        for line in self.process.stdout:
            line = line.rstrip("\n")
            if account := ACCOUNT.match(line):
                self.printed_passwords[account[1]] = account[2]
            if address := ADDRESS.match(line):
                self.address = address[1]
                return
        self.log.seek(0)
        raise RuntimeError(f"the server ended before it answered:\n{self.log.read()}")

    def kill(self):
        """As when the power goes: nothing is closed or written any more."""
        self.process.kill()
        self.process.wait()
        self.log.close()

    def execute(self, sql, *values):
        """Changes something behind the server's back."""
        return self.database.execute(sql, *values)

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(timeout=25)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


def free_port():
    """One that stays the same when the server starts again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
