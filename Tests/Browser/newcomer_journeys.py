"""The whole way of a file to a decision, as a coordinator goes it for the first time."""
import csv
import io
from datetime import timedelta

import files
from walk import PHONE, SMALL_PHONE, WIDE, ZOOMED

OFFICER = "carys"
GWENT = "/panels/W15000002"


def send(walk, page, file, status=200):
    """Sends a file as Gwent Police's nominals and comes to its plan or, with status 422, back to the form."""
    page.goto("/imports/new")
    page.locator("[name=profile]").select_option("gwent-police/nominals")
    page.locator("[name=file]").set_input_files(file)
    with walk.status(page, status):
        walk.press(page, "Send and check", "Anfon a gwirio")


def take_in(walk, page):
    """A file: its plan with the refused rows, then the run, then the people it brought."""
    send(walk, page, files.nominals())
    walk.see(page, "Ready to import", "Yn barod i’w mewnforio")
    for code in ("IMPOSSIBLE_DATE", "MISSING_MANDATORY", "DOB_IN_FUTURE", "TOO_MANY_COLUMNS"):
        page.get_by_role("heading", name=code).wait_for()
    walk.see(page, "Refused: 4", "Gwrthodwyd: 4")
    walk.see(page, "Changed: 2", "Wedi newid: 2")
    walk.see(page, "New: 2", "Newydd: 2")
    walk.see(page, "Unchanged: 3", "Heb newid: 3")
    assert "14 Heol y Bryn" in page.locator("#changed").inner_text()
    walk.check_both(page)
    with page.expect_download() as download:
        walk.follow(page, "Download the refused rows with their reasons (CSV)", "Lawrlwytho’r rhesi a wrthodwyd gyda’u rhesymau (CSV)")
    refused = download.value.path().read_text("utf-8-sig")
    assert "G9900006" in refused and "IMPOSSIBLE_DATE" in refused, refused
    walk.press(page, "Import these 4 rows", "Mewnforio’r 4 rhes hyn")
    walk.see(page, "What came of it", "Beth ddaeth ohoni")
    walk.check(page)
    walk.check_narrow(page)
    page.get_by_role("link", name="Ffridd-Isaf").click()
    walk.heading(page, files.NEWCOMER, files.NEWCOMER)
    walk.check(page)


def review(walk, page):
    page.goto("/reviews")
    walk.check(page)
    page.locator("main table a").first.click()
    walk.heading(page, "Are these records of one person?", "Ai un person sydd yn y cofnodion hyn?")
    walk.check(page)
    walk.choose(page, "verdict", "different")
    page.locator("[name=reason]").fill("The custody photographs differ · Mae’r ffotograffau’n wahanol")
    walk.press(page, "Decide", "Penderfynu")
    page.locator(".banner.success").wait_for()


def score_all(walk, page):
    page.goto("/rounds/new")
    page.locator("[name=name]").fill("Hydref · Autumn")
    walk.press(page, "See the plan", "Gweld y cynllun")
    walk.press(page, "Run the round", "Rhedeg y cylch")
    page.locator("main:not([data-refresh])").wait_for()
    page.goto("/panels")
    walk.see(page, "Selection round “Hydref · Autumn”", "Cylch dethol “Hydref · Autumn”")
    walk.check(page)


def to_be_decided(page, proposal="FIXED-1"):
    """The first of Gwent's list with this proposal for whom nothing more is asked than of most."""
    page.goto(f"{GWENT}?proposal={proposal}&undecided=yes")
    links = page.locator("main tbody a").evaluate_all("links => links.map(link => link.href)")
    for link in links:
        page.goto(link)
        if not page.locator("[name=mappa_reason]").count():
            return page.url
    raise AssertionError("nobody is to be decided")


REASON = "Three burglaries in one street · Tair bwrgleriaeth mewn un stryd"


def fill_decision(walk, page, outcome="adopt_fixed", reason=REASON):
    walk.choose(page, "outcome", outcome)
    page.locator("[name=reason]").fill(reason)
    if outcome == "adopt_fixed":
        page.locator("[name=police_lead]").fill("Dewi Harries")
        page.locator("[name=probation_lead]").fill("Nia Bowen")
        walk.choose(page, "rag", "amber")
        later = files.TODAY + timedelta(days=28)
        walk.day(page, "next_review", later.day, later.month, later.year)
    page.locator("[name=police_decider]").fill("Insp Sioned Wyn")
    page.locator("[name=probation_decider]").fill("Aled Rhys")


def decided(walk, page):
    walk.press(page, "Record the decision", "Cofnodi’r penderfyniad")
    page.locator(".banner.success").wait_for()
    walk.see(page, "Decided in this round", "Penderfynwyd yn y cylch hwn")


