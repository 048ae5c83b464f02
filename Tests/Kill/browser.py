"""A browser as far as the server can tell: cookies, forms with their token, kept connections."""
import html
import http.client
import re
import urllib.parse

TOKEN = re.compile(r'name="csrf" value="([^"]*)"')
FIELD = re.compile(r'<input[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"')


class Lost(Exception):
    """No answer came."""


class Browser:
    def __init__(self, port=None):
        self.port, self.cookies, self.connection, self.csrf = port, {}, None, ""

    def to(self, port):
        """The same browser, the same cookies, at the server's new port."""
        self.close()
        self.port = port
        return self

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def send(self, method, path, fields=None):
        """Returns the status as soon as it has come: from then on the change counts as acknowledged."""
        body = None if fields is None else urllib.parse.urlencode(fields)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        try:
            self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Lost(str(error)) from error
        self.keep(answer)
        try:
            self.page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            self.page = ""
        self.location = answer.getheader("Location", "")
        if found := TOKEN.search(self.page):
            self.csrf = html.unescape(found[1])
        return answer.status

    def keep(self, answer):
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, **fields):
        return self.send("POST", path, {"csrf": self.csrf} | fields)

    def upload(self, path, fields, name, pieces, size):
        """Sends a form with a file of that many bytes, piece by piece."""
        parts = [f'--edge7\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
        parts.append(
            f'--edge7\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n')
        head, tail = "".join(parts).encode(), b"\r\n--edge7--\r\n"

        def body():
            yield head
            yield from pieces
            yield tail

        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request("POST", path, body(), {
                "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()), "Sec-Fetch-Site": "same-origin",
                "Content-Type": "multipart/form-data; boundary=edge7", "Content-Length": str(len(head) + size + len(tail))})
            answer = connection.getresponse()
            self.page, self.location = answer.read().decode(), answer.getheader("Location", "")
            return answer.status
        finally:
            connection.close()

    def words(self):
        """What the page says, for messages."""
        main = re.search(r"<main.*?</main>", self.page, re.S)
        return " ".join(re.sub(r"<[^>]*>", " ", main[0] if main else self.page).split())[:900]

    def fields(self):
        """The hidden and filled fields of the page at hand."""
        return {name: html.unescape(value) for name, value in FIELD.findall(self.page)}

    def welcome(self, link, username, password):
        """Sets the password by the one-time link and signs in."""
        path = urllib.parse.urlsplit(link).path
        self.get(path)
        status = self.post(path, **{"new-password": password, "new-password-again": password})
        assert status == 303, f"setting the password was answered {status}: {self.words()}"
        self.get("/sign-in")
        status = self.post("/sign-in", username=username, password=password)
        assert status == 303, f"signing in was answered {status}: {self.words()}"
        self.get("/account")
