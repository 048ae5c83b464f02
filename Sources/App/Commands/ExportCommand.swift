import ArgumentParser
import Domain
import Foundation

/// `carfan export`: what leaves Carfan as a file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Text(
            en: "Write data to a file; entered in the journal as a disclosure.",
            cy: "Ysgrifennu data i ffeil; fe’i cofnodir fel datgeliad."
        ).atTerminal,
        subcommands: [Proposals.self])

    struct Proposals: CarfanCommand {
        static let configuration = CommandConfiguration(
            abstract: Text(
                en: "Write a line for each agency's record with the person's score and proposal.",
                cy: "Ysgrifennu llinell ar gyfer cofnod pob asiantaeth, â sgôr a chynnig y person."
            ).atTerminal,
            discussion: (Text(en: "Columns: ", cy: "Colofnau: ")
                + Text(same: "agency, local_reference, ogrs3_1y, ogrs3_2y, proposal, marking."))
                .atTerminal)

        @ArgumentParser.Option(help: Text(en: "The file to write.", cy: "Y ffeil i’w hysgrifennu.").help) var out: String
        @ArgumentParser.Option(
            help: Text(
                en: "The round as of this day; the current one when left out.",
                cy: "Y cylch fel ar y diwrnod hwn; yr un cyfredol os gadewir allan."
            ).help) var asOf: String?
        @OptionGroup var settings: CommandSettings

        func validate() throws {
            if let asOf, Day(iso: asOf) == nil { throw WrongArgument.day }
        }

        func run(opening open: @escaping DatabaseOpener) async throws {
            try await settings.withSite(opening: open) { site in
                let file = try WrittenFile(out)
                let export = ProposalExport(site: site, actor: .command("carfan export proposals"))
                let (round, lines) = try await export.write(asOf: asOf.flatMap { Day(iso: $0) }) { try file.write($0) }
                try file.finish()
                Terminal.say(
                    Text(
                        en: "\(grouped(lines)) lines of round “\(round.name)” in \(out).",
                        cy: "\(grouped(lines)) o linellau cylch “\(round.name)” yn \(out)."))
            }
        }
    }
}

/// A file that is there only when all of it is: written beside its place, readable by its owner alone, then moved there. When it
/// is given up, nothing of it is left.
final class WrittenFile: Sendable {
    private let path: String
    private let partial: String
    private let handle: FileHandle

    init(_ path: String) throws {
        self.path = path
        partial = "\(path).\(hexadecimal(randomBytes(8))).partial"
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileRefused.cannotWrite(path) }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    deinit {
        unlink(partial)
    }

    func write(_ text: String) throws {
        try handle.write(contentsOf: Data(text.utf8))
    }

    func write(_ bytes: [UInt8]) throws {
        try handle.write(contentsOf: Data(bytes))
    }

    func finish() throws {
        try handle.synchronize()
        try handle.close()
        guard rename(partial, path) == 0 else { throw FileRefused.cannotWrite(path) }
        try WrittenFile.settle(path)
    }

    /// A new name is as durable as the content only when its folder is synced too.
    static func settle(_ path: String) throws {
        let place = (path as NSString).deletingLastPathComponent
        let folder = open(place.isEmpty ? "." : place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileRefused.cannotWrite(path) }
        defer { Foundation.close(folder) }
        guard fsync(folder) == 0 else { throw FileRefused.cannotWrite(path) }
    }
}

/// A file that a command was given cannot be used.
enum FileRefused: Refusal {
    case cannotRead(String)
    case cannotWrite(String)
    case empty(String)
    case missing(String)

    /// What Foundation could not do with a file, in our words.
    init(_ error: CocoaError) {
        let path = error.filePath ?? ""
        switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: self = .missing(path)
        case .fileWriteNoPermission, .fileWriteOutOfSpace, .fileWriteVolumeReadOnly, .fileWriteFileExists, .fileWriteUnknown:
            self = .cannotWrite(path)
        default: self = .cannotRead(path)
        }
    }

    var message: Text {
        switch self {
        case .cannotRead(let path): Text(en: "\(path) cannot be read", cy: "Ni ellir darllen \(path)")
        case .cannotWrite(let path): Text(en: "\(path) cannot be written", cy: "Ni ellir ysgrifennu \(path)")
        case .missing(let path): Text(en: "There is no file or folder \(path)", cy: "Nid oes ffeil na ffolder \(path)")
        case .empty(let path): Text(en: "\(path) is empty", cy: "Mae \(path) yn wag")
        }
    }
}