def why_and_why_not(walk, page):
    """One person who is proposed, one who is not."""
    page.goto(GWENT)
    walk.check_both(page)
    page.goto(f"{GWENT}?proposal=NONE")
    page.locator("main tbody a").first.click()
    walk.see(page, "Not proposed", "Heb ei gynnig")
    walk.see(page, "What the rules say, and why", "Beth mae’r rheolau’n ei ddweud, a pham")
    walk.check(page)
    to_be_decided(page)
    for english, welsh in (
        ("Rule", "Rheol"), ("Source", "Ffynhonnell"), ("What our score is made of", "O beth y gwnaed ein sgôr"),
        ("OGRS3 by its parts", "OGRS3 fesul rhan")):
        walk.see(page, english, welsh)


def in_welsh(walk, page):
    """The case in Welsh: summary, and the decision in the timeline."""
    page.locator("main a[href^='/people/']").first.click()
    page.locator("nav.sub-navigation").wait_for()
    if walk.language(page) == "en":
        walk.switch_language(page)
    walk.check(page)
    page.get_by_role("link", name="Llinell amser", exact=True).click()
    item = page.locator("main li, main .timeline > *").filter(has_text="Penderfyniad panel").first
    assert "Mabwysiadwyd fel Sefydlog" in item.inner_text(), item.inner_text()
    assert "Tair bwrgleriaeth mewn un stryd" in item.inner_text()
    walk.check(page)


def export(walk, page, name):
    page.goto(f"{GWENT}?undecided=no")
    walk.follow(page, "Export this list (CSV)", "Allforio’r rhestr hon (CSV)")
    walk.choose(page, "reason", "panel")
    with page.expect_download() as download:
        walk.press(page, "Export (CSV)", "Allforio (CSV)")
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    names = [f"{row[2]} {row[1]}" for row in rows[1:]]
    assert name in names, (name, names)
    assert ("Enw" in rows[0][1]) == (walk.language(page) == "cy") or rows[0][1] in ("Family name", "Cyfenw"), rows[0]


def story(walk, language):
    page = walk.signed_in(OFFICER, language=language)
    take_in(walk, page)
    review(walk, page)
    score_all(walk, page)
    why_and_why_not(walk, page)
    name = page.locator("h1").inner_text()
    fill_decision(walk, page)
    decided(walk, page)
    walk.check_both(page)
    in_welsh(walk, page)
    export(walk, page, name)


def test_from_a_file_to_a_decision_in_english(walk):
    story(walk, "en")


def test_from_a_file_to_a_decision_in_welsh(walk):
    story(walk, "cy")


def test_a_decision_with_the_keyboard_alone(walk):
    page = walk.signed_in(OFFICER)
    to_be_decided(page)
    for field, keys in (
        ("outcome", " "), ("reason", "Three burglaries"), ("police_lead", "Dewi Harries"), ("probation_lead", "Nia Bowen"),
        ("rag", " "), ("next_review-day", "1"), ("next_review-month", "2"), ("next_review-year", str(files.TODAY.year + 1)),
        ("police_decider", "Sioned Wyn"), ("probation_decider", "Aled Rhys")):
        walk.tab_to(page, page.locator(f"[name={field}]").first)
        if keys == " ":
            page.keyboard.press("Space")
        else:
            page.keyboard.type(keys)
    page.keyboard.press("Enter")
    page.locator(".banner.success").wait_for()
    assert page.locator(".banner.success").evaluate("banner => banner === document.activeElement")


def test_without_javascript(walk):
    """A file, the other language in mid-form, and a decision."""
    page = walk.signed_in(OFFICER, javascript=False)
    send(walk, page, files.nominals())
    walk.see(page, "Ready to import", "Yn barod i’w mewnforio")
    walk.press(page, "Import these 4 rows", "Mewnforio’r 4 rhes hyn")
    # The page asks again by itself.
    walk.see(page, "What came of it", "Beth ddaeth ohoni")
    to_be_decided(page)
    fill_decision(walk, page)
    walk.switch_language(page)
    assert page.locator("[name=police_decider]").input_value() == "Insp Sioned Wyn"
    assert page.locator("[name=outcome][value=adopt_fixed]").is_checked()
    decided(walk, page)


def on_a_small_screen(walk, width, height=900):
    page = walk.signed_in(OFFICER, width=width, height=height)
    send(walk, page, files.nominals())
    walk.see(page, "Ready to import", "Yn barod i’w mewnforio")
    walk.check(page)
    walk.press(page, "Import these 4 rows", "Mewnforio’r 4 rhes hyn")
    walk.see(page, "What came of it", "Beth ddaeth ohoni")
    walk.check(page)
    page.goto(GWENT)
    walk.check_both(page)
    to_be_decided(page)
    walk.check_both(page)
    fill_decision(walk, page)
    decided(walk, page)
    walk.check(page)


def test_on_a_phone(walk):
    on_a_small_screen(walk, PHONE)


def test_on_a_small_phone(walk):
    on_a_small_screen(walk, SMALL_PHONE)


def test_at_four_times_the_size(walk):
    on_a_small_screen(walk, *ZOOMED)
