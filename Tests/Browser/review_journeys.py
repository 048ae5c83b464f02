"""Records to review: the queue, a pair with its waterfall, every answer, by keyboard, on a phone, in both languages."""
from walk import PHONE, SMALL_PHONE, WIDE

OFFICER, COLLEAGUE, ADMINISTRATOR = "carys", "gethin", "owain"

# A question that weight alone asks, about records of two people whom both officers see.
LIKELY = """
SELECT q.id, a.person_id, b.person_id FROM match_review q JOIN record a ON a.id = q.record_id
JOIN record b ON b.id = q.other_record_id
WHERE q.state = 'open' AND q.rule = 'likely' AND a.area = 'W15000002' AND b.area = 'W15000002' AND a.person_id <> b.person_id
ORDER BY q.id
"""


def first_pair(page):
    page.goto("/reviews")
    page.locator("main table a").first.click()
    page.locator("main h1").wait_for()


def answer(walk, page, verdict, reason, agency=False):
    walk.choose(page, "verdict", verdict)
    if agency:
        page.locator("select[name=agency]").select_option(index=1)
    page.locator("[name=reason]").fill(reason)
    page.locator("#main-form .actions button").click()
    page.locator(".banner.success").wait_for()


def test_every_list_has_no_barriers_at_any_width(walk):
    for width in (WIDE, PHONE, SMALL_PHONE):
        page = walk.signed_in(OFFICER, "/reviews", width=width)
        page.faults.clear()
        lists = page.locator("nav.sub-navigation a").evaluate_all("links => links.map(link => link.href)")
        assert len(lists) == 5, lists
        for address in lists:
            page.goto(address)
            walk.check_both(page)


def test_a_pair_shows_its_waterfall(walk):
    for width in (WIDE, PHONE, SMALL_PHONE):
        page = walk.signed_in(OFFICER, width=width)
        first_pair(page)
        page.faults.clear()
        assert page.locator("table.weights tbody tr").count() > 0
        shown = page.locator("table.weights td.numeric").evaluate_all(
            "cells => cells.map(cell => Number(cell.textContent.replace('−', '-')))")
        assert abs(sum(shown[:-1]) - shown[-1]) < 0.001, shown
        walk.check_both(page)


def test_every_answer(walk):
    page = walk.signed_in(OFFICER)
    answers = (("ask_agency", "/reviews?state=ask_agency"), ("not_yet", "/reviews?state=not_yet"), ("different", None))
    for verdict, waits in answers:
        first_pair(page)
        pair = page.url
        answer(walk, page, verdict, "The custody photographs differ · Mae’r ffotograffau’n wahanol", agency=verdict == "ask_agency")
        walk.check_both(page)
        if waits:
            page.goto(waits)
            assert page.locator(f"main a[href='/reviews/{pair.rsplit('/', 1)[1]}']").count() == 1
            walk.check_both(page)
        page.goto(pair)
        walk.check_both(page)


def test_two_records_become_one_person_and_part_again(walk):
    review, one, other = walk.server.execute(LIKELY)[0]
    page = walk.signed_in(OFFICER, f"/reviews/{review}")
    answer(walk, page, "same", "One photograph · Un ffotograff")
    walk.check_both(page, narrow=True)
    person = min(one, other)
    page.goto(f"/people/{person}/records")
    walk.see(page, "One photograph · Un ffotograff", "One photograph · Un ffotograff")
    walk.check_both(page, narrow=True)
    before = page.locator("a.button.secondary[href$='/unlinking']").count()
    assert before >= 2, before
    page.locator("a.button.secondary[href$='/unlinking']").last.click()
    walk.check_both(page, narrow=True)
    with walk.status(page, 422):
        walk.press(page, "Unlink", "Datgysylltu")
    walk.check(page)
    if page.locator("[name=extent]").count():
        walk.choose(page, "extent", "whole")
    page.locator("[name=reason]").fill("Another photograph · Ffotograff arall")
    walk.press(page, "Unlink", "Datgysylltu")
    page.locator(".banner.success").wait_for()
    page.goto(f"/people/{person}/records")
    assert page.locator("a.button.secondary[href$='/unlinking']").count() < before
    page.goto(f"/people/{person}")
    page.locator(".look-alikes").wait_for()
    walk.check_both(page, narrow=True)


