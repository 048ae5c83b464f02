import Domain
import Foundation
import Store

/// The keys that this journal's checkpoints are signed with, kept in a file outside the database: the key in use first, then how
/// those used before it can be known.
struct JournalKeys: Sendable {
    let current: NoteKey
    let former: [NoteVerifier]

    /// All that this journal may have signed with.
    var verifiers: [NoteVerifier] { [current.verifier] + former }

    /// - Throws: `JournalKeyRefusal`.
    static func read(_ path: String) throws -> JournalKeys {
        let lines = try lines(path)
        guard let first = lines.first, let current = NoteKey(first) else { throw JournalKeyRefusal.noKey(path) }
        return JournalKeys(current: current, former: try verifiers(lines.dropFirst(), path))
    }

    /// A file of keys as they may be given to others: `name+hash+key` on each line.
    static func verifiers(_ path: String) throws -> [NoteVerifier] {
        try verifiers(lines(path)[...], path)
    }

    /// Makes a key, readable by the file's owner alone. With a file that is there, the new key takes over from the one in it.
    /// - Returns: the new key, as others may know it.
    static func make(_ path: String, name: String, replaces: Bool) throws -> NoteVerifier {
        let key = NoteKey(name: name)
        var text = key.text + "\n"
        if replaces {
            let old = try read(path)
            guard old.current.name == name else { throw JournalKeyRefusal.otherName(old.current.name) }
            text += old.verifiers.map { $0.text + "\n" }.joined()
        } else if FileManager.default.fileExists(atPath: path) {
            throw JournalKeyRefusal.exists(path)
        }
        let file = try WrittenFile(path)
        try file.write(text)
        try file.finish()
        return key.verifier
    }

    private static func lines(_ path: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: path) else { throw FileRefused.missing(path) }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    private static func verifiers(_ lines: ArraySlice<String>, _ path: String) throws -> [NoteVerifier] {
        try lines.map { line in
            guard let verifier = NoteVerifier(line) else { throw JournalKeyRefusal.noKey(path) }
            return verifier
        }
    }
}

/// Why a file of keys is of no use.
enum JournalKeyRefusal: Refusal, Equatable {
    case noKey(String)
    case exists(String)
    case otherName(String)
    case noFile
    case name

    var message: Text {
        switch self {
        case .noKey(let path):
            Text(
                en: "\(path) holds something that is no key of a journal.",
                cy: "Mae \(path) yn dal rhywbeth nad yw’n allwedd dyddlyfr.")
        case .exists(let path):
            Text(
                en: "\(path) is there already. --replace puts a new key in the place of the one in it.",
                cy: "Mae \(path) yno eisoes. Mae --replace yn rhoi allwedd newydd yn lle’r un sydd ynddi.")
        case .otherName(let name):
            Text(
                en: "The key in use is called \(name); the one that takes over must be called so too.",
                cy: "\(name) yw enw’r allwedd a ddefnyddir; rhaid i’r un sy’n cymryd drosodd gael yr un enw.")
        case .noFile:
            Text(
                en: "Say where the journal’s keys are: --journal-key FILE. carfan journal key makes one.",
                cy: "Dywedwch ble mae allweddi’r dyddlyfr: --journal-key FFEIL. Mae carfan journal key yn creu un.")
        case .name:
            Text(
                en: "The name of a key has no blanks and no plus signs: carfan.gwent.example/journal",
                cy: "Nid oes bylchau nac arwyddion plws yn enw allwedd: carfan.gwent.example/journal")
        }
    }
}
