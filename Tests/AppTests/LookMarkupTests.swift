import Domain
import Foundation
import Support
import Testing

@testable import App

@Suite("Every page of the gallery is well formed in both languages")
struct LookMarkupTests {
    @Test(arguments: LookPages.all, Language.allCases)
    func isWellFormed(_ shot: LookPages.Shot, _ language: Language) {
        #expect(Markup.problems(html: shot.html[language]) == [])
    }

    @Test(arguments: LookPages.all)
    func hasTheSameTagsInBothLanguages(_ shot: LookPages.Shot) {
        let outlines = Language.allCases.map { language in
            Markup.outline(html: shot.html[language]).filter { !$0.hasPrefix("button class=link language") }
        }
        #expect(outlines[0].joined(separator: "\n") == outlines[1].joined(separator: "\n"))
    }

    @Test(arguments: LookPages.all)
    func holdsNoStyleOrScriptInline(_ shot: LookPages.Shot) {
        let page = String(decoding: shot.html.en, as: UTF8.self)
        #expect(!page.contains("style=") && !page.contains("<style") && !page.contains("onclick"))
        #expect(page.components(separatedBy: "<script").count == 2)
    }

    /// With CARFAN_PAGES=FOLDER the pages are written there, for a browser to look at (`bin/` has no need of them).
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CARFAN_PAGES"] != nil))
    func writesPagesToLookAt() throws {
        let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CARFAN_PAGES"] ?? "")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for shot in LookPages.all {
            for language in Language.allCases {
                try Data(shot.html[language]).write(to: folder.appendingPathComponent("\(shot.name)-\(language.rawValue).html"))
            }
        }
        for file in [PublicFile.styles, .script, .mark] {
            try Data(file.bytes).write(
                to: folder.appendingPathComponent(file.route.split(separator: "/").joined(separator: "-")))
        }
    }
}

@Suite("The markup checker sees what is wrong")
struct MarkupCheckerTests {
    @Test(arguments: [
        ("<h1>a</h1><p>b</p>", [] as [String]),
        ("<h1>a</h1><p>b", ["<p> is never closed"]),
        ("<h1>a</h1><p><b>c</p></b>", ["</p> where <b> is open", "</b> where <nothing> is open"]),
        ("<h1>a</h1><h1>b</h1>", ["2 h1 elements"]),
        ("<h1>a</h1><h3>b</h3>", ["h3 after h1"]),
        ("<h1 id=\"a\">a</h1><p id=\"a\"></p>", ["id a twice"]),
        ("<h1>a</h1><input name=\"q\">", ["<input name=\"q\"> without label"]),
        ("<h1>a</h1><label for=\"q\">b</label><input id=\"q\" name=\"q\">", []),
        ("<h1>a</h1><input type=\"hidden\" name=\"q\">", []),
        ("<h1>a</h1><img src=\"x\">", ["<img> without alt"]),
        ("<h1>a</h1><a href=\"#x\">b</a>", ["<a> refers to x, which is not there"]),
        ("<h1>a</h1><p class=b></p>", ["class of <p> is not in double quotes"]),
        ("<h1>1 < 2</h1>", ["a bare < at byte 6"]),
        ("<h1>a</h1><svg><path d=\"M0 0\"/></svg><!-- x --><script>1 < 2</script>", []),
    ])
    func sees(_ html: String, _ problems: [String]) {
        #expect(Markup.problems(html: Array(html.utf8)) == problems)
    }

    @Test func aFragmentNeedsNoHeading() {
        #expect(Markup.problems(html: Array("<p><a href=\"#x\">b</a></p>".utf8), fragment: true) == [])
    }
}
