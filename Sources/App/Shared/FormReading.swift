import Hummingbird

/// The body came too slowly.
public struct TooSlow: Error {}

/// Reads a form: no more than its sender may send, and no longer than a form takes on a slow line. Otherwise bodies that never end would
/// fill the memory.
enum FormReading {
    static let patience: Duration = .seconds(20)

    /// Bytes. Of somebody who is not signed in: what was typed before the session ended.
    static func most(isSignedIn: Bool) -> Int { isSignedIn ? 1_000_000 : 250_000 }

    static func form(_ body: RequestBody, isSignedIn: Bool, patience: Duration = patience) async throws -> Form {
        let buffer = try await within(patience) {
            do {
                return try await body.collect(upTo: most(isSignedIn: isSignedIn))
            } catch is CancellationError {
                throw TooSlow()
            } catch {
                throw TooLarge()
            }
        }
        guard let form = Form(urlEncoded: buffer.readableBytesView) else { throw BadRequest() }
        return form
    }

    private static func within<T: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> T
    ) async throws -> T {
        try await withThrowingTaskGroup(of: T.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw TooSlow()
            }
            guard let first = try await group.next() else { throw TooSlow() }
            return first
        }
    }
}
