import Domain
import Foundation
import Support
import Testing

@testable import App

@Suite("The look: size, caching, and rules of the style sheet")
struct LookFileTests {
    let styles = String(decoding: PublicFile.styles.bytes, as: UTF8.self)
    let script = String(decoding: PublicFile.script.bytes, as: UTF8.self)

    @Test func staysSmall() {
        #expect((10_000...40_000).contains(PublicFile.styles.bytes.count))
        #expect((2_000...15_000).contains(PublicFile.script.bytes.count))
    }

    @Test(arguments: PublicFile.styleParts)
    func everyPartIsInALayer(_ part: String) throws {
        let file = PublicFile.folder.appendingPathComponent("css/\(part).css")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("@layer ") && text.count { $0 == "{" } == text.count { $0 == "}" })
    }

    @Test func everyFileOfTheFolderIsAPart() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: PublicFile.folder.appendingPathComponent("css").path)
        #expect(Set(names) == Set(PublicFile.styleParts.map { "\($0).css" }))
    }

    @Test func asksNobodyElse() {
        #expect(!styles.contains("http") && !styles.contains("@import"))
        #expect(!styles.contains("GDS Transport") && !script.contains("http"))
    }

    @Test func caresForPrintMotionAndColours() {
        for rule in [
            "@media print", "prefers-reduced-motion", "forced-colors: active", ":focus-visible",
            "@page official-sensitive-personal",
        ] {
            #expect(styles.contains(rule), "\(rule)")
        }
    }

    @Test(arguments: ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "new Function"])
    func scriptMakesNoMarkupFromText(_ sink: String) {
        #expect(!script.contains(sink))
    }

    @Test func isKeptOnlyUnderItsOwnVersion() {
        #expect(PublicFile.styles.answer(version: PublicFile.styles.version).lasts)
        #expect(!PublicFile.styles.answer(version: "").lasts)
        #expect(!PublicFile.styles.answer(version: "000000000000").lasts)
        #expect(PublicFile.styles.path.text == "/public/carfan.css?v=\(PublicFile.styles.version)")
    }
}

@Suite("Markup escapes by type")
struct LookEscapeTests {
    @Test func escapesEveryDangerousCharacter() {
        let words = "<script>alert(\"&'\")</script>"
        let html: HTML = "<p title=\"\(words)\">\(Text(en: words, cy: "ŵ <b>"))</p>"
        let safe = "&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;"
        #expect(String(decoding: html.en, as: UTF8.self) == "<p title=\"\(safe)\">\(safe)</p>")
        #expect(String(decoding: html.cy, as: UTF8.self) == "<p title=\"\(safe)\">ŵ &lt;b&gt;</p>")
    }

    @Test func onlyLiteralsBecomeMarkup() {
        #expect(HTML.StringLiteralType.self == StaticString.self)
        #expect(!((HTML.self as Any.Type) is any LosslessStringConvertible.Type))
    }

    @Test func whatWasTypedStaysTextInEveryField() {
        let typed = "\"><img src=x onerror=alert(1)>"
        let fields: HTML = """
            \(Field.text("a", Text(same: typed), value: typed, problems: [Problem("a", Text(same: typed))], hint: Text(same: typed)))\
            \(Field.area("b", Text(same: typed), value: typed))\
            \(Field.select("c", Text(same: typed), options: [Option(value: typed, label: Text(same: typed))], value: typed))\
            \(Field.radios("d", Text(same: typed), options: [Option(value: typed, label: Text(same: typed))], value: typed))\
            \(Field.day("e", Text(same: typed), form: Form([("e-day", typed)])))\
            \(SearchBox.html(action: "/people", Text(same: typed), value: typed, keep: [(typed, typed)]))
            """
        #expect(Markup.problems(html: fields.en, fragment: true) == [])
        #expect(!String(decoding: fields.en, as: UTF8.self).contains("<img"))
    }
}

@Suite("The frame")
struct LookFrameTests {
    private func words(_ page: Page, _ visit: Visit, _ language: Language = .english) -> String {
        String(decoding: Frame.around(page, visit)[language], as: UTF8.self)
    }

