"""Five hundred texts that try to become script, stored wherever people's data comes from, and every page that shows them."""
import itertools

TAGS = ["img", "svg", "body", "video", "audio", "iframe", "details", "input", "object", "embed", "marquee", "select", "math", "style", "a"]
EVENTS = ["onerror", "onload", "ontoggle", "onfocus", "onmouseover", "onstart", "onanimationstart", "onpointerenter"]
CALL = "top.hostile=1"
WHOLE = [
    f"<script>{CALL}</script>", f"</title><script>{CALL}</script>", f"</textarea><script>{CALL}</script>", f"--><script>{CALL}</script>",
    f"]]><script>{CALL}</script>", f"<scr<script>ipt>{CALL}</script>", f"<SCRIPT SRC=//x.invalid/x.js></SCRIPT>",
    f"<script\x0c>{CALL}</script>", f"\"><script>{CALL}</script>", f"'><script>{CALL}</script>", f"'\"><svg/onload={CALL}>",
    f"<a href=javascript:{CALL}>x</a>", f"<a href=\"java\tscript:{CALL}\">x</a>", f"<iframe srcdoc='<script>{CALL}</script>'>",
    f"<form action=javascript:{CALL}><button>x", f"<base href=//x.invalid/>", f"<meta http-equiv=refresh content=0;url=javascript:{CALL}>",
    f"<link rel=stylesheet href=//x.invalid/x.css>", f"<style>@import'//x.invalid/x.css';</style>", f"javascript:{CALL}",
    f"${{{CALL}}}", f"{{{{{CALL}}}}}", f"\\\"-{CALL}-\\\"", f"';{CALL};'", f"\" autofocus onfocus=\"{CALL}", f"' autofocus onfocus='{CALL}",
    f"` onmouseover={CALL}", f"x\" onerror=\"{CALL}\" src=\"y", f"&lt;script&gt;{CALL}&lt;/script&gt;", f"&#60;script&#62;{CALL}&#60;/script&#62;",
    f"%3Cscript%3E{CALL}%3C/script%3E", f"\u003cscript\u003e{CALL}\u003c/script\u003e", f"\u2028<script>{CALL}</script>", f"＜script＞{CALL}＜/script＞",
    f"<math><mi//xlink:href=\"data:x,<script>{CALL}</script>\">", f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<svg><use href=\"data:image/svg+xml,<svg id=x onload={CALL}>#x\">", f"<template><script>{CALL}</script></template>",
    f"<noscript><p title=\"</noscript><img src=x onerror={CALL}>\">", f"<table background=javascript:{CALL}>",
]
QUOTES = ["", "\"", "'", "\">", "'>"]


def hostile():
    made = list(WHOLE)
    for quote, tag, event in itertools.product(QUOTES, TAGS, EVENTS):
        made.append(f"{quote}<{tag} src=x href=x {event}={CALL} autofocus open>")
    return made[:500]


# Whatever a person reads and somebody else wrote.
COLUMNS = {
    "person": ["family", "given", "address", "postcode"],
    "record": ["family", "given", "aliases", "address", "postcode", "markers", "reference"],
    "conviction": ["court", "offence", "disposal"],
    "custody_event": ["station", "offence", "disposal", "reference"],
    "court_order": ["team", "officer", "pdu", "registers", "rosh"],
    "decision": ["reason", "police_decider", "probation_decider", "police_lead", "probation_lead"],
    "enrolment": ["police_lead", "probation_lead"],
    "officer": ["name"],
    "source_row": ["raw"],
}
PAGES = ["", "/offences", "/records", "/timeline", "/access", "/notes", "/notes/new", "/intelligence", "/sharing", "/restriction", "/marking"]


def planted(server):
    """Each row of each table gets others, so that all of them stand somewhere."""
    texts, place = hostile(), 0
    for table, columns in COLUMNS.items():
        key = {"conviction": "source_row_id", "custody_event": "source_row_id", "court_order": "source_row_id"}.get(table, "id")
        for number, in server.execute(f"SELECT {key} FROM {table} ORDER BY {key} LIMIT 150"):
            for column in columns:
                text = texts[place % len(texts)]
                place += 1
                value = f'["{text}"]'.replace("\\", "") if column == "raw" else text
                if column == "reference":
                    value = f"{text} {number}"
                server.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", value, number)
    assert place >= 2 * len(texts), place


def test_nothing_stored_becomes_script(walk):
    page = walk.signed_in("carys", "/people")
    planted(walk.server)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    people = [number for number, in walk.server.execute(
        "SELECT p.id FROM person p WHERE p.reach_id IS NOT NULL AND p.area = 'W15000002' ORDER BY p.id LIMIT 30")]
    addresses = ["/people", "/people?sort=score", "/people?q=script", "/panels", "/panels/W15000002", "/reviews", "/imports", "/rounds",
                 "/shares", "/agreements", "/notices", "/glass/breaks"]
    addresses += [f"/people/{number}{part}" for number in people for part in (PAGES if number in people[:8] else ["", "/offences"])]
    shown = 0
    for address in addresses:
        answer = page.goto(address)
        assert answer.status in (200, 404), (address, answer.status)
        shown += "hostile" in page.content()
        # Whatever only happens when a hand comes near.
        page.mouse.move(400, 400)
        page.keyboard.press("Tab")
        assert page.evaluate("top.hostile === undefined"), address
        assert not dialogs, (address, dialogs)
        assert not page.faults, (address, page.faults)
        foreign = page.locator("main script, main iframe, main object, main embed, main [onload], main [onerror], main base, main meta").count()
        assert foreign == 0, (address, foreign)
    assert shown > len(addresses) // 2, f"{shown} of {len(addresses)} pages show what was planted"
