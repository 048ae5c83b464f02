"""The bad day: wrong files, stale forms, ended sessions, two people at once, wrong dates, a server that dies."""
from datetime import timedelta

import files
from newcomer_journeys import GWENT, decided, fill_decision, send, to_be_decided

OFFICER = "carys"
REASON = "Written before it all went wrong · Cafodd ei ysgrifennu cyn i bopeth fynd o chwith"


def problem(page):
    page.locator(".error-summary").wait_for()
    return page.locator(".error-summary").inner_text()


def sign_in_again(walk, page, who=OFFICER):
    page.get_by_label(walk.say(page, "Username", "Enw defnyddiwr")).fill(who)
    page.locator("input[type=password]").fill(walk.server.passwords[who])
    page.locator("main button").last.click()


def test_files_that_cannot_be_read(walk):
    """Each is refused with its reason, at the field, in both languages; the page has no barriers."""
    for language in ("en", "cy"):
        page = walk.signed_in(OFFICER, language=language)
        for file, english, welsh in (
            (files.of_another_agency(), "not those of the profile", "Nid colofnau’r proffil"),
            (files.empty(), "The file is empty", "Mae’r ffeil yn wag"),
            (files.zipped(), "zip", "zip"),
        ):
            send(walk, page, file, status=422)
            words = walk.say(page, english, welsh)
            assert words.lower() in problem(page).lower(), (words, problem(page))
            assert page.locator("[name=profile]").input_value() == "gwent-police/nominals"
            walk.check(page)
            walk.check_narrow(page)
    page.goto("/imports")
    walk.check_both(page)


def test_nothing_chosen(walk):
    page = walk.signed_in(OFFICER)
    page.goto("/imports/new")
    with walk.status(page, 422):
        walk.press(page, "Send and check", "Anfon a gwirio")
    assert "Choose the file" in problem(page)
    walk.check(page)
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "profile"


def test_the_same_file_twice(walk):
    page = walk.signed_in(OFFICER)
    send(walk, page, files.nominals())
    walk.see(page, "Ready to import", "Yn barod i’w mewnforio")
    send(walk, page, files.nominals(), status=422)
    page.get_by_role("link", name="Open file").wait_for()
    walk.check(page)


def test_signed_out_in_one_window_while_the_other_writes(walk):
    page = walk.signed_in(OFFICER)
    to_be_decided(page)
    fill_decision(walk, page)
    page.locator("[name=reason]").fill(REASON)
    other = page.context.new_page()
    other.goto("/account")
    other.get_by_role("button", name="Sign out").click()
    other.locator("input[type=password]").wait_for()
    walk.press(page, "Record the decision", "Cofnodi’r penderfyniad")
    sign_in_again(walk, page)
    walk.heading(page, "You are signed in again – your text is kept", "Rydych wedi mewngofnodi eto – cadwyd eich testun")
    page.faults.clear()
    walk.check(page)
    walk.press(page, "Send what I typed", "Anfon yr hyn a deipiais")
    page.locator(".banner.success").wait_for()
    page.get_by_text(REASON).first.wait_for()


def test_a_session_that_ends_in_mid_form(walk):
    """What was typed survives sign-in, also when the first thing pressed is the other language."""
    for javascript in (True, False):
        page = walk.signed_in(OFFICER, javascript=javascript)
        to_be_decided(page)
        page.locator("[name=reason]").fill(REASON)
        walk.server.execute("DELETE FROM session")
        page.locator("header button[name=switch-language]").click()
        sign_in_again(walk, page)
        page.locator("main form button").click()
        page.locator("html[lang=cy]").wait_for(state="attached")
        assert page.locator("[name=reason]").input_value() == REASON
        walk.switch_language(page)


def test_a_session_that_ends_while_a_file_is_chosen(walk):
    page = walk.signed_in(OFFICER)
    page.goto("/imports/new")
    page.locator("[name=profile]").select_option("gwent-police/nominals")
    page.locator("[name=file]").set_input_files(files.nominals())
    walk.server.execute("DELETE FROM session")
    walk.press(page, "Send and check", "Anfon a gwirio")
    sign_in_again(walk, page)
    # No browser keeps a file: it is chosen again, all else stands.
    page.get_by_text("choose it again and send it").wait_for()
    assert page.locator("[name=profile]").input_value() == "gwent-police/nominals"
    page.locator("[name=file]").wait_for()


def test_two_people_decide_the_same_case(walk):
    first, second = walk.signed_in(OFFICER), walk.signed_in("gethin", language="cy")
    address = to_be_decided(first)
    second.goto(address)
    fill_decision(walk, first)
    fill_decision(walk, second, "decline")
    second.locator("[name=reason]").fill(REASON)
    decided(walk, first)
    with walk.status(second, 409):
        walk.press(second, "Record the decision", "Cofnodi’r penderfyniad")
    for words in ("Yr hyn sy’n sefyll", "Yr hyn a anfonwyd gennych"):
        second.get_by_role("heading", name=words).wait_for()
    shown = second.locator("main").inner_text()
    assert REASON in shown and "Tair bwrgleriaeth mewn un stryd" in shown, shown
    walk.check(second)
    walk.check_narrow(second)
    walk.switch_language(second)
    assert second.locator("[name=reason]").input_value() == REASON
    second.get_by_role("heading", name="Decided in this round").wait_for()
    decided(walk, second)


