import Hummingbird
import NIOCore
import Testing

@testable import App

@Suite("Forms that do not end (ASVS 5.0.0 V1.2, V15)")
struct FormReadingTests {
    private static func form(
        _ size: Int, ends: Bool = true, isSignedIn: Bool, patience: Duration = FormReading.patience
    ) async throws {
        let (body, source) = RequestBody.makeStream()
        defer { source.finish() }
        async let sent: Void = {
            await source.yield(ByteBuffer(repeating: UInt8(ascii: "a"), count: size))
            if ends { source.finish() }
        }()
        _ = try await FormReading.form(body, isSignedIn: isSignedIn, patience: patience)
        _ = await sent
    }

    @Test("As much as the sender may send", arguments: [(true, 1_000_000), (false, 250_000)])
    func most(isSignedIn: Bool, size: Int) async throws {
        try await Self.form(size, isSignedIn: isSignedIn)
        await #expect(throws: TooLarge.self) { try await Self.form(size + 1, isSignedIn: isSignedIn) }
    }

    @Test("A body that does not end is given up")
    func slow() async throws {
        await #expect(throws: TooSlow.self) {
            try await Self.form(10, ends: false, isSignedIn: false, patience: .milliseconds(20))
        }
    }
}
