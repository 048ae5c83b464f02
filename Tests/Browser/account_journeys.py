"""The life of an account: terms and training before work, text that was not sent, what an officer is told."""
from bad_day_journeys import REASON, to_be_decided

OFFICER = "carys"


def test_new_terms_are_accepted_before_work(walk):
    page = walk.signed_in("owain", to="/accounts/terms")
    walk.follow(page, "Publish a new version", "Cyhoeddi fersiwn newydd")
    walk.press(page, "Publish", "Cyhoeddi")
    walk.heading(page, "Terms of use", "Telerau defnyddio")
    walk.check_both(page, narrow=True)
    walk.press(page, "I have read this and accept it", "Rwyf wedi darllen hyn ac yn ei dderbyn")
    walk.follow(page, "Back to the accounts", "Yn ôl at y cyfrifon")
    page = walk.page(javascript=False)
    walk.sign_in(page, OFFICER)
    walk.heading(page, "Terms of use", "Telerau defnyddio")
    page.goto("/people")
    walk.press(page, "I have read this and accept it", "Rwyf wedi darllen hyn ac yn ei dderbyn")
    walk.heading(page, "People", "Pobl")


def test_missing_training_is_said(walk):
    page = walk.signed_in("rhian")
    walk.server.execute("DELETE FROM training_completion")
    with walk.status(page, 403):
        page.goto("/journal")
    walk.heading(page, "Training is missing", "Mae hyfforddiant ar goll")
    walk.check(page)
    page = walk.signed_in("owain", to="/accounts")
    walk.follow(page, "Rhian Vaughan", "Rhian Vaughan")
    walk.follow(page, "Training", "Hyfforddiant")
    walk.check_both(page, narrow=True)
    page.locator("[name=training]").select_option("data-protection")
    walk.day(page, "completed", 1, 3, 2026)
    walk.press(page, "Save the day", "Cadw’r diwrnod")
    page.locator(".banner.success").wait_for()
    walk.check(page)


def test_text_that_could_not_be_kept_is_tried_again(walk):
    page = walk.signed_in(OFFICER)
    to_be_decided(page)
    page.route("**/drafts", lambda route: route.fulfill(status=503), times=1)
    reason = page.locator("[name=reason]")
    with page.expect_response("**/drafts") as refused:
        reason.fill(REASON)
        reason.blur()
    assert refused.value.status == 503
    with page.expect_response("**/drafts", timeout=30_000) as saved:
        pass
    assert saved.value.status == 204


def test_text_that_was_not_sent_comes_back(walk):
    page = walk.signed_in(OFFICER)
    to_be_decided(page)
    with page.expect_response("**/drafts") as saved:
        page.locator("[name=reason]").fill(REASON)
        page.locator("[name=reason]").blur()
    assert saved.value.status == 204
    walk.server.execute("DELETE FROM session")
    page.close()
    page = walk.signed_in(OFFICER)
    walk.check_both(page, narrow=True)
    walk.follow(page, "Look at it", "Edrych arno")
    walk.heading(page, "Text that you had not sent", "Testun nad oeddech wedi’i anfon")
    walk.check_both(page, narrow=True)
    walk.press(page, "Go on with text 1", "Parhau â thestun 1")
    assert page.locator("[name=reason]").input_value() == REASON
    page.goto("/drafts")
    walk.press(page, "Throw text 1 away", "Taflu testun 1")
    walk.see(page, "No unsent text is kept for you", "Ni chedwir testun heb ei anfon ar eich cyfer")


def test_a_changed_role_is_told(walk):
    page = walk.signed_in("owain", to="/accounts")
    walk.follow(page, "Nia Bowen", "Nia Bowen")
    walk.follow(page, "Change role, agency or areas", "Newid rôl, asiantaeth neu ardaloedd")
    walk.choose(page, "role", "coordinator")
    walk.press(page, "Change the role", "Newid y rôl")
    page.locator(".banner.success").wait_for()
    page = walk.signed_in("nia", to="/people")
    walk.see(page, "Your role, agency or areas were changed", "Newidiwyd eich rôl")
    walk.check_both(page, narrow=True)
    walk.press(page, "I have seen this", "Rwyf wedi gweld hyn")
    walk.heading(page, "People", "Pobl")
    assert page.locator("#notices-title").count() == 0
