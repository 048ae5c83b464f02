/// An address as a record gives it.
public struct ReceivedAddress: Sendable, Hashable {
    /// House and street, without town and postcode.
    public let lines: [String]
    public let town: String
    /// In capitals, with the blank before its last three characters; the first half alone where the rest is missing.
    public let postcode: String
    public let isNoFixedAbode: Bool

    /// On one line.
    public var text: String {
        (lines + [town, postcode]).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    init(lines: [String], town: String, postcode: String) {
        isNoFixedAbode =
            (lines + [postcode]).contains { ReceivedAddress.wordsForNone.contains($0.lowercased()) }
        self.lines = lines
        self.town = town
        self.postcode = isNoFixedAbode ? "" : ReceivedAddress.written(postcode)
    }

    private static let wordsForNone: Set<String> = [
        "no fixed abode", "no fixed address", "nfa", "dim cartref sefydlog", "dim cyfeiriad sefydlog",
    ]

    private static func written(_ postcode: String) -> String {
        var bytes = postcode.utf8.filter { $0 > 0x20 }.map { (97...122).contains($0) ? $0 - 32 : $0 }
        func digit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        func letter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
        let count = bytes.count
        if (5...7).contains(count), digit(bytes[count - 3]), letter(bytes[count - 2]), letter(bytes[count - 1]) {
            bytes.insert(0x20, at: count - 3)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
