import Domain
import Foundation
import Testing

@testable import App

@Suite("Configuration: the operator's page says what the table says")
struct ConfigDocumentTests {
    @Test func everyOptionStandsInTheDocument() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/operating/configuration.md")
        let document = try String(contentsOf: page, encoding: .utf8)
        for option in ConfigOptions.all {
            let value = option.shown(Config())
            let line =
                "| `\(option.name)` | \(value.isEmpty ? "" : "`\(value)`") | \(option.accepts.en) | \(option.about.en)<br>*\(option.about.cy)* |"
            #expect(document.contains(line), "\(line)")
        }
    }
}
