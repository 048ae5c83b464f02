"""What journeys are made of: pages of several kinds, signing in, looking for barriers, both languages, pictures."""
import re
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

WIDE, PHONE, SMALL_PHONE = 1280, 390, 320
# A window of 1280 × 1024 at 400 %.
ZOOMED = (320, 256)
# WCAG 2.2 level AA and what axe calls best practice.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


# How much wider than the screen the page is, and the first three things that stand out.
WIDER = """() => {
  const root = document.documentElement, limit = root.clientWidth;
  const out = root.scrollWidth <= limit ? [] : [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > limit + 1 && !e.closest(".table-scroll > *"))
    .map(e => e.tagName + (e.id && "#" + e.id) + "." + e.className).slice(-3);
  return [root.scrollWidth - limit, out.join(" ")];
}"""


class Walk:
    def __init__(self, browser, server, pictures=None):
        self.browser, self.server, self.pictures = browser, server, pictures
        self.contexts = []

    # Pages

    def page(self, width=WIDE, language="en", javascript=True, height=900):
        """A page of somebody who comes for the first time."""
        context = self.browser.new_context(
            base_url=self.server.address, viewport={"width": width, "height": height}, java_script_enabled=javascript,
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
        assert self.language(page) in ("en", "cy"), f"{page.url}: language “{self.language(page)}”"
        self.fits(page)
        assert not page.faults, f"{page.url}: {page.faults}"
        # The search for barriers is a script itself.
        if page.has_scripts:
            self.axe(page)

    def fits(self, page):
        """The page itself does not scroll sideways; a wide table scrolls within its own frame."""
        wide, what = page.evaluate(WIDER)
        assert wide <= 0, f"{page.url} ({self.language(page)}): {wide} px wider than {page.viewport_size['width']}: {what}"

    def check_narrow(self, page, width=SMALL_PHONE, height=640):
        """The same page on a small phone."""
        before = page.viewport_size
        page.set_viewport_size({"width": width, "height": height})
        self.fits(page)
        page.set_viewport_size(before)

    def axe(self, page):
        result = Axe().run(page, options=RULES)
        assert result.violations_count == 0, f"{page.url} ({self.language(page)})\n{result.generate_report()}"

    def language(self, page):
        return page.locator("html").get_attribute("lang")

    def switch_language(self, page):
        before = self.language(page)
        page.locator("header button[name=switch-language]").click()
        page.locator(f"html:not([lang={before}])").wait_for(state="attached")

    def both_languages(self, page):
        """Gives the page in one language, then in the other, then puts it back."""
        for _ in range(2):
            yield self.language(page)
            self.switch_language(page)

    def check_both(self, page, narrow=False):
        """`check` in both languages; the switch stays on the page, and its address can be asked for again."""
        before = page.locator("h1").inner_text()
        for _ in self.both_languages(page):
            self.check(page)
            if narrow:
                self.check_narrow(page)
        assert page.locator("h1").inner_text() == before
        assert page.request.get(page.url).status == 200, page.url

    def say(self, page, english, welsh):
        """What stands on this page, in its language."""
        return {"en": english, "cy": welsh}[self.language(page)]

    def press(self, page, english, welsh):
        page.get_by_role("button", name=self.say(page, english, welsh)).first.click()

    def follow(self, page, english, welsh):
        page.get_by_role("link", name=self.say(page, english, welsh)).first.click()

    def see(self, page, english, welsh):
        page.get_by_text(self.say(page, english, welsh)).first.wait_for()

    def heading(self, page, english, welsh):
        page.get_by_role("heading", level=1, name=self.say(page, english, welsh)).wait_for()

    def choose(self, page, name, value):
        """A radio or a checkbox, by its label as a hand would."""
        choice = page.locator(f"[name='{name}'][value='{value}']")
        page.locator(f"label[for='{choice.get_attribute('id')}']").click()
        assert choice.is_checked()

    def day(self, page, name, day, month, year):
        for part, value in (("day", day), ("month", month), ("year", year)):
            page.locator(f"[name={name}-{part}]").fill(str(value))

    @contextmanager
    def status(self, page, expected):
        """The page that comes next answers with this status; the browser's own line about it is no fault."""
        with page.expect_response(lambda answer: answer.request.is_navigation_request() and answer.status not in (302, 303)) as answer:
            yield
        assert answer.value.status == expected, f"{page.url}: {answer.value.status}"
        page.wait_for_load_state()
        page.faults[:] = [fault for fault in page.faults if f"status of {expected}" not in fault]

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

    def picture(self, page, path, top=None, height=None):
        """A picture of the page from the element `top` on, when they are asked for; `path` from the root of the project."""
        if not self.pictures:
            return
        file = self.pictures / path
        file.parent.mkdir(parents=True, exist_ok=True)
        clip = None
        if top:
            y = page.locator(top).first.evaluate("element => element.getBoundingClientRect().top + scrollY")
            end = page.evaluate("document.documentElement.scrollHeight")
            clip = {"x": 0, "y": max(0, y - 16), "width": page.viewport_size["width"], "height": min(height, end - y + 16)}
        page.screenshot(path=file, full_page=bool(clip), clip=clip)

    def keep_what_is_seen(self, folder, name):
        """After a failure: what the last page showed."""
        folder.mkdir(exist_ok=True)
        seen = ""
        for context in self.contexts[-1:]:
            for page in context.pages[-1:]:
                file = folder / (re.sub(r"\W+", "-", name) + ".png")
                page.screenshot(path=file, full_page=True)
                seen += f"  {page.url} is shown in {file}\n"
        return seen

    def close(self):
        for context in self.contexts:
            context.close()