    private let marking = "OFFICIAL-SENSITIVE [PERSONAL]"

    @Test func marksPagesOfSignedInPeopleTopAndBottomAndNoOthers() {
        #expect(words(GalleryList.page, LookPages.visit()).components(separatedBy: marking).count == 3)
        #expect(!words(OpenViews.about(contact: ""), LookPages.visit(nil)).contains(marking))
        #expect(!words(OpenViews.accessibility(contact: ""), LookPages.visit(nil)).contains("Every look"))
    }

    @Test func saysWhichLanguageItIsIn() {
        #expect(words(GalleryList.page, LookPages.visit()).contains("<html lang=\"en\">"))
        #expect(words(GalleryList.page, LookPages.visit(), .welsh).contains("<html lang=\"cy\">"))
        #expect(words(GalleryList.page, LookPages.visit(), .welsh).contains("<span lang=\"en\">English</span>"))
    }

    @Test func marksTheCurrentEntryOfTheNavigation() {
        #expect(words(GalleryList.page, LookPages.visit()).contains("<a href=\"/panels\" aria-current=\"page\">Panels</a>"))
    }

    @Test func titleSaysFirstThatThereAreProblems() {
        let page = GalleryForms.wrong(LookPages.visit())
        #expect(words(page, LookPages.visit()).contains("<title>Error: Record"))
        #expect(words(page, LookPages.visit(), .welsh).contains("<title>Gwall: Cofnodi"))
    }

    @Test func enterInAFormDoesNotPressTheLanguageButton() throws {
        let page = words(GalleryForms.blank(LookPages.visit()), LookPages.visit())
        let own = try #require(page.range(of: "<button form=\"main-form\" hidden>"))
        let language = try #require(page.range(of: "name=\"switch-language\""))
        #expect(own.lowerBound < language.lowerBound)
    }

    @Test func asksAgainWithoutScriptsOnlyWhileThereIsProgress() {
        #expect(
            words(GalleryParts.progress, LookPages.visit()).contains("<noscript><meta http-equiv=\"refresh\" content=\"2;url="))
        #expect(words(GalleryParts.progress, LookPages.visit()).contains("data-refresh=\"2\""))
        #expect(!words(GalleryList.page, LookPages.visit()).contains("refresh"))
    }

    @Test(arguments: [(30, 300), (8, 240), (1, 30)])
    func warnsFiveMinutesOrHalfOfTheLimitBeforeTheEnd(_ minutes: Int, _ seconds: Int) {
        let html = String(decoding: IdleWarning.html(minutes: minutes).en, as: UTF8.self)
        #expect(html.contains("data-minutes=\"\(minutes)\"") && html.contains("data-warning=\"\(seconds)\""))
    }

    @Test func openPagesNameTheContact() {
        #expect(words(OpenViews.accessibility(contact: "it@example.org"), LookPages.visit(nil)).contains("it@example.org"))
        #expect(words(OpenViews.accessibility(contact: ""), LookPages.visit(nil)).contains("who gave you your account"))
    }
}

@Suite("Numbers of a score")
struct LookScoreTests {
    @Test(
        arguments: [
            (1.2345, 3, "+1.235"), (-0.42, 3, "−0.420"), (0, 3, "0.000"), (-0.0004, 3, "0.000"), (0.0005, 3, "+0.001"),
            (12.5, 0, "+13"), (.nan, 2, "–"), (-1234.5, 1, "−1234.5"),
        ] as [(Double, Int, String)])
    func signed(_ value: Double, _ places: Int, _ shown: String) {
        #expect(Waterfall.signed(value, places: places) == shown)
    }

    @Test(arguments: [(-5, 0), (0, 0), (62, 62), (100, 100), (140, 100)])
    func barStaysInItsFrame(_ percent: Int, _ width: Int) {
        #expect(String(decoding: ScoreBar.html(percent).en, as: UTF8.self).contains("class=\"share\" width=\"\(width)\""))
    }
}
