import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// How many wrong attempts one address, and all together, may make in a quarter of an hour: many accounts tried once each are
/// guessing too (`domain/assurance.md` S-AUTH-3).
enum SignInSources {
    static let windowSeconds: Int64 = 900
    /// A whole agency may come from one address.
    static let mostOfAddress = 30
    /// Beyond it nobody who has been wrong is looked at any more; those who type their password right at once still get in.
    static let mostOfAll = 300

    private static let all = sha256("\u{0}all")

    /// Whether an attempt is looked at at all.
    /// - Parameter hasFailed: the account was tried wrongly before.
    static func allow(_ connection: any Connection, _ address: String?, hasFailed: Bool, _ now: Instant) throws -> Bool {
        let since = now.adding(seconds: -windowSeconds)
        func failures(_ hash: [UInt8]) throws -> Int {
            try connection.value(
                "SELECT failures FROM sign_in_source WHERE source_hash = \(hash) AND begun_at > \(since)") ?? 0
        }
        let ofAddress = try address.map { try failures(hash($0)) } ?? 0
        guard ofAddress < mostOfAddress else { return false }
        // Were it by the account wherever the address is known, one wrong attempt on each would shut everybody out.
        let isClean = address == nil ? !hasFailed : ofAddress == 0
        return try isClean || failures(all) < mostOfAll
    }

    /// Counts a wrong attempt, in the caller's transaction.
    /// - Returns: whether the address, and whether all together, have just reached their limit.
    static func count(
        _ connection: any Connection, _ address: String?, _ now: Instant
    ) throws -> (address: Bool, all: Bool) {
        let since = now.adding(seconds: -windowSeconds)
        try connection.execute("DELETE FROM sign_in_source WHERE begun_at <= \(since)")
        func failures(_ hash: [UInt8]) throws -> Int {
            try connection.value(
                """
                INSERT INTO sign_in_source (source_hash, begun_at, failures) VALUES (\(hash), \(now), 1)
                ON CONFLICT (source_hash) DO UPDATE SET failures = sign_in_source.failures + 1 RETURNING failures
                """) ?? 0
        }
        let ofAddress = try address.map { try failures(hash($0)) }
        return (ofAddress == mostOfAddress, try failures(all) == mostOfAll)
    }

    private static func hash(_ address: String) -> [UInt8] { sha256("\u{0}address:\(address)") }
}

/// Where the address of somebody who signs in is read.
public enum ClientAddressRule: String, Sendable, CaseIterable {
    /// From the connection itself.
    case connection
    /// From what a proxy of ours says in `X-Forwarded-For`.
    case forwarded
}

/// The address of somebody who signs in, as far as attempts are counted by it.
enum ClientAddress {
    /// nil when it is not known: within this machine all come by the proxy.
    static func of(_ visit: Visit, _ config: Config) -> String? {
        switch config.clientAddress {
        case .connection: visit.connection.flatMap { $0.ipAddress }.flatMap(counted)
        case .forwarded:
            // What stands before the last came from outside, and says what it likes.
            visit.request?.headers[values: .forwardedFor].last?.split(separator: ",").last
                .flatMap { counted(String($0).trimmed) }
        }
    }

    /// An IPv4 address whole; the network of an IPv6 address, since whoever has one has 2⁶⁴. nil within the machine.
    static func counted(_ text: String) -> String? {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4: return text.hasPrefix("127.") ? nil : text
        case .v6:
            var bytes = [UInt8](repeating: 0, count: 16)
            guard inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
            if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 255, bytes[11] == 255 {
                return counted(bytes.suffix(4).map(String.init).joined(separator: "."))
            }
            return bytes.prefix(15).allSatisfy { $0 == 0 } ? nil : hexadecimal(bytes.prefix(8))
        case .unixDomainSocket: return nil
        }
    }
}

extension HTTPField.Name {
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .referer
}
