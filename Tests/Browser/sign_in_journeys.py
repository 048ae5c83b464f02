"""Signing in and out: with and without JavaScript, by keyboard, on a phone, in both languages."""
import re

from walk import PHONE, SMALL_PHONE, WIDE

OFFICER = "carys"


def test_the_page_has_no_barriers_in_either_language_at_any_width(walk):
    for width in (WIDE, PHONE, SMALL_PHONE):
        page = walk.page(width=width)
        page.goto("/sign-in")
        walk.check_both(page)


def test_the_browser_chooses_the_language_first(walk):
    for language in ("en", "cy"):
        page = walk.page(language=language)
        page.goto("/sign-in")
        assert walk.language(page) == language


def test_an_officer_signs_in_and_out(walk):
    page = walk.signed_in(OFFICER)
    walk.check_both(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    page.get_by_label(re.compile("^Username")).wait_for()


def test_without_javascript(walk):
    page = walk.signed_in(OFFICER, javascript=False)
    walk.switch_language(page)
    page.get_by_role("button", name="Allgofnodi").click()
    page.goto("/")
    page.get_by_label(re.compile("^Enw defnyddiwr")).wait_for()


def test_with_the_keyboard_alone(walk):
    page = walk.page()
    page.goto("/sign-in")
    walk.tab_to(page, page.get_by_label("Username"))
    page.keyboard.type(OFFICER)
    walk.tab_to(page, page.get_by_label(re.compile("^Password")))
    page.keyboard.type(walk.server.passwords[OFFICER])
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^(Sign out|Allgofnodi)$")).wait_for()


def test_a_wrong_password_says_so_and_keeps_the_name(walk):
    page = walk.page()
    page.goto("/sign-in")
    page.get_by_label("Username").fill(OFFICER)
    page.get_by_label(re.compile("^Password")).fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Username").input_value() == OFFICER
    assert page.get_by_label(re.compile("^Password")).input_value() == ""
    page.faults.clear()
    walk.check_both(page)


def test_a_page_that_does_not_exist(walk):
    page = walk.page()
    page.goto("/no/such/page")
    page.faults.clear()
    walk.check(page)
