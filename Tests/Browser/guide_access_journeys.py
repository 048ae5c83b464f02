"""The pictures of the guide for what is withheld, shared, noted and signed in to: the demo's own cases."""
from guide_journeys import GUIDE
from second_step_journeys import asks_for_codes, code, enter, longer_ago, password
from walk import WIDE

LANGUAGES = ("en", "cy")


def number(walk, sql):
    return walk.server.execute(sql)[0][0]


def noted(walk):
    """The case that police and probation write about and housing shares."""
    return number(walk, "SELECT MIN(person_id) FROM narrative")


def test_pictures_of_who_may_see_a_case(walk):
    restricted = number(walk, "SELECT person_id FROM case_restriction")
    for language in LANGUAGES:
        page = walk.signed_in("sian", f"/people/{noted(walk)}", language=language, width=1080)
        walk.picture(page, f"{GUIDE}/withheld-{language}.png", top="section[aria-labelledby=withheld]", height=740)
        page = walk.signed_in("carys", f"/people/{restricted}/access", language=language, width=1080)
        walk.picture(page, f"{GUIDE}/access-{language}.png", top="main", height=1260)
        page = walk.signed_in("dewi", f"/people/{restricted}", language=language, width=1080)
        walk.see(page, "You broke the glass", "Rydych wedi torri’r gwydr")
        walk.picture(page, f"{GUIDE}/glass-{language}.png", top=".identity-bar", height=420)
        page = walk.signed_in("carys", "/glass/breaks", language=language, width=1080)
        page.locator("main table a").first.click()
        walk.choose(page, "outcome", "justified")
        walk.picture(page, f"{GUIDE}/glass-review-{language}.png", top="main", height=760)


def test_pictures_of_sharing(walk):
    unshared = number(walk, "SELECT person_id FROM case_bar")
    for language in LANGUAGES:
        page = walk.signed_in(
            "carys", f"/people/{unshared}/sharing/new?kind=share&agency=newport-council&purpose=crime_prevention",
            language=language, width=1080)
        walk.choose(page, "parts", "risk")
        walk.choose(page, "gateway", "common_law_policing")
        walk.picture(page, f"{GUIDE}/share-{language}.png", top="main", height=1520)
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.goto("/register")
        walk.picture(page, f"{GUIDE}/register-{language}.png", top="main", height=460)
        page = walk.signed_in("sian", "/shares", language=language, width=1080)
        walk.picture(page, f"{GUIDE}/shares-{language}.png", top="main", height=980)


def test_pictures_of_notes_and_intelligence(walk):
    case = f"/people/{noted(walk)}"
    for language in LANGUAGES:
        page = walk.signed_in("dewi", f"{case}/notes", language=language, width=1080)
        walk.picture(page, f"{GUIDE}/notes-{language}.png", top="main", height=1560)
        page.goto(f"{case}/intelligence")
        walk.picture(page, f"{GUIDE}/intelligence-{language}.png", top=".identity-bar", height=1040)
        page = walk.signed_in("mali", f"{case}/victims", language=language, width=1080)
        walk.picture(page, f"{GUIDE}/victims-{language}.png", top="main", height=1180)


def test_pictures_of_accounts_and_the_second_step(walk):
    asks_for_codes(walk)
    key = None
    for language in LANGUAGES:
        page = walk.page(language=language, width=1080)
        password(walk, page, "?to=/people/export")
        if key is None:
            walk.heading(page, "Set up the second step of signing in", "Gosod ail gam mewngofnodi")
            for _ in walk.both_languages(page):
                walk.picture(page, f"{GUIDE}/second-step-{walk.language(page)}.png", top="main", height=640)
            key = page.locator("dd code").first.inner_text().replace(" ", "")
            enter(walk, page, code(key, -1), "Set it up", "Ei osod")
            walk.press(page, "I have kept them: go on", "Rwyf wedi’u cadw: ymlaen")
        else:
            enter(walk, page, code(key))
        page.locator("[name=reason]").first.wait_for(state="attached")
        longer_ago(walk)
        page.goto("/confirmation?to=/people/export")
        if walk.language(page) != language:
            walk.switch_language(page)
        walk.picture(page, f"{GUIDE}/confirm-{language}.png", top="main", height=420)


def test_pictures_of_the_administrators_accounts(walk):
    for language in LANGUAGES:
        page = walk.signed_in("owain", "/accounts", language=language, width=WIDE)
        walk.picture(page, f"{GUIDE}/accounts-{language}.png", top="main", height=860)
