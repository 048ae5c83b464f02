"""Every address, link and form that officers are led to, and what they would send."""
import collections
import datetime
import html.parser
import os
import re
import sys
import urllib.parse

import measure
from wales import Caller

SOURCES = os.environ.get("BENCH_SOURCES", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Sources/App"))
# Not pressed while the pages are gathered: what they end would be missing afterwards. They are tested like all others.
ENDING = re.compile(
    r"sign-out|language|closure|removal|cancellation|/end\b|ending|exit|unlinking|withdrawal|/role|last-day|opening|second-step|"
    r"password|relation|restriction|recovery|session|/link|confirmation|refusal|acceptance|welcome|/accounts/t")
# In the frame of every page.
SMALL = ("/sign-out", "/language", "/account/notices")
PER_ROUTE = 4
AREA = "W15000002"


class Routes:
    """The addresses that the sources declare."""

    def __init__(self):
        found = set()
        for folder, _, names in os.walk(SOURCES):
            for name in names:
                with open(os.path.join(folder, name), errors="ignore") as file:
                    found |= set(re.findall(r'Route\(\s*\.(get|post),\s*"([^"]+)"', file.read()))
        # The steps that close a share are one line of the sources.
        for way, path in [route for route in found if "\\(" in route[1]]:
            found.discard((way, path))
            found |= {(way, path.split("\\(")[0] + step) for step in ("refusal", "withdrawal", "ending")}
        self.all = sorted(found, key=lambda route: ("{" in route[1], route[1], route[0]))

    def of(self, way, path):
        parts = path.strip("/").split("/")
        for route in self.all:
            wanted = route[1].strip("/").split("/")
            if route[0] == way and len(wanted) == len(parts) and all(
                    want.startswith("{") or want == part for want, part in zip(wanted, parts)):
                return route
        return None


class Page(html.parser.HTMLParser):
    """Links, and forms with the values that somebody would send."""

    def __init__(self, text):
        super().__init__()
        self.links, self.forms, self.form, self.choice, self.area = [], [], None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        at = {name: value or "" for name, value in attributes}
        if tag == "a" and at.get("href", "").startswith("/"):
            self.links.append(at["href"])
        elif tag == "form":
            self.form = {"way": at.get("method", "get").lower(), "action": at.get("action", ""), "fields": {},
                         "multipart": "multipart" in at.get("enctype", "")}
            self.forms.append(self.form)
        elif self.form and tag == "option" and self.choice and at.get("value"):
            self.form["fields"][self.choice] = at["value"]
        elif self.form and at.get("name"):
            self.field(tag, at)

    def field(self, tag, at):
        kind, fields, name = at.get("type", "text"), self.form["fields"], at["name"]
        if tag == "select":
            self.choice = name
        elif tag == "textarea":
            self.area = name
            fields[name] = ""
        elif tag == "button":
            if name != "switch-language":
                fields.setdefault(name, at.get("value", ""))
        elif kind in ("radio", "checkbox"):
            if name not in fields or "checked" in at:
                fields[name] = at.get("value", "on")
        elif kind == "file":
            fields[name] = None
        else:
            fields.setdefault(name, at.get("value") or usual(kind, name))

    def handle_data(self, data):
        if self.area and data.strip():
            self.form["fields"][self.area] = data.strip()

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.form["fields"][self.area] = self.form["fields"][self.area] or "Because of the panel."
            self.area = None
        elif tag == "select":
            self.choice = None
        elif tag == "form":
            self.form = None


def usual(kind, name):
    boxes = dated(name.rsplit("-", 1)[0], 7)
    return boxes.get(name) or {"password": measure.PASSWORD, "hidden": "", "number": "1"}.get(kind, "Jones")


def dated(field, ahead):
    """The three boxes of a day so many days from now."""
    day = datetime.date.today() + datetime.timedelta(days=ahead)
    return {f"{field}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def second(name, value):
    """What else may be meant: a day that has been, a number."""
    boxes = dated(name.rsplit("-", 1)[0], -1)
    return boxes.get(name) or ("5" if value == "Jones" and name not in ("name", "event", "source", "username") else value)


class Target:
    """One request, and who asks."""

    def __init__(self, route, path, query=None, fields=None, multipart=False, browser=None, role="", text=None):
        self.route, self.path, self.query, self.fields = route, path, query or {}, fields or {}
        self.multipart, self.browser, self.role, self.text = multipart, browser, role, text
        # Those to be tested: what other targets of the route test already is only sent.
        self.fresh = self.names

    @property
    def names(self):
        return {*self.query, *self.fields, *re.findall(r"{\w+}", self.route[1])}


class Crawl:
    """Goes through all links and forms as each officer; the first time the forms are sent, so that there is something to see."""

    def __init__(self, wales, server, routes):
        self.wales, self.server, self.routes = wales, server, routes
        self.targets, self.known, self.starts = [], collections.defaultdict(set), []

    def go(self, sows):
        for name, browser in self.wales.browsers.items():
            self.visit(name, browser, sows)

    def visit(self, name, browser, sows):
        waiting = collections.deque([*self.starts, "/people?q=jones"])
        waiting += [path for way, path in self.routes.all if way == "get" and "{" not in path]
        seen, times = set(), collections.Counter()
        while waiting:
            address = urllib.parse.urldefrag(waiting.popleft())[0]
            path, _, asked = address.partition("?")
            query = dict(urllib.parse.parse_qsl(asked, keep_blank_values=True))
            route = self.routes.of("get", path)
            if address in seen or not route or times[route, frozenset(query)] >= PER_ROUTE:
                continue
            seen.add(address)
            times[route, frozenset(query)] += 1
            text = browser.get(address)
            if browser.status == 303:
                continue
            if browser.status == 200 and not sows:
                self.note(Target(route, path, query, browser=browser, role=name))
            page = Page(text)
            waiting.extend(page.links)
            for form in page.forms:
                waiting.extend(self.follow(form, path, browser, name, sows, times))

    def follow(self, form, path, browser, name, sows, times):
        """Where a form leads."""
        action, _, asked = (form["action"] or path).partition("?")
        query = dict(urllib.parse.parse_qsl(asked, keep_blank_values=True))
        fields = {key: value for key, value in form["fields"].items() if key != "csrf"}
        route = self.routes.of(form["way"], action)
        if not route:
            return
        if form["way"] == "get":
            yield f"{action}?{urllib.parse.urlencode(fields)}"
        elif not sows:
            self.note(Target(route, action, query, {**fields, "csrf": browser.csrf}, form["multipart"], browser, name))
        elif not ENDING.search(action) and times[route] < 2:
            times[route] += 1
            page = browser.send(action, fields, form["multipart"])
            if browser.status == 422:
                page = browser.send(action, {key: second(key, value) for key, value in fields.items()}, form["multipart"])
            # The page that follows may ask once more before the act.
            for again in Page(page).forms if browser.status == 200 else []:
                if self.routes.of("post", again["action"]) and again["action"] != action:
                    yield from self.follow(again, path, browser, name, sows, times)

    def act(self, who, path, /, **fields):
        """The form of a page, sent as somebody who knows what it needs would."""
        browser = self.wales.browsers[who]
        forms = [form for form in Page(browser.get(path)).forms if "csrf" in form["fields"] and form["action"] not in SMALL]
        if not forms:
            print(f"   {path} has no form for {who}: {browser.status}", file=sys.stderr)
            return
        form = max(forms, key=lambda form: len(form["fields"]))
        filled = {key: value for key, value in {**form["fields"], **fields}.items() if value != "" and key != "csrf"}
        page = browser.send(form["action"] or path, filled, form["multipart"])
        if browser.status not in (200, 303):
            words = re.sub(r"<[^>]*>|\s+", " ", "".join(re.findall(r"(?s)error-summary.*?</ul>", page)))
            print(f"   {form['action'] or path} was not done for {who}: {browser.status} {words[-200:]}", file=sys.stderr)

    def acts(self):
        """What no form filled by itself leads to."""
        # The rule proposes the ones for Fixed; the others were not shared in the demo.
        ranked = numbers(self.wales.browsers["carys"], "/api/people?sort=score")
        fixed, people = ranked[4:6], ranked[6:9]
        first, second, third = people
        far = next(number for number in numbers(self.wales.browsers["gethin"], "/api/people") if self.is_closed("dewi", number))
        own, hers = (numbers(self.wales.browsers[name], "/api/people")[-1] for name in ("dewi", "mali"))
        ask = "?kind=share&agency=newport-council&purpose=crime_prevention&agreement=1"
        for person in people:
            self.act("carys", f"/people/{person}/sharing/new{ask}", parts="risk", gateway="common_law_policing", sensitive="",
                     necessity="A move is planned.", **dated("until", 7))
        self.wales.browsers["sian"].send("/shares/3/acceptance", {})
        self.act("carys", f"/people/{first}/sharing/correction", **dated("since", -1), **dated("wrong_from", -1))
        self.act("dewi", f"/people/{far}/glass")
        for person in fixed:
            self.act("carys", f"/panels/{AREA}/people/{person}", outcome="adopt_fixed", flex_ground="", free_scheme="",
                     dissenter="", dissent="", police_decider="Sgt Awel Pugh", probation_decider="Mair Tudor",
                     police_lead="Dewi Harries", probation_lead="Nia Bowen", agreed=["police", "probation"],
                     **dict.fromkeys(dated("defer_until", 0), ""), **dated("panel_day", -1))
        self.act("carys", f"/people/{second}/exclusions", username="dewi")
        self.act("carys", f"/people/{third}/restriction", officer=["carys", "gethin"])
        self.act("dewi", f"/people/{own}/intelligence/new", reference="GWP/2026/12", handling="P", conditions="", agencies="",
                 **dated("information_on", -1), **dated("reported_on", -1), **dated("review_on", 7))
        self.act("dewi", f"/people/{own}/notes/new", on=[])
        self.act("mali", f"/people/{hers}/victims/new", told=[], name="Ann Rees", choice="declined", event="Burglary of 4 May 2026")
        self.act("mali", f"/people/{hers}/involvements/new", **dated("from", -1), **dated("to", -1))
        self.act("carys", "/imports/new")
        for name in ("carys", "mali"):
            self.wales.browsers[name].send("/drafts", {"draft-title": "Note", "kept-to": "/people/1/notes/new", "kept:text": "Meg"})
        self.starts = [
            f"/people/{own}/intelligence", f"/api/people/{first}", f"/api/people/{first}/shares", "/api/imports/1", "/imports/1",
            f"/people/{far}/glass", f"/people/{hers}/victims", f"/people/{own}/notes", f"/people/{first}/sharing/new{ask}",
            *(f"/people/{person}{part}" for person in people + fixed for part in ("", "/sharing", "/access", "/intelligence")),
            *(f"/shares/{number}" for number in range(3, 8))]

    def is_closed(self, name, number):
        self.wales.browsers[name].get(f"/people/{number}")
        return self.wales.browsers[name].status == 404

    def note(self, target):
        """Once for each parameter of a route, by the first officer who has it."""
        is_new = target.route not in self.known
        target.fresh = target.names - self.known[target.route]
        if target.fresh or is_new:
            self.known[target.route] |= target.names
            self.targets.append(target)

    def rest(self):
        """What no page leads to: requests of programs and scripts, then, returned, routes by a number that may not exist."""
        officer, outside = self.wales.browsers["carys"], Caller(self.server)
        outside.get("/sign-in")
        own, new = {"csrf": officer.csrf}, dict.fromkeys(("new-password", "new-password-again"), measure.PASSWORD)
        for way, path, query, fields, browser, text in [
                ("get", "/journal/consistency", {"from": "1", "to": "2"}, {}, outside, None),
                ("get", "/people", {"q": "jones", "page": "2", "sort": "name", "after": "1"}, {}, officer, None),
                ("get", "/api/people", {"q": "jones", "page": "2", "sort": "name", "after": "1"}, {}, officer, None),
                ("get", "/sign-in", {"to": "/people", "note": "out"}, {}, outside, None),
                ("post", "/reports", {}, {}, outside, '[{"body": {"effectiveDirective": "img*", "blockedURL": "a*"}}]'),
                ("post", "/journal/cosignature", {}, {}, outside, "carfan*\n1*\nAAAA*\n\n— w AAAA*\n"),
                ("post", "/drafts", {}, {**own, "draft-title": "A", "kept-to": "/people/1", "kept:text": "Meg"}, officer, None),
                ("post", "/terms", {}, {**own, "version": "1", "to": "/"}, officer, None),
                ("post", "/sign-in", {}, {"csrf": outside.csrf, "username": "carys", "password": "x", "to": "/people",
                                          "kept-to": "/people", "kept:q": "x"}, outside, None),
                ("post", "/welcome/" + "0" * 64, {}, {"csrf": outside.csrf, "username": "carys", **new}, outside, None)]:
            self.targets.append(Target(self.routes.of(way, path), path, query, fields, False, browser, "by hand", text))
        guessed = [route for route in self.routes.all if route not in {target.route for target in self.targets}]
        for route in guessed:
            path, fields = re.sub(r"{\w+}", "1", route[1]), {} if route[0] == "get" else own
            self.targets.append(Target(route, path, {}, fields, False, officer, "by guess"))
        return guessed


def numbers(browser, path):
    """The people of a list for programs."""
    return [int(number) for number in re.findall(r'"id":(\d+)', browser.get(path))]
