"""Sharing a case with housing: from the form to the partner's page, and to its end."""
from walk import PHONE, WIDE

# Somebody known to the police of Gwent, with whom nothing is shared yet.
UNSHARED = """
SELECT MIN(r.person_id) FROM record r JOIN proposal s ON s.person_id = r.person_id
WHERE r.agency = 'gwent-police' AND r.person_id NOT IN (SELECT person_id FROM share)
"""


def proposed(walk, page, number):
    page.goto(f"/people/{number}/sharing")
    walk.check_both(page, narrow=True)
    walk.follow(page, "Share this case", "Rhannu’r achos hwn")
    walk.check_both(page, narrow=True)
    walk.choose(page, "kind", "share")
    page.locator("[name=agency]").select_option("newport-council")
    page.locator("[name=purpose]").select_option("crime_prevention")
    walk.press(page, "Continue", "Parhau")
    walk.check_both(page, narrow=True)
    with walk.status(page, 422):
        walk.press(page, "Send", "Anfon")
    walk.check(page)
    for part in ("risk", "cohort"):
        walk.choose(page, "parts", part)
    walk.choose(page, "gateway", "common_law_policing")
    page.locator("[name=officer]").select_option(label=walk.say(page, "Siân Pugh, partner practitioner", "Siân Pugh, ymarferydd partner"))
    year = int(page.locator("html").evaluate("() => new Date().getFullYear()"))
    month = int(page.locator("html").evaluate("() => new Date().getMonth() + 1"))
    walk.day(page, "until", 1, 1 + month % 12, year + (month == 12))
    page.locator("[name=necessity]").fill("The tenancy is at risk.")
    walk.press(page, "Send", "Anfon")
    walk.see(page, "It has been sent", "Mae wedi’i anfon")
    walk.check_both(page, narrow=True)


def test_a_case_is_shared_and_closed_again(walk):
    number, = walk.server.execute(UNSHARED)[0]
    carys = walk.signed_in("carys")
    proposed(walk, carys, number)
    for width in (PHONE, WIDE):
        sian = walk.signed_in("sian", width=width)
        walk.heading(sian, "Shared with us and by us", "A rannwyd â ni a gennym ni")
        walk.check_both(sian, narrow=True)
    row = sian.locator("tr", has_text=walk.say(sian, f"Case {number}", f"Achos {number}")).first
    row.locator("a[href^='/shares/']").first.click()
    walk.check_both(sian, narrow=True)
    share = sian.url
    walk.press(sian, "Accept", "Derbyn")
    sian.wait_for_url(f"**/people/{number}")
    withheld = sian.locator("section[aria-labelledby=withheld] .withheld")
    assert withheld.count() >= 3, withheld.all_inner_texts()
    names = " ".join(withheld.all_inner_texts())
    assert "Risk:" not in names and "Offences, custody and prison:" in names, names
    walk.check_both(sian, narrow=True)
    carys.goto(share)
    walk.follow(carys, "End it", "Dod ag ef i ben")
    carys.locator("[name=reason]").fill("The tenancy is safe.")
    walk.check_both(carys, narrow=True)
    walk.press(carys, "End it", "Dod ag ef i ben")
    carys.wait_for_url("**/shares")
    assert sian.request.get(f"/people/{number}").status == 404


def test_a_partner_refuses_with_a_reason(walk):
    page = walk.signed_in("sian", language="cy", javascript=False)
    page.locator("section[aria-labelledby=new] a[href^='/shares/']", has_text="").first.wait_for()
    waiting, = walk.server.execute("SELECT id FROM share WHERE state = 'proposed'")[0]
    page.goto(f"/shares/{waiting}/refusal")
    with walk.status(page, 422):
        walk.press(page, "Refuse", "Gwrthod")
    walk.check(page)
    page.locator("[name=reason]").fill("Nid oes fflat ar gael.")
    walk.press(page, "Refuse", "Gwrthod")
    page.wait_for_url("**/shares")
    walk.see(page, "refused", "wedi’i wrthod")


def test_agreements_and_the_register(walk):
    for who in ("carys", "rhian", "owain"):
        page = walk.signed_in(who, "/agreements")
        walk.check_both(page, narrow=True)
        page.locator("main table a[href^='/agreements/']").first.click()
        walk.check_both(page, narrow=True)
    for who in ("carys", "rhian"):
        page = walk.signed_in(who, "/register")
        walk.see(page, "Siân Pugh", "Siân Pugh")
        walk.check_both(page, narrow=True)
