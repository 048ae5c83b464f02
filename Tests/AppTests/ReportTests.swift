import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Support
import Synchronization
import Testing

@testable import App

@Suite("What browsers report of refused parts of a page")
struct ReportTests {
    @Test("The rule and the host, never the page or the rest of the address")
    func words() {
        #expect(ReportPages.word(.text("https://evil.example/people/5?q=sian")) == "https://evil.example")
        #expect(ReportPages.word(.text("inline")) == "inline")
        #expect(ReportPages.word(.text("a\nb\u{1B}c")) == "abc")
        #expect(ReportPages.word(.number(1)).isEmpty && ReportPages.word(nil).isEmpty)
    }

    @Test(
        "Taken without a token; what is no report is refused",
        arguments: [
            (#"[{"type":"csp-violation","body":{"effectiveDirective":"script-src-elem","blockedURL":"inline"}}]"#, 204),
            ("[]", 204), ("no JSON", 400), (String(repeating: "[", count: 70_000), 400),
        ])
    func taken(body: String, status: Int) async throws {
        try await World.visit { world, client in
            let answer = try await client.executeRequest(
                uri: "/reports", method: .post, headers: [.contentType: "application/reports+json"],
                body: ByteBuffer(string: body))
            #expect(answer.status.code == status)
        }
    }
}
