"""Every page that each role can reach by following links: in both languages, wide and narrow, without barriers."""
import re
from collections import Counter, deque
from urllib.parse import parse_qsl, urlsplit

from walk import WIDE

# What following links must have come by; a number or a code stands for any.
CASEWORK = {
    "/", "/about", "/accessibility", "/account", "/people", "/people/export", "/people/*", "/people/*/offences", "/people/*/records",
    "/people/*/timeline", "/people/*/access", "/people/*/notes", "/people/*/notes/new", "/people/*/intelligence",
    "/people/*/sharing", "/people/*/sharing/new", "/shares", "/agreements", "/agreements/*",
    "/panels", "/panels/*", "/panels/*/export", "/panels/*/people/*",
}
COORDINATION = CASEWORK | {
    "/imports", "/imports/new", "/imports/*", "/imports/*/refused.csv", "/profiles", "/profiles/*/*", "/profiles/*/*/copy",
    "/reviews", "/reviews/*", "/rounds", "/rounds/new", "/rounds/*", "/rounds/*/movements",
    "/rounds/*/movements/export", "/teams", "/teams/*", "/settings", "/linkage",
    "/people/*/records/*/unlinking", "/people/*/looks",
}
OPEN = {"/", "/about", "/accessibility", "/account"}


def pattern(path):
    path = re.sub(r"/(\d+|W\d{8})(?=/|$)", "/*", path)
    return re.sub(r"^/profiles/[^/]+/[^/]+", "/profiles/*/*", path)


def signature(address):
    """Pages with the same are alike; one with a question is another kind than one without, several questions are none."""
    parts = urlsplit(address)
    return pattern(parts.path), tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def crawl(walk, who, expected, samples=1, first=()):
    page = walk.signed_in(who, width=WIDE)
    origin = walk.server.address
    waiting, seen, taken = deque(["/", *first]), {"/", *first}, Counter()
    found = set()
    while waiting:
        address = waiting.popleft()
        kind = signature(address)
        if len(kind[1]) > 1:
            continue
        if taken[kind] >= (1 if kind[1] else samples):
            continue
        taken[kind] += 1
        found.add(kind[0])
        if address.split("?")[0].endswith((".csv", ".md")):
            assert page.request.get(address).status == 200, address
            continue
        answer = page.goto(address)
        assert answer.status == 200, f"{who}: {address} answers {answer.status}"
        for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.href.split('#')[0])"):
            path = link.removeprefix(origin)
            if link.startswith(origin) and path and path not in seen:
                seen.add(path)
                waiting.append(path)
        walk.check_both(page, narrow=True)
    missing = expected - found
    assert not missing, f"{who} never comes to {sorted(missing)}"
    return found


def test_a_coordinator(walk):
    # Other agencies' files are withheld from her: one of her own comes first.
    file, = walk.server.execute("SELECT id FROM import_file WHERE profile = 'gwent-police/nominals'")[0]
    crawl(walk, "carys", COORDINATION, samples=2, first=(f"/imports/{file}", "/profiles/gwent-police/nominals"))


def test_a_police_offender_manager(walk):
    found = crawl(walk, "dewi", CASEWORK)
    assert not found & {"/imports", "/reviews", "/rounds", "/settings", "/accounts"}, found


def test_a_probation_practitioner(walk):
    crawl(walk, "nia", CASEWORK)


def test_an_analyst(walk):
    found = crawl(walk, "elin", OPEN)
    assert not any(path.startswith(("/people", "/panels")) for path in found), found


def test_an_administrator(walk):
    found = crawl(walk, "owain", OPEN | {
        "/accounts", "/accounts/new", "/accounts/*", "/accounts/*/role", "/accounts/*/last-day", "/accounts/*/training",
        "/accounts/*/sessions", "/accounts/terms", "/accounts/terms/new", "/accounts/training", "/settings", "/settings/new",
        "/linkage"})
    assert not any(path.startswith(("/people", "/panels")) for path in found), found


def test_an_information_officer(walk):
    found = crawl(walk, "rhian", OPEN | {"/journal", "/journal/unusual"})
    assert not any(path.startswith(("/people", "/panels")) for path in found), found


def test_a_partner(walk):
    found = crawl(walk, "sian", OPEN | {"/shares", "/shares/*", "/people", "/people/*"})
    assert not any(path.startswith(("/panels", "/agreements", "/register")) for path in found), found


def test_the_components(walk):
    """The gallery of components, which no page links to."""
    for language in ("en", "cy"):
        components(walk, walk.signed_in("owain", "/components", language=language))


def components(walk, page):
    addresses = page.locator("main a[href^='/components']").evaluate_all("links => links.map(link => link.href)")
    for address in ["/components", *dict.fromkeys(addresses)]:
        page.goto(address)
        walk.check(page)
        walk.check_narrow(page)


def test_lists_that_are_empty(walk):
    page = walk.signed_in("carys")
    for address in (
        "/people?q=Xyzzyxyzzy", "/panels/W15000002?proposal=FIXED-1&undecided=no", "/reviews?state=not_yet", "/people?page=900"):
        assert page.goto(address).status == 200
        walk.check_both(page, narrow=True)