def test_numbers_that_conflict_take_two_officers(walk):
    review, one, other = walk.server.execute(LIKELY)[-1]
    walk.server.execute(f"UPDATE match_review SET rule = 'identifiers-conflict' WHERE id = {review}")
    first = walk.signed_in(OFFICER, f"/reviews/{review}")
    answer(walk, first, "same", "The number was mistyped · Camdeipiwyd y rhif")
    walk.see(first, "a second coordinator", "ail gydlynydd")
    first.goto(f"/reviews/{review}")
    walk.check_both(first, narrow=True)
    second = walk.signed_in(COLLEAGUE, f"/reviews/{review}")
    assert "mistyped" not in second.locator("main").inner_text(), "the second officer sees what the first said"
    walk.check_both(second, narrow=True)
    answer(walk, second, "same", "The fingerprints agree · Mae’r olion bysedd yn cytuno")
    second.goto(f"/people/{min(one, other)}/records")
    walk.check_both(second, narrow=True)


def test_a_full_run_is_looked_at_before_it_is_done(walk):
    # Nobody was asked about these two: a full run would.
    review, one, other = walk.server.execute(LIKELY)[1]
    walk.server.execute(f"DELETE FROM match_review WHERE id = {review}")
    administrator = walk.signed_in(ADMINISTRATOR, "/linkage")
    walk.press(administrator, "See what it would change", "Gweld beth a newidiai")
    administrator.locator("#change-title ~ .figures").wait_for(timeout=60_000)
    administrator.faults.clear()
    walk.check_both(administrator, narrow=True)
    assert administrator.locator("main a[href^='/linkage/found']").count() == 0, "an administrator sees people"
    page = walk.signed_in(OFFICER, "/linkage")
    walk.check_both(page, narrow=True)
    walk.follow(page, "See which people", "Gweld pa bobl")
    walk.check_both(page, narrow=True)
    page.locator("nav.sub-navigation a[href*='kind=doubt']").click()
    walk.check_both(page, narrow=True)
    page.locator("main table a").first.click()
    page.locator("table.weights").wait_for()
    walk.check_both(page, narrow=True)
    found = page.url
    walk.press(page, "Put to review", "Anfon i’w adolygu")
    page.locator("#verdict").wait_for()
    assert "/reviews/" in page.url, page.url
    page.goto(found)
    walk.see(page, "Somebody is asked about these two", "Gofynnir i rywun am y ddau hyn")
    walk.check_both(page, narrow=True)


def test_two_cases_say_whom_not_to_confuse(walk):
    page = walk.signed_in(OFFICER)
    first_pair(page)
    cases = page.locator("main p a[href^='/people/']").evaluate_all("links => links.map(link => link.href)")
    answer(walk, page, "different", "Two people · Dau berson")
    for case in cases:
        page.goto(case)
        page.locator(".look-alikes").wait_for()
        walk.check_both(page, narrow=True)


def test_a_pair_by_keyboard_alone(walk):
    page = walk.signed_in(OFFICER)
    first_pair(page)
    page.locator("#verdict").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("[name=verdict][value=not_yet]").is_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "agency"
    page.keyboard.press("Tab")
    page.keyboard.type("Waiting for fingerprints · Yn aros am olion bysedd")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".banner.success").wait_for()


def test_a_pair_without_javascript(walk):
    page = walk.signed_in(OFFICER, width=SMALL_PHONE, javascript=False)
    first_pair(page)
    page.faults.clear()
    walk.check(page)
    answer(walk, page, "not_yet", "Waiting · Yn aros")
