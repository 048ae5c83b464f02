import Hummingbird
import NIOCore
import Testing

@testable import App

@Suite("Forms that do not end (ASVS 5.0.0 V1.2, V15)")
struct FormReadingTests {
    private static func body(_ size: Int, ends: Bool = true) -> RequestBody {
        let (body, source) = RequestBody.makeStream()
        Task {
            try await source.yield(ByteBuffer(repeating: UInt8(ascii: "a"), count: size))
            if ends { source.finish() }
        }
        return body
    }

    @Test("As much as the sender may send", arguments: [(true, 1_000_000), (false, 250_000)])
    func most(isSignedIn: Bool, size: Int) async throws {
        _ = try await FormReading.form(Self.body(size), isSignedIn: isSignedIn)
        await #expect(throws: TooLarge.self) {
            try await FormReading.form(Self.body(size + 1), isSignedIn: isSignedIn)
        }
    }

    @Test("A body that does not end is given up")
    func slow() async throws {
        await #expect(throws: TooSlow.self) {
            try await FormReading.form(Self.body(10, ends: false), isSignedIn: false, patience: .milliseconds(20))
        }
    }
}
