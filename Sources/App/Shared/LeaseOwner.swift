import Domain
import Foundation
import Store

/// Who is at work on something long: host, process, and which of its works.
enum LeaseOwner {
    private static let process = "\(ProcessInfo.processInfo.hostName)/\(ProcessInfo.processInfo.processIdentifier)"
    /// Process numbers come again, in a container always the same.
    private static let start = hexadecimal(randomBytes(4))

    static func fresh() -> String { "\(process)/\(start)/\(hexadecimal(randomBytes(4)))" }

    /// Whether the row's `lease_owner` is still at work at this time.
    static func holds(_ row: Row, at now: Instant) throws -> Bool {
        guard let owner: String = try row.get("lease_owner"), let until: Instant = try row.get("lease_until") else {
            return false
        }
        return until > now && isAlive(owner)
    }

    /// Of a process on another host nothing is known, so it counts as alive until its time is up.
    static func isAlive(_ owner: String) -> Bool {
        let parts = owner.split(separator: "/")
        guard parts.count == 4, let number = Int32(parts[1]), parts[0] == ProcessInfo.processInfo.hostName else {
            return true
        }
        if number == ProcessInfo.processInfo.processIdentifier { return parts[2] == start }
        return kill(number, 0) == 0 || errno == EPERM
    }
}
