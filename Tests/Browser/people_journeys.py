"""People: the list, finding somebody, the case page with each of its parts."""
from walk import PHONE, SMALL_PHONE, WIDE

OFFICER = "carys"


def first_person(page):
    page.locator("main table a[href^='/people/']").first.click()
    page.locator("main h1").wait_for()


def test_the_list_has_no_barriers_at_any_width(walk):
    for width in (WIDE, PHONE, SMALL_PHONE):
        page = walk.signed_in(OFFICER, "/people", width=width)
        page.faults.clear()
        walk.check_both(page)


def test_every_part_of_a_case_has_no_barriers(walk):
    page = walk.signed_in(OFFICER, "/people")
    first_person(page)
    page.faults.clear()
    case = page.url
    parts = page.locator("nav.sub-navigation a").evaluate_all("links => links.map(link => link.href)")
    assert parts, "the case has no parts"
    for part in [case, *parts]:
        page.goto(part)
        walk.check_both(page)


def test_a_case_on_a_small_phone_without_javascript(walk):
    page = walk.signed_in(OFFICER, "/people", width=SMALL_PHONE, javascript=False)
    page.faults.clear()
    first_person(page)
    walk.check(page)


def test_a_case_of_another_area_is_not_there(walk):
    wales = walk.signed_in("gethin", "/people")
    gwent = walk.signed_in(OFFICER)
    everywhere = set(wales.locator("main table a[href^='/people/']").evaluate_all("links => links.map(link => link.href)"))
    answers = {gwent.request.get(address).status for address in everywhere}
    assert answers <= {200, 404} and 404 in answers, answers


def test_an_analyst_and_an_administrator_see_no_people(walk):
    for who in ("elin", "owain"):
        page = walk.signed_in(who)
        assert page.request.get("/people").status == 404, who
