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
