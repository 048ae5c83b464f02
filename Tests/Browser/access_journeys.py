"""Who sees what: a case is restricted, marked, and opened in an emergency."""
from people_journeys import first_person
from walk import PHONE, WIDE


def number_of(page):
    return page.url.rstrip("/").rsplit("/", 1)[1]


def reason(walk, page, words, en, cy):
    page.locator("[name=reason]").fill(words)
    walk.press(page, en, cy)


def test_a_case_is_restricted_and_opened_in_an_emergency(walk):
    owner = walk.signed_in("carys", "/people")
    first_person(owner)
    case = number_of(owner)
    other = walk.signed_in("dewi", f"/people/{case}")
    owner.goto(f"/people/{case}/access")
    walk.check_both(owner, narrow=True)
    owner.goto(f"/people/{case}/restriction")
    with walk.status(owner, 422):
        walk.press(owner, "Restrict", "Cyfyngu")
    owner.locator(".error-summary").wait_for()
    walk.check_both(owner, narrow=True)
    walk.choose(owner, "officer", "carys")
    walk.choose(owner, "shown", "closed")
    reason(walk, owner, "Works with a relative of the person", "Restrict", "Cyfyngu")
    walk.see(owner, "Works with a relative of the person", "Works with a relative of the person")
    with walk.status(other, 403):
        other.goto(f"/people/{case}")
    walk.check(other)
    other.locator(f"a[href='/people/{case}/glass']").click()
    walk.check_both(other, narrow=True)
    walk.choose(other, "reason_code", "life_at_risk")
    reason(walk, other, "Threats tonight", "Break the glass", "Torri’r gwydr")
    walk.see(other, "You broke the glass", "Rydych wedi torri’r gwydr")
    walk.check_both(other, narrow=True)
    owner.goto("/notices")
    walk.check_both(owner, narrow=True)
    owner.goto("/glass/breaks")
    walk.check_both(owner, narrow=True)
    owner.locator("main table a").first.click()
    walk.choose(owner, "outcome", "justified")
    reason(walk, owner, "The call log agrees", "Record the review", "Cofnodi’r adolygiad")
    walk.see(owner, "It was needed", "Roedd ei angen")
    other.goto(f"/people/{case}/glass")
    walk.press(other, "Close it now", "Ei gau yn awr")
    owner.goto(f"/people/{case}/restriction/end")
    walk.check_both(owner, narrow=True)
    reason(walk, owner, "They have left", "Lift", "Codi")
    other.goto(f"/people/{case}")
    first = other.locator("h1").inner_text()
    assert first, "the case is open again"


def test_where_somebody_is_is_masked(walk):
    owner = walk.signed_in("carys", "/people")
    first_person(owner)
    case = number_of(owner)
    owner.goto(f"/people/{case}/marking")
    walk.check_both(owner, narrow=True)
    walk.choose(owner, "marking", "official_sensitive")
    walk.choose(owner, "descriptor", "LOCSEN")
    reason(walk, owner, "In a refuge", "Mark", "Marcio")
    for who, width, javascript in (("dewi", WIDE, True), ("carys", PHONE, False)):
        page = walk.signed_in(who, f"/people/{case}", width=width, javascript=javascript)
        walk.see(page, "OFFICIAL-SENSITIVE [LOCSEN]", "OFFICIAL-SENSITIVE [LOCSEN]")
        page.locator("a[href*='unmasking?part=identity']").first.click()
        walk.check_both(page, narrow=True)
        reason(walk, page, "Home visit", "Show it", "Ei ddangos")
        walk.check(page)
    owner.goto(f"/people/{case}/marking")
    walk.choose(owner, "descriptor", "PERSONAL")
    reason(walk, owner, "No longer", "Mark", "Marcio")


def test_looking_for_somebody_in_an_emergency(walk):
    page = walk.signed_in("nia", "/people")
    page.locator("main a[href='/glass']").click()
    with walk.status(page, 422):
        walk.press(page, "Look", "Chwilio")
    page.locator(".error-summary").wait_for()
    walk.check_both(page, narrow=True)
    page.locator("[name=number]").fill("NOM-99999999")
    walk.press(page, "Look", "Chwilio")
    walk.see(page, "No case that you could open this way fits exactly", "Nid oes achos y gallech ei agor fel hyn")
