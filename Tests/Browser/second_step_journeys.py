"""The second step of signing in: set up, by a code of the app, by a recovery code; with and without JavaScript, in both languages."""
import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time

from walk import SMALL_PHONE

OFFICER = "carys"
ENGLISH, WELSH = "Code from your authenticator app", "Cod o’ch ap dilysu"


def asks_for_codes(walk):
    """The journey's server starts anew with a key of its own."""
    server = walk.server
    server.kill()
    key = server.folder / "secret-key"
    subprocess.run([server.wales.program, "account", "key", key], check=True, stdout=subprocess.DEVNULL)
    server.arguments = ["--secret-key", str(key)]
    server.start()


def code(key, steps=0):
    """What an authenticator app shows: RFC 6238."""
    step = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(key), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset:offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def password(walk, page, to=""):
    page.goto("/sign-in" + to)
    page.get_by_label(walk.say(page, "Username", "Enw defnyddiwr")).fill(OFFICER)
    page.locator("input[type=password]").fill(walk.server.passwords[OFFICER])
    walk.press(page, "Sign in", "Mewngofnodi")


def enter(walk, page, typed, english="Sign in", welsh="Mewngofnodi"):
    page.get_by_label(walk.say(page, ENGLISH, WELSH)).fill(typed)
    walk.press(page, english, welsh)


def set_up(walk, page):
    """Returns the key and the recovery codes."""
    walk.heading(page, "Set up the second step of signing in", "Gosod ail gam mewngofnodi")
    walk.check_both(page, narrow=True)
    key = page.locator("dd code").first.inner_text().replace(" ", "")
    enter(walk, page, code(key, -1), "Set it up", "Ei osod")
    walk.heading(page, "Keep your recovery codes", "Cadwch eich codau adfer")
    codes = page.locator("ol code").all_inner_texts()
    assert len(set(codes)) == 10
    walk.check_both(page, narrow=True)
    assert page.locator("ol code").all_inner_texts() == codes
    walk.press(page, "I have kept them: go on", "Rwyf wedi’u cadw: ymlaen")
    return key, codes


def signed_in(page):
    page.get_by_role("button", name=re.compile("^(Sign out|Allgofnodi)$")).wait_for()


def test_set_up_then_a_code_then_a_recovery_code(walk):
    asks_for_codes(walk)
    page = walk.page()
    password(walk, page, "?to=/account")
    key, codes = set_up(walk, page)
    signed_in(page)
    assert page.url.endswith("/account")
    walk.see(page, "10 recovery codes left", "10 cod adfer ar ôl")
    walk.follow(page, "Where you are signed in", "Ble rydych wedi mewngofnodi")
    walk.check_both(page, narrow=True)

    page = walk.page(width=SMALL_PHONE)
    password(walk, page)
    walk.heading(page, "Enter your sign-in code", "Rhowch eich cod mewngofnodi")
    walk.check_both(page)
    with walk.status(page, 401):
        enter(walk, page, "000000" if code(key) != "000000" else "111111")
    walk.check(page)
    enter(walk, page, code(key))
    signed_in(page)

    page = walk.page(language="cy")
    password(walk, page)
    page.locator("summary").click()
    page.get_by_label(walk.say(page, "Recovery code", "Cod adfer"), exact=True).fill(codes[3].upper())
    walk.check(page)
    walk.press(page, "Sign in", "Mewngofnodi")
    signed_in(page)


def test_without_javascript_and_with_the_keyboard(walk):
    asks_for_codes(walk)
    page = walk.page(javascript=False)
    password(walk, page)
    key, _ = set_up(walk, page)
    signed_in(page)
    page = walk.page()
    password(walk, page)
    walk.tab_to(page, page.get_by_label(ENGLISH))
    page.keyboard.type(code(key))
    page.keyboard.press("Enter")
    signed_in(page)


def longer_ago(walk):
    """The last proof of everybody signed in is older than ten minutes."""
    walk.server.execute("UPDATE session SET proven_at = '2020-01-01T00:00:00.000000Z'")


def test_an_export_asks_again_who_it_is_and_goes_on(walk):
    asks_for_codes(walk)
    page = walk.page()
    password(walk, page, "?to=/people/export")
    key, codes = set_up(walk, page)
    page.locator("[name=reason]").first.wait_for(state="attached")
    page.goto("/confirmation?to=/people/export")
    walk.check_both(page, narrow=True)
    page.goto("/people/export")
    walk.choose(page, "reason", "panel")
    longer_ago(walk)
    with walk.status(page, 401):
        walk.press(page, "Export (CSV)", "Allforio (CSV)")
    walk.heading(page, "Confirm it is you", "Cadarnhewch mai chi sydd yno")
    walk.check(page)
    with page.expect_download() as download:
        enter(walk, page, code(key), "Confirm and go on", "Cadarnhau a pharhau")
    assert download.value.suggested_filename.endswith(".csv")
    walk.check(page)

    # Without scripts one button more; by a recovery code.
    page = walk.page(javascript=False)
    password(walk, page, "?to=/people/export")
    enter(walk, page, code(key, 1))
    walk.choose(page, "reason", "panel")
    longer_ago(walk)
    with walk.status(page, 401):
        walk.press(page, "Export (CSV)", "Allforio (CSV)")
    page.locator("summary").click()
    page.get_by_label(walk.say(page, "Recovery code", "Cod adfer"), exact=True).fill(codes[0])
    walk.press(page, "Confirm and go on", "Cadarnhau a pharhau")
    with page.expect_download():
        walk.press(page, "Go on", "Ymlaen")
