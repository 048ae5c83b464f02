import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan import`: files from the agencies, planned and then run.
struct ImportCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import a file under a profile, or a folder of agencies' files.",
        discussion: """
            A folder is laid out as AGENCY/KIND.csv: gwent-police/nominals.csv, pnc/convictions.csv. A file is first read into a
            plan, which says what would happen; then it is run. --dry-run stops at the plan. A run that was cut off goes on with
            --resume.
            """)

    @Argument(help: "A file, or a folder of agencies' files.") var path: String?
    @ArgumentParser.Option(help: "The profile of a single file: gwent-police/nominals.") var profile: String?
    @ArgumentParser.Option(help: "The day of the extract, like 2026-11-01; today when left out.") var asOf: String?
    @Flag(help: "Read and plan only; nothing is imported.") var dryRun = false
    @Flag(help: "Go on with imports that were cut off.") var resume = false
    @ArgumentParser.Option(help: "Write refused rows with their reasons into this folder.") var refused: String?
    @OptionGroup var settings: CommandSettings

    func validate() throws {
        guard path != nil || resume else { throw ValidationError("Name a file or a folder, or say --resume.") }
        if let asOf, Day(iso: asOf) == nil { throw ValidationError("--as-of takes a day like 2026-11-01.") }
    }

    func run(opening open: @escaping DatabaseOpener) async throws {
        if let day = asOf.flatMap({ Day(iso: $0) }) { try ExtractDay.check(day) }
        try await settings.withSite(opening: open) { site in
            let actor = Actor.command("carfan import")
            let profiles = try await Profiles(site: site).all()
            let directory = ImportDirectory(site: site, actor: actor, profiles: profiles)
            if resume { try await goOn(directory) }
            guard let path else { return }
            let day = asOf.flatMap { Day(iso: $0) } ?? site.today
            for entry in try entries(path, directory) { try await take(entry, directory, day) }
        }
    }

    private func entries(_ path: String, _ directory: ImportDirectory) throws -> [ImportDirectory.Entry] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandRefusal.noFile(path)
        }
        if isFolder.boolValue {
            let (entries, strangers) = try directory.entries(path)
            for stranger in strangers { Terminal.complain(CommandRefusal.stranger(stranger).message) }
            guard !entries.isEmpty else { throw CommandRefusal.emptyFolder(path) }
            return entries
        }
        guard let profile else { throw CommandRefusal.profileNeeded }
        guard let found = directory.profiles.first(where: { $0.id == profile }) else {
            throw ImportRefusal.noProfile(profile)
        }
        return [ImportDirectory.Entry(profile: found, path: path)]
    }

    private func take(_ entry: ImportDirectory.Entry, _ directory: ImportDirectory, _ day: Day) async throws {
        let title = entry.profile.name
        let reading = ProgressLine(Text(en: "Reading \(title.en)", cy: "Darllen \(title.cy)"))
        let planned = try await plan(entry, directory, day, reading)
        reading.end()
        Terminal.say(ImportWords.plan(planned))
        if !dryRun {
            let running = ProgressLine(Text(en: "Importing \(title.en)", cy: "Mewnforio \(title.cy)"))
            _ = try await directory.run(planned) { running.show(Int64($0), of: Int64($1)) }
            running.end()
        }
        if let refused { try await write(planned, into: refused, directory) }
    }

    /// A plan that a dry run or a command that was cut off left waiting says what would have happened then: it is made anew, since
    /// the people of its rows may have come in the meantime.
    private func plan(
        _ entry: ImportDirectory.Entry, _ directory: ImportDirectory, _ day: Day, _ reading: ProgressLine
    ) async throws -> ImportFile {
        do {
            return try await directory.plan(entry, asOf: day) { reading.show($0, of: $1) }
        } catch ImportRefusal.sameFile(let number) {
            let files = ImportFiles(site: directory.site)
            let waiting = try await files.find(number)
            guard waiting.state == .planned, waiting.officer == directory.actor.officer else {
                throw ImportRefusal.sameFile(number)
            }
            try await files.cancel(directory.actor, number)
            return try await directory.plan(entry, asOf: day) { reading.show($0, of: $1) }
        }
    }

    private func goOn(_ directory: ImportDirectory) async throws {
        let files = ImportFiles(site: directory.site)
        for id in try await files.abandoned() { try await files.failed(id, ImportRefusal.cutOff.message) }
        for file in try await files.unfinished() {
            let running = ProgressLine(Text(en: "Going on with \(file.name)", cy: "Parhau â \(file.name)"))
            _ = try await directory.run(file) { running.show(Int64($0), of: Int64($1)) }
            running.end()
        }
    }

    private func write(_ file: ImportFile, into folder: String, _ directory: ImportDirectory) async throws {
        guard file.refused > 0 else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = "\(file.profile.replacingOccurrences(of: "/", with: "-"))-\(file.id).csv"
        let path = URL(fileURLWithPath: folder).appendingPathComponent(name)
        _ = FileManager.default.createFile(atPath: path.path, contents: nil)
        let handle = try FileHandle(forWritingTo: path)
        defer { try? handle.close() }
        try await Quarantine(site: directory.site).write(file, directory.actor, Terminal.language) {
            try handle.write(contentsOf: Data($0.utf8))
        }
        Terminal.say(Text(en: "Refused rows: \(path.path)", cy: "Rhesi a wrthodwyd: \(path.path)"))
    }
}

/// What a command cannot do with its arguments.
enum CommandRefusal: Refusal {
    case noFile(String)
    case emptyFolder(String)
    case stranger(String)
    case profileNeeded

    var message: Text {
        switch self {
        case .noFile(let path): Text(en: "There is no file or folder \(path)", cy: "Nid oes ffeil na ffolder \(path)")
        case .emptyFolder(let path):
            Text(
                en: "No file in \(path) has the name of a profile (gwent-police/nominals.csv …)",
                cy: "Nid oes ffeil yn \(path) ag enw proffil (gwent-police/nominals.csv …)")
        case .stranger(let path):
            Text(en: "Left out, no profile has this name: \(path)", cy: "Gadawyd allan, nid oes proffil â'r enw hwn: \(path)")
        case .profileNeeded:
            Text(
                en: "Say whose file it is: --profile gwent-police/nominals",
                cy: "Dywedwch ffeil pwy ydyw: --profile gwent-police/nominals")
        }
    }
}
