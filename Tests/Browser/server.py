"""The server that journeys talk to: the debug program with the invented Wales, on a free port of this machine."""
import os
import re
import subprocess
import threading

ADDRESS = re.compile(r"Carfan answers at (http://\S+?)/?$")
ACCOUNT = re.compile(r"^  (\S+)  +(\S+)  +(\S.*)$")


class Server:
    START_SECONDS = 300

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.address, self.passwords = None, {}

    def __enter__(self):
        command = [
            self.program, "demo", "--database", f"sqlite:{self.folder / 'carfan.sqlite'}", "--host", "127.0.0.1", "--port", "0"]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("CARFAN_")}
        self.log = open(self.folder / "log", "w+")
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
        return self

    def read_until_it_answers(self):
        for line in self.process.stdout:
            line = line.rstrip("\n")
            if account := ACCOUNT.match(line):
                self.passwords[account[1]] = account[2]
            if address := ADDRESS.match(line):
                self.address = address[1]
                return
        self.log.seek(0)
        raise RuntimeError(f"the server ended before it answered:\n{self.log.read()}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=25)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
