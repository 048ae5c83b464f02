import Foundation

/// A plain tar file (POSIX ustar) of a few text files, written in one way only: what was changed in it differs from what the same
/// files make.
struct TapeArchive: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        let name: String
        let content: [UInt8]
    }

    private static let block = 512

    let members: [Member]
    /// Seconds since 1970: the time that the files bear.
    let time: Int64

    init(_ members: [Member], time: Int64) {
        self.members = members
        self.time = time
    }

    subscript(_ name: String) -> [UInt8]? { members.first { $0.name == name }?.content }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for member in members {
            bytes += header(member)
            bytes += member.content
            bytes += [UInt8](
                repeating: 0, count: (TapeArchive.block - member.content.count % TapeArchive.block) % TapeArchive.block)
        }
        return bytes + [UInt8](repeating: 0, count: 2 * TapeArchive.block)
    }

    /// nil when it is none, or is not written as `bytes` writes it.
    init?(_ bytes: [UInt8]) {
        var (members, at, time): ([Member], Int, Int64?) = ([], 0, nil)
        while at + TapeArchive.block <= bytes.count, bytes[at] != 0 {
            let head = bytes[at..<at + TapeArchive.block]
            func field(_ start: Int, _ length: Int) -> String {
                String(decoding: head[at + start..<at + start + length].prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let size = Int(field(124, 12), radix: 8), size >= 0, let made = Int64(field(136, 12), radix: 8),
                size <= bytes.count - at - TapeArchive.block
            else { return nil }
            let start = at + TapeArchive.block
            members.append(Member(name: field(0, 100), content: Array(bytes[start..<start + size])))
            time = time ?? made
            at = start + (size + TapeArchive.block - 1) / TapeArchive.block * TapeArchive.block
        }
        self.init(members, time: time ?? 0)
        guard self.bytes == bytes else { return nil }
    }

    private func header(_ member: Member) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: TapeArchive.block)
        func put(_ text: String, at start: Int) {
            for (offset, byte) in text.utf8.enumerated() { head[start + offset] = byte }
        }
        func octal(_ number: Int64, _ digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        put(member.name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(Int64(member.content.count), 11), at: 124)
        put(octal(time, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(octal(Int64(head.reduce(0) { $0 + Int($1) }), 6) + "\0 ", at: 148)
        return head
    }
}
