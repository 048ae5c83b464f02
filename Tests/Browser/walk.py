"""What journeys are made of: pages of several kinds, signing in, looking for barriers, both languages, pictures."""
import re

from axe_playwright_python.sync_playwright import Axe

WIDE, PHONE, SMALL_PHONE = 1280, 390, 320
# WCAG 2.2 level AA and what axe calls best practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Walk:
    def __init__(self, browser, server, pictures=None):
        self.browser, self.server, self.pictures = browser, server, pictures
        self.contexts = []

    # Pages

    def page(self, width=WIDE, language="en", javascript=True):
        """A page of somebody who comes for the first time."""
        context = self.browser.new_context(
            base_url=self.server.address, viewport={"width": width, "height": 900}, java_script_enabled=javascript,
            locale={"en": "en-GB", "cy": "cy"}[language], reduced_motion="reduce")
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.faults, page.asked_language, page.has_scripts = [], language, javascript
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and page.faults.append(message.text))
        return page

    def sign_in(self, page, who, to="/"):
        """Signs in as one of the printed accounts, by the labels that a person reads."""
        page.goto("/sign-in")
        page.get_by_label(re.compile("Username|Enw defnyddiwr")).fill(who)
        page.get_by_label(re.compile("^(Password|Cyfrinair)")).fill(self.server.passwords[who])
        page.get_by_role("button", name=re.compile("^(Sign in|Mewngofnodi)$")).click()
        page.get_by_role("button", name=re.compile("^(Sign out|Allgofnodi)$")).wait_for()
        # The account remembers the language that an earlier journey left it in.
        if self.language(page) != page.asked_language:
            self.switch_language(page)
        if to != "/":
            page.goto(to)
        return page

    def signed_in(self, who, to="/", **kind):
        return self.sign_in(self.page(**kind), who, to)

    # What must hold of every page

    def check(self, page):
        """One heading, a title, a language, labels, nothing wider than the screen, no fault in the console, no barrier."""
        assert page.locator("h1").count() == 1, f"{page.url}: {page.locator('h1').count()} h1"
        assert page.title().endswith("Carfan") and len(page.title()) > 8, f"{page.url}: title “{page.title()}”"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url}: {wide} px wider than the screen"
        assert not page.faults, f"{page.url}: {page.faults}"
        # The search for barriers is a script itself.
        if page.has_scripts:
            self.axe(page)

    def axe(self, page):
        result = Axe().run(page, options=RULES)
        assert result.violations_count == 0, f"{page.url} ({self.language(page)})\n{result.generate_report()}"

    def language(self, page):
        return page.locator("html").get_attribute("lang")

    def switch_language(self, page):
        before = self.language(page)
        page.locator("button[name=switch-language]").click()
        page.locator(f"html:not([lang={before}])").wait_for(state="attached")

    def both_languages(self, page):
        """Gives the page in one language, then in the other, then puts it back."""
        for _ in range(2):
            yield self.language(page)
            self.switch_language(page)

    def check_both(self, page):
        """`check` in both languages; the switch stays on the page."""
        path = page.evaluate("location.pathname")
        for _ in self.both_languages(page):
            self.check(page)
            assert page.evaluate("location.pathname") == path

    # Keyboard

    def tab_to(self, page, target, most=60):
        """Presses Tab until the target has the focus, which must be seen."""
        for _ in range(most):
            page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                style = target.evaluate("e => { const s = getComputedStyle(e); return [s.outlineStyle, s.boxShadow] }")
                assert style[0] != "none" or style[1] != "none", "the focus is not seen"
                return
        raise AssertionError(f"Tab does not reach {target}")

    # Pictures

    def picture(self, page, name):
        """A picture for the guide, when they are asked for: name-en.png or name-cy.png."""
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=self.pictures / f"{name}-{self.language(page)}.png")

    def keep_what_is_seen(self, folder, name):
        """After a failure: what the last page showed."""
        folder.mkdir(exist_ok=True)
        for context in self.contexts[-1:]:
            for page in context.pages[-1:]:
                file = folder / (re.sub(r"\W+", "-", name) + ".png")
                page.screenshot(path=file, full_page=True)
                print(f"  {page.url} is shown in {file}", flush=True)

    def close(self):
        for context in self.contexts:
            context.close()
