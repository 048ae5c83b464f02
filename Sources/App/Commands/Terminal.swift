import ArgumentParser
import Domain
import Foundation

/// Words at the terminal, in the language that the terminal is set to.
enum Terminal {
    static let language = language(ProcessInfo.processInfo.environment)

    /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides, as POSIX has it.
    static func language(_ environment: [String: String]) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale == "cy" || locale.hasPrefix("cy_") ? .welsh : .english
    }

    static func say(_ text: Text) { say(text[language]) }

    static func say(_ line: String) { put(line, FileHandle.standardOutput) }

    static func complain(_ text: Text) { put(text[language], FileHandle.standardError) }

    /// In red, where colours are seen.
    static func warn(_ text: Text) {
        let isSeen = isatty(STDERR_FILENO) == 1
        put(isSeen ? "\u{1B}[1;31m\(text[language])\u{1B}[0m" : text[language], FileHandle.standardError)
    }

    /// A reader that has gone (`| head`) is no reason to fail.
    private static func put(_ line: String, _ file: FileHandle) {
        try? file.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Lines with their columns under one another; the last column is as long as it likes.
    static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
            }.joined(separator: "  ")
        }
    }
}

extension Text {
    /// In the language of the terminal.
    var atTerminal: String { self[Terminal.language] }

    var help: ArgumentHelp { ArgumentHelp(stringLiteral: atTerminal) }
}
