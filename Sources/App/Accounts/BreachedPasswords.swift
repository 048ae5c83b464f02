import Crypto
import Domain
import Foundation
import Store

/// Passwords that are known from breaches elsewhere, in a file that the operator supplies: the SHA-1 of each in hexadecimal, sorted,
/// one a line, as Have I Been Pwned gives them out (`HASH:COUNT`). It is asked on the disk; nothing goes over a network.
public struct BreachedPasswords: Sendable {
    private static let digits = 40

    let path: String

    /// The list that the configuration names; nil when it names none.
    /// - Throws: `BreachedListRefusal` when it is not such a list.
    static func configured(_ config: Config) throws -> BreachedPasswords? {
        config.breachedPasswords.isEmpty ? nil : try BreachedPasswords(config.breachedPasswords)
    }

    init(_ path: String) throws {
        self.path = path
        try withFile { file, size in
            guard size > 0, let first = try BreachedPasswords.line(file, after: -1) else {
                throw BreachedListRefusal.shape(path)
            }
            // Sorted as far as some places show: whoever sorts by count instead is found out.
            var last = first.key
            for place in 1..<64 {
                guard let next = try BreachedPasswords.line(file, after: size / 64 * Int64(place)) else { continue }
                guard last <= next.key else { throw BreachedListRefusal.order(path) }
                last = next.key
            }
        }
    }

    /// Whether the password is among them.
    /// - Throws: `BreachedListRefusal` when the file is there no more.
    func contains(_ password: String) throws -> Bool {
        // SHA-1 because the lists are published so; nothing of ours is kept by it.
        let wanted = Array(
            hexadecimal(Insecure.SHA1.hash(data: PasswordHash.bytes(password))).uppercased().utf8)
        return try withFile { file, size in
            // The first place after which no smaller hash begins.
            var (low, high) = (Int64(-1), size)
            while low < high {
                let middle = low + (high - low) / 2
                let isBefore = try BreachedPasswords.line(file, after: middle).map { $0.key < wanted } ?? false
                if isBefore { low = middle + 1 } else { high = middle }
            }
            return try BreachedPasswords.line(file, after: low)?.key == wanted
        }
    }

    private func withFile<T>(_ body: (Int32, Int64) throws -> T) throws -> T {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw BreachedListRefusal.missing(path) }
        defer { close(file) }
        return try body(file, Int64(lseek(file, 0, SEEK_END)))
    }

    /// The first line that begins after the byte at this place; -1 asks for the first of all. nil at the end of the file.
    private static func line(_ file: Int32, after place: Int64) throws -> (start: Int64, key: [UInt8])? {
        var buffer = [UInt8](repeating: 0, count: 256)
        let begin = max(place, 0)
        let count = pread(file, &buffer, buffer.count, off_t(begin))
        guard count > 0 else { return nil }
        let bytes = buffer[..<count]
        guard let start = place < 0 ? 0 : bytes.firstIndex(of: 10).map({ $0 + 1 }), start < count else { return nil }
        let key = bytes[start...].prefix(digits).map { (97...102).contains($0) ? $0 - 32 : $0 }
        guard key.count == digits, key.allSatisfy({ (48...57).contains($0) || (65...70).contains($0) }) else {
            throw BreachedListRefusal.shape("")
        }
        return (begin + Int64(start), key)
    }
}

private func <= (left: [UInt8], right: [UInt8]) -> Bool { !right.lexicographicallyPrecedes(left) }

private func < (left: [UInt8], right: [UInt8]) -> Bool { left.lexicographicallyPrecedes(right) }

/// Why a file is no list of breached passwords.
enum BreachedListRefusal: Refusal, Equatable {
    case missing(String)
    case shape(String)
    case order(String)

    var message: Text {
        switch self {
        case .missing(let path):
            Text(
                en: "The list of breached passwords \(path) is not there or cannot be read.",
                cy: "Nid yw’r rhestr o gyfrineiriau a ddatgelwyd, \(path), yno neu ni ellir ei darllen.")
        case .shape(let path):
            Text(
                en: "\(path) is no list of breached passwords: each line must begin with the 40 hexadecimal digits of a SHA-1.",
                cy:
                    "Nid yw \(path) yn rhestr o gyfrineiriau a ddatgelwyd: rhaid i bob llinell ddechrau â 40 digid hecsadegol SHA-1."
            )
        case .order(let path):
            Text(
                en: "\(path) is not sorted by hash. Take the list that is ordered by hash, or sort it.",
                cy: "Nid yw \(path) wedi’i threfnu yn ôl hash. Cymerwch y rhestr sydd wedi’i threfnu felly, neu trefnwch hi.")
        }
    }
}
