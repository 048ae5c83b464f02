"""Who looked: an information officer asks the journal, by hand and without scripts."""
from people_journeys import first_person
from walk import PHONE, WIDE


def asked(walk, page, purpose="complaint", **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    walk.choose(page, "purpose", purpose)
    walk.press(page, "Search the journal", "Chwilio’r dyddlyfr")


def looked_at(walk):
    """Somebody whom an offender manager has looked at: the number of the case."""
    page = walk.signed_in("dewi", "/people")
    first_person(page)
    number = page.url.rsplit("/", 1)[1]
    page.goto(f"/people/{number}/offences")
    return number


def test_who_looked_at_a_person(walk):
    number = looked_at(walk)
    for width, javascript in ((WIDE, True), (PHONE, False)):
        page = walk.signed_in("rhian", width=width, javascript=javascript)
        walk.heading(page, "Who looked", "Pwy edrychodd")
        walk.check_both(page, narrow=True)
        asked(walk, page, person=number)
        walk.see(page, "Dewi Harries (dewi)", "Dewi Harries (dewi)")
        walk.see(page, "Case: offences", "Achos: troseddau")
        walk.check_both(page, narrow=True)


def test_what_an_officer_did_leads_to_the_people(walk):
    looked_at(walk)
    page = walk.signed_in("rhian")
    asked(walk, page, "investigation", officer="dewi")
    walk.heading(page, "What Dewi Harries did", "Beth wnaeth Dewi Harries")
    page.locator("main table a[href^='/journal']").first.click()
    walk.see(page, "Dewi Harries (dewi)", "Dewi Harries (dewi)")
    walk.check(page)


def test_a_question_that_is_none(walk):
    page = walk.signed_in("rhian")
    with walk.status(page, 422):
        walk.press(page, "Search the journal", "Chwilio’r dyddlyfr")
    page.locator(".error-summary").wait_for()
    walk.check(page)


def stands_out(walk):
    """Dewi has asked for a dozen cases that do not open; the information officer's list, once the rules have seen it."""
    page = walk.signed_in("dewi", "/people")
    for number in range(12):
        page.goto(f"/people/{900_000 + number}")
    page = walk.signed_in("rhian", "/journal/unusual")
    for _ in range(60):
        if page.get_by_text("Cases that did not open").count():
            return page
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError("nothing stands out")


def test_what_stands_out_comes_first_and_is_closed(walk):
    page = stands_out(walk)
    walk.check_both(page, narrow=True)
    page.goto("/journal")
    walk.heading(page, "Who looked", "Pwy edrychodd")
    walk.check_both(page, narrow=True)
    page.get_by_role("link", name="Cases that did not open").first.click()
    walk.see(page, "What was it?", "Beth ydoedd?")
    walk.check_both(page, narrow=True)
    with walk.status(page, 422):
        walk.press(page, "Record", "Cofnodi")
    walk.check(page)
    walk.choose(page, "outcome", "explained")
    page.locator("[name=note]").fill("He typed numbers from an old list")
    walk.press(page, "Record", "Cofnodi")
    walk.see(page, "What you found is recorded.", "Cofnodwyd yr hyn a ganfuoch.")
    page.goto("/journal/unusual?state=closed")
    walk.see(page, "Cases that did not open", "Achosion na wnaethant agor")


def test_some_days_narrowed_and_widened_again(walk):
    looked_at(walk)
    page = walk.signed_in("rhian")
    today = walk.server.execute("SELECT MAX(at) FROM journal")[0][0][:10]
    year, month, day = (int(part) for part in today.split("-"))
    walk.day(page, "from", day, month, year)
    walk.day(page, "to", day, month, year)
    asked(walk, page, "sample")
    walk.see(page, "Dewi Harries (dewi)", "Dewi Harries (dewi)")
    walk.check_both(page, narrow=True)
    page.locator("[name=agency]").select_option("prison")
    walk.press(page, "Apply filters", "Defnyddio hidlyddion")
    walk.see(page, "There is no entry.", "Nid oes cofnod.")
    page.locator(".chosen a").first.click()
    walk.see(page, "Dewi Harries (dewi)", "Dewi Harries (dewi)")


def test_who_looked_on_the_case(walk):
    number = looked_at(walk)
    page = walk.signed_in("carys", f"/people/{number}")
    page.locator("nav.sub-navigation a[href$='/looks']").click()
    walk.check_both(page, narrow=True)
    walk.choose(page, "purpose", "sample")
    walk.press(page, "Show who looked", "Dangos pwy edrychodd")
    walk.see(page, "Dewi Harries (dewi)", "Dewi Harries (dewi)")
    walk.check_both(page, narrow=True)


def test_a_pack_asks_why(walk):
    number = looked_at(walk)
    page = walk.signed_in("rhian")
    asked(walk, page, person=number)
    page.locator("main a[href^='/journal/pack']").click()
    walk.heading(page, "Signed pack of these entries", "Pecyn wedi’i lofnodi o’r cofnodion hyn")
    walk.check_both(page, narrow=True)
    with walk.status(page, 422):
        walk.press(page, "Take the pack", "Cymryd y pecyn")
    walk.check(page)
