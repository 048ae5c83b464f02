"""Notes and intelligence: written, graded and read, in both languages; what is withheld says so."""
from people_journeys import first_person
from walk import PHONE

TEXT = {"en": "He was at the market with two cycles", "cy": "Roedd yn y farchnad gyda dau feic"}


def case_of(walk, page):
    first_person(page)
    return page.url.split("?")[0]


def write_report(walk, page, case, code="C"):
    page.goto(f"{case}/intelligence")
    walk.follow(page, "Enter a report", "Cofnodi adroddiad")
    walk.check_both(page, narrow=True)
    page.locator("[name=text]").fill(TEXT[walk.language(page)])
    walk.choose(page, "sanitised", "yes")
    page.locator("[name=reference]").fill("GP/2026/004711")
    walk.day(page, "information_on", 1, 6, 2026)
    walk.day(page, "reported_on", 2, 6, 2026)
    for name, value in (("source_grade", "2"), ("information_grade", "B"), ("handling", code), ("marking", "official_sensitive")):
        walk.choose(page, name, value)
    if code == "C":
        page.locator("[name=conditions]").fill("Ask Sergeant Pugh first")
        walk.choose(page, "agencies", "gwent-police")
    walk.day(page, "review_on", 1, 6, 2030)
    walk.press(page, "Enter the report", "Cofnodi’r adroddiad")
    walk.see(page, "The report is entered.", "Mae’r adroddiad wedi’i gofnodi.")


def test_a_report_a_note_and_another_grading(walk):
    for language in ("en", "cy"):
        page = walk.signed_in("dewi", "/people", language=language)
        case = case_of(walk, page)
        write_report(walk, page, case)
        page.goto(f"{case}/intelligence")
        walk.see(page, "Ask Sergeant Pugh first", "Ask Sergeant Pugh first")
        walk.check_both(page, narrow=True)
        page.goto(f"{case}/notes")
        walk.follow(page, "Write a note", "Ysgrifennu nodyn")
        walk.check_both(page, narrow=True)
        with walk.status(page, 422):
            walk.press(page, "Write the note", "Ysgrifennu’r nodyn")
        page.locator(".error-summary").wait_for()
        walk.check(page)
        for name, value in (("part", "contacts"), ("basis", "intelligence"), ("marking", "official")):
            walk.choose(page, name, value)
        page.locator("[name=report]").select_option(index=1)
        page.locator("[name=text]").fill(TEXT[language])
        walk.day(page, "on", 2, 6, 2026)
        walk.press(page, "Write the note", "Ysgrifennu’r nodyn")
        walk.see(page, "The note is written.", "Mae’r nodyn wedi’i ysgrifennu.")
        walk.see(page, "Intelligence 2B", "Cudd-wybodaeth 2B")
        walk.check(page)
        page.goto(f"{case}/timeline")
        walk.see(page, "Intelligence 2B", "Cudd-wybodaeth 2B")
        walk.check_both(page, narrow=True)
        regrade(walk, page, case)


def regrade(walk, page, case):
    page.goto(f"{case}/intelligence")
    page.locator("main a[href$='/grading']").first.click()
    walk.check_both(page, narrow=True)
    walk.choose(page, "handling", "P")
    page.locator("[name=conditions]").fill("")
    page.locator("label[for='" + page.locator("[name=agencies][value=gwent-police]").get_attribute("id") + "']").click()
    with walk.status(page, 422):
        walk.press(page, "Grade the report", "Graddio’r adroddiad")
    walk.see(page, "Say why fewer precautions are needed now", "Dywedwch pam mae angen llai o ragofalon bellach")
    walk.check(page)
    page.locator("[name=reason]").fill("The operation is over")
    walk.press(page, "Grade the report", "Graddio’r adroddiad")
    walk.see(page, "The new grading stands.", "Mae’r raddfa newydd yn sefyll.")
    page.locator("main details summary").first.click()
    walk.check(page)


def test_what_is_withheld_says_so(walk):
    dewi = walk.signed_in("dewi", "/people")
    case = case_of(walk, dewi)
    write_report(walk, dewi, case, code="P")
    carys = walk.signed_in("carys", f"{case}/intelligence", width=PHONE, javascript=False)
    walk.see(carys, "masked. Ask", "cuddir hyn.")
    assert TEXT["en"] not in carys.content()
    walk.check_both(carys)
    carys.get_by_role("link", name="or give a reason and see it").first.click()
    carys.locator("[name=reason]").fill("Panel on Thursday")
    carys.locator("#main-form button.button").click()
    carys.get_by_text(TEXT["en"]).first.wait_for()
    walk.check(carys)
