"""The pictures of the guide and of the README: real pages of the invented Wales."""
import files
from journal_journeys import asked, looked_at, stands_out
from newcomer_journeys import GWENT, OFFICER, REASON, decided, fill_decision, send, to_be_decided

GUIDE = "docs/guide/images"


def test_pictures_of_the_guide(walk):
    for language in ("en", "cy"):
        page = walk.signed_in(OFFICER, language=language, width=1080)
        send(walk, page, files.nominals() if language == "en" else files.nominals(line_end="\n"))
        walk.see(page, "Ready to import", "Yn barod i’w mewnforio")
        walk.picture(page, f"{GUIDE}/import-plan-{language}.png", top="main", height=1000)
        walk.press(page, "Set aside", "Rhoi o’r neilltu")
        page.goto("/reviews")
        page.locator("main table a").first.click()
        walk.heading(page, "Are these records of one person?", "Ai un person sydd yn y cofnodion hyn?")
        walk.picture(page, f"{GUIDE}/review-{language}.png", top="main", height=1420)
        page.goto(GWENT)
        walk.picture(page, f"{GUIDE}/panel-{language}.png", top="main", height=860)
        to_be_decided(page)
        walk.picture(page, f"{GUIDE}/proposal-{language}.png", top=".identity-bar, main", height=1300)
        fill_decision(walk, page, reason=walk.say(page, *REASON.split(" · ")))
        walk.picture(page, f"{GUIDE}/decision-{language}.png", top="#decide", height=1500)


def test_pictures_of_who_looked(walk):
    number = looked_at(walk)
    for language in ("en", "cy"):
        page = walk.signed_in("rhian", language=language, width=1080)
        asked(walk, page, person=number)
        walk.see(page, "Dewi Harries (dewi)", "Dewi Harries (dewi)")
        walk.picture(page, f"{GUIDE}/who-looked-{language}.png", top="main", height=700)


def test_pictures_of_what_stands_out(walk):
    stands_out(walk)
    for language in ("en", "cy"):
        page = walk.signed_in("rhian", "/journal/unusual", language=language, width=1080)
        walk.see(page, "Cases that did not open", "Achosion na wnaethant agor")
        walk.picture(page, f"{GUIDE}/unusual-{language}.png", top="main", height=780)


def test_pictures_of_the_readme(walk):
    page = walk.signed_in(OFFICER, width=1180)
    page.goto(GWENT)
    walk.picture(page, "docs/images/panel.png", top="header", height=840)
    to_be_decided(page)
    fill_decision(walk, page, reason=REASON.split(" · ")[0])
    decided(walk, page)
    page.locator("main a[href^='/people/']").first.click()
    page.locator("nav.sub-navigation").wait_for()
    walk.picture(page, "docs/images/case.png", top="header", height=1100)
