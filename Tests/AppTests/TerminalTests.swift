import Domain
import Foundation
import Testing

@testable import App

@Suite("The terminal")
struct TerminalTests {
    @Test(
        arguments: [
            ([:], Language.english), (["LANG": "cy_GB.UTF-8"], .welsh), (["LANG": "cy"], .welsh), (["LANG": "cyx"], .english),
            (["LANG": "cy_GB.UTF-8", "LC_ALL": "C"], .english), (["LC_MESSAGES": "cy_GB", "LANG": "en_GB"], .welsh),
            (["LC_ALL": "", "LANG": "cy_GB"], .welsh),
        ] as [([String: String], Language)])
    func speaksTheLanguageItIsSetTo(environment: [String: String], language: Language) {
        #expect(Terminal.language(environment) == language)
    }

    @Test(
        "What Foundation says of files, in our words",
        arguments: [
            (CocoaError.Code.fileReadNoSuchFile, "There is no file", "Nid oes ffeil"),
            (.fileReadNoPermission, "cannot be read", "Ni ellir darllen"),
            (.fileWriteOutOfSpace, "cannot be written", "Ni ellir ysgrifennu"),
        ])
    func files(code: CocoaError.Code, english: String, welsh: String) {
        let refusal = FileRefused(CocoaError(code, userInfo: [NSFilePathErrorKey: "/srv/a.csv"]))
        #expect(refusal.message.en.contains(english) && refusal.message.cy.contains(welsh))
        #expect(refusal.message.cy.contains("/srv/a.csv"))
    }

    @Test func columnsStandUnderOneAnother() {
        #expect(Terminal.table([["a", "ŵŵŵ", "x"], ["bbb", "c", "yy"]]) == ["a    ŵŵŵ  x", "bbb  c    yy"])
        #expect(Terminal.table([]).isEmpty)
    }
}
