import Domain
import Foundation

/// What a file is when it is no table of UTF-8 and commas: said by its name, so that it can be saved as one.
enum LinkageForm {
    /// Why there are no bytes to read.
    static func nothing(_ path: String) -> LinkageProblem {
        var status = stat()
        guard stat(path, &status) == 0 else { return .unreadable(path) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder(path)
        case S_IFREG where FileManager.default.isReadableFile(atPath: path): return .empty(path)
        default: return .unreadable(path)
        }
    }

    /// Throws for a first line that is none of such a table; a mark of UTF-8 may stand before it.
    static func check(_ path: String, _ line: [UInt8], _ start: [UInt8]) throws(LinkageProblem) {
        if let kind = ForeignFile.recognise(start) { throw .foreign(path, kind) }
        let noughts = line.count { $0 == 0 }
        if line.starts(with: [0xFF, 0xFE]) || line.starts(with: [0xFE, 0xFF]) || noughts > 0 && noughts * 3 >= line.count {
            throw .wideLetters(path)
        }
        if holdsLines(line) { throw .linesOfCR(path) }
        let line = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line[...]
        if line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8) {
            guard let delimiter = delimiter(line.dropFirst(4).prefix(1)) else { throw .separatorLine(path) }
            throw .separator(path, delimiter)
        }
        if !line.contains(Delimiter.comma.byte), let delimiter = delimiter(line) { throw .separator(path, delimiter) }
    }

    private static func delimiter(_ line: ArraySlice<UInt8>) -> Delimiter? {
        Delimiter.allCases.first { $0 != .comma && line.contains($0.byte) }
    }

    /// Whether a CR stands inside a line that an LF ends, outside quotes.
    private static func holdsLines(_ line: [UInt8]) -> Bool {
        var quoted = false
        var ended = false
        for byte in line {
            if byte == 34 { quoted.toggle() }
            if byte == 13, !quoted { ended = true } else if ended { return true }
        }
        return false
    }
}