def test_dates_that_are_wrong_missing_or_to_come(walk):
    page = walk.signed_in(OFFICER)
    address = to_be_decided(page)
    tomorrow = files.TODAY + timedelta(days=1)
    for day in ((31, 2, files.TODAY.year), ("", "", ""), (tomorrow.day, tomorrow.month, tomorrow.year), ("x", 1, 2026)):
        page.goto(address)
        fill_decision(walk, page)
        walk.day(page, "panel_day", *day)
        walk.press(page, "Record the decision", "Cofnodi’r penderfyniad")
        link = page.locator(".error-summary a[href='#panel_day']")
        link.wait_for()
        if day[0] != "":
            assert page.locator("[name=panel_day-day]").input_value() == str(day[0])
        assert page.locator("[name=police_decider]").input_value() == "Insp Sioned Wyn"
        assert page.title().startswith("Error: ")
        page.faults.clear()
        walk.check_both(page)
        walk.check_narrow(page)
    page.goto(address)
    walk.press(page, "Record the decision", "Cofnodi’r penderfyniad")
    page.locator(".error-summary").wait_for()
    page.faults.clear()
    walk.check(page)


def test_a_round_of_tomorrow(walk):
    page = walk.signed_in(OFFICER)
    tomorrow = files.TODAY + timedelta(days=1)
    page.goto("/rounds/new")
    walk.day(page, "as_of", tomorrow.day, tomorrow.month, tomorrow.year)
    walk.press(page, "See the plan", "Gweld y cynllun")
    assert "today or earlier" in problem(page)
    page.faults.clear()
    walk.check_both(page)


def test_the_other_language_keeps_what_is_typed(walk):
    """On every form; the switch itself says nothing is wrong."""
    page = walk.signed_in(OFFICER)
    review = "/reviews"
    page.goto(review)
    forms = [to_be_decided(page), "/rounds/new", "/imports/new?profile=gwent-police%2Fnominals"]
    page.goto(review)
    forms.append(page.locator("main table a").first.get_attribute("href"))
    for address in forms:
        page.goto(address)
        boxes = page.locator("main form input[type=text]:not([inputmode]):visible, main form textarea:visible")
        for number in range(boxes.count()):
            boxes.nth(number).fill(f"Geiriau · words {number}")
        before = page.locator("#main-form").evaluate(TYPED)
        walk.switch_language(page)
        assert page.locator("#main-form").evaluate(TYPED) == before, address
        assert page.locator(".error-summary").count() == 0, address
        walk.switch_language(page)
        assert page.locator("#main-form").evaluate(TYPED) == before, address


TYPED = "form => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'csrf')"


def test_another_area_is_not_there(walk):
    """Dewi works in Gwent: North Wales's panel and people do not exist for him."""
    wales, gwent = walk.signed_in("gethin"), walk.signed_in("dewi")
    wales.goto("/panels/W15000001")
    person = wales.locator("main tbody a").first.get_attribute("href")
    number = person.rsplit("/", 1)[1]
    for address in ("/panels/W15000001", person, "/reviews", "/imports", "/settings", "/accounts"):
        with walk.status(gwent, 404):
            gwent.goto(address)
        walk.heading(gwent, "Page not found", "Heb ddod o hyd i’r dudalen")
    with walk.status(gwent, 404):
        gwent.goto("/people/999999")
    walk.check(gwent)
    walk.check_narrow(gwent)
    answer = gwent.request.get(f"/people/{number}").status
    held = walk.server.execute("SELECT area FROM person WHERE id = ?", number)[0][0]
    assert answer == 404 or held == "W15000002", (answer, held)


def test_the_server_dies_in_mid_form(walk):
    page = walk.signed_in(OFFICER)
    to_be_decided(page)
    fill_decision(walk, page)
    walk.server.kill()
    walk.press(page, "Record the decision", "Cofnodi’r penderfyniad")
    page.wait_for_url("chrome-error://**")
    walk.server.start()
    # Asked again, the browser sends what it could not send.
    page.reload()
    page.locator(".banner.success").wait_for()
    walk.see(page, "Decided in this round", "Penderfynwyd yn y cylch hwn")
    assert walk.server.execute("SELECT COUNT(*) FROM decision") == [(1,)]


def test_the_server_dies_during_an_import(walk):
    page = walk.signed_in(OFFICER)
    send(walk, page, files.nominals())
    walk.see(page, "Ready to import", "Yn barod i’w mewnforio")
    address = page.url
    walk.press(page, "Import these 4 rows", "Mewnforio’r 4 rhes hyn")
    walk.server.kill()
    walk.server.start()
    page.goto(address)
    if page.get_by_role("button", name="Go on").count():
        walk.press(page, "Go on", "Mynd ymlaen")
    walk.see(page, "What came of it", "Beth ddaeth ohoni")
    people = walk.server.execute("SELECT COUNT(*) FROM person WHERE family = 'Ffridd-Isaf'")
    assert people == [(1,)], people
