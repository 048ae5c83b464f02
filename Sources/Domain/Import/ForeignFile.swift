/// A file that is no delimited text at all, known by its first bytes.
public enum ForeignFile: String, Sendable, CaseIterable, Hashable {
    case zip, workbook, compressed, pdf, image, database

    /// The first bytes of a file; at least eight of them, or all that it has.
    public static func recognise(_ bytes: some Collection<UInt8>) -> ForeignFile? {
        let start = Array(bytes.prefix(2000))
        guard let found = signatures.first(where: { start.starts(with: $0.bytes) }) else { return nil }
        return found.kind == .zip && holds("[Content_Types].xml", start) ? .workbook : found.kind
    }

    private static let signatures: [(bytes: [UInt8], kind: ForeignFile)] = [
        ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip), ([0x50, 0x4B, 0x07, 0x08], .zip),
        ([0xD0, 0xCF, 0x11, 0xE0], .workbook), ([0x1F, 0x8B], .compressed), ([0x42, 0x5A, 0x68, 0x39], .compressed),
        ([0xFD, 0x37, 0x7A, 0x58], .compressed), ([0x28, 0xB5, 0x2F, 0xFD], .compressed),
        ([0x37, 0x7A, 0xBC, 0xAF], .compressed), (Array("Rar!".utf8), .compressed), (Array("%PDF-".utf8), .pdf),
        ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image), (Array("SQLite f".utf8), .database),
    ]

    private static func holds(_ word: String, _ bytes: [UInt8]) -> Bool {
        let word = Array(word.utf8)
        guard bytes.count >= word.count else { return false }
        return (0...bytes.count - word.count).contains { bytes[$0...].starts(with: word) }
    }

    public var name: Text {
        switch self {
        case .zip: Text(en: "a zip archive or an Excel workbook", cy: "archif zip neu lyfr gwaith Excel")
        case .workbook: Text(en: "an Excel workbook", cy: "llyfr gwaith Excel")
        case .compressed: Text(en: "a compressed file", cy: "ffeil wedi’i chywasgu")
        case .pdf: Text(en: "a PDF document", cy: "dogfen PDF")
        case .image: Text(en: "a picture", cy: "llun")
        case .database: Text(en: "a database", cy: "cronfa ddata")
        }
    }

    public var message: Text {
        switch self {
        case .zip, .compressed:
            Text(
                en: "This is \(name.en), not text. Unpack it, or save it as CSV, and choose the CSV file",
                cy: "\(name.cy) yw hon, nid testun. Dadbaciwch hi, neu cadwch hi fel CSV, a dewiswch y ffeil CSV")
        case .workbook, .pdf, .image, .database:
            Text(
                en: "This is \(name.en), not text. Export it as CSV and choose the CSV file",
                cy: "\(name.cy) yw hon, nid testun. Allforiwch hi fel CSV a dewiswch y ffeil CSV")
        }
    }
}
