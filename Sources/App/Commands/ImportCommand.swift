import ArgumentParser
import Domain
import Foundation
import Store

/// `carfan import`: files from the agencies, planned and then run.
struct ImportCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: Text(
            en: "Import a file under a profile, or a folder of agencies' files.",
            cy: "Mewnforio ffeil dan broffil, neu ffolder o ffeiliau asiantaethau."
        ).atTerminal,
        discussion: Text(
            en: """
                A folder is laid out as AGENCY/KIND.csv: gwent-police/nominals.csv, pnc/convictions.csv. A file is first read into a
                plan, which says what would happen; then it is run. --dry-run stops at the plan. A run that was cut off goes on with
                --resume.
                """,
            cy: """
                Trefn ffolder yw ASIANTAETH/MATH.csv: gwent-police/nominals.csv, pnc/convictions.csv. Darllenir ffeil yn gyntaf yn
                gynllun, sy’n dweud beth a fyddai’n digwydd; yna fe’i rhedir. Mae --dry-run yn aros ar y cynllun. Mae rhediad a
                dorrwyd yn fyr yn parhau â --resume.
                """
        ).atTerminal)

    @Argument(help: Text(en: "A file, or a folder of agencies' files.", cy: "Ffeil, neu ffolder o ffeiliau asiantaethau.").help)
    var path: String?
    @ArgumentParser.Option(
        help: Text(
            en: "The profile of a single file: gwent-police/nominals.", cy: "Proffil ffeil unigol: gwent-police/nominals."
        ).help) var profile: String?
    @ArgumentParser.Option(
        help: Text(
            en: "The day of the extract, like 2026-11-01; today when left out.",
            cy: "Diwrnod y detholiad, fel 2026-11-01; heddiw os gadewir allan."
        ).help) var asOf: String?
    @Flag(help: Text(en: "Read and plan only; nothing is imported.", cy: "Darllen a chynllunio’n unig; ni fewnforir dim.").help)
    var dryRun = false
    @Flag(help: Text(en: "Go on with imports that were cut off.", cy: "Parhau â mewnforion a dorrwyd yn fyr.").help)
    var resume = false
    @ArgumentParser.Option(
        help: Text(
            en: "Write refused rows with their reasons into this folder.",
            cy: "Ysgrifennu’r rhesi a wrthodwyd, â’u rhesymau, i’r ffolder hon."
        ).help) var refused: String?
    @OptionGroup var settings: CommandSettings

    func validate() throws {
        guard path != nil || resume else { throw WrongArgument.nothingToImport }
        if let asOf, Day(iso: asOf) == nil { throw WrongArgument.day }
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
            let done = try await directory.run(planned) { running.show(Int64($0), of: Int64($1)) }
            running.end()
            if let crowded = ImportWords.crowded(done) { Terminal.say(crowded) }
        }
        if let refused, let path = try await directory.writeRefused(planned, into: refused, Terminal.language) {
            Terminal.say(Text(en: "Refused rows: \(path)", cy: "Rhesi a wrthodwyd: \(path)"))
        }
    }

    /// A plan that a dry run or a command that was cut off left waiting says what would have happened then: it is made anew, since
    /// the people of its rows may have come in the meantime.
    private func plan(
        _ entry: ImportDirectory.Entry, _ directory: ImportDirectory, _ day: Day, _ reading: ProgressLine
    ) async throws -> ImportFile {
        do {
            return try await directory.plan(entry, asOf: day) { reading.show($0, of: $1, rows: $2) }
        } catch ImportRefusal.sameFile(let number) {
            let files = ImportFiles(site: directory.site)
            let waiting = try await files.find(number)
            guard waiting.state == .planned, waiting.officer == directory.actor.officer else {
                throw ImportRefusal.sameFile(number)
            }
            try await files.cancel(directory.actor, number)
            return try await directory.plan(entry, asOf: day) { reading.show($0, of: $1, rows: $2) }
        }
    }

    private func goOn(_ directory: ImportDirectory) async throws {
        let files = ImportFiles(site: directory.site)
        for id in try await files.abandoned() {
            try await files.failed(id, ImportRefusal.cutOff.message, by: directory.actor)
        }
        for file in try await files.unfinished() {
            let running = ProgressLine(
                Text(en: "Going on with \(file.name)", cy: "Parhau â \(file.name)"), from: Int64(file.rowsRun))
            _ = try await directory.run(file) { running.show(Int64($0), of: Int64($1)) }
            running.end()
        }
    }
}

extension ImportDirectory {
    /// - Returns: where they are; nil when no row was refused.
    func writeRefused(_ file: ImportFile, into folder: String, _ language: Language) async throws -> String? {
        guard file.refused > 0 else { return nil }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = "\(file.profile.replacing("/", with: "-"))-\(file.id).csv"
        let path = URL(fileURLWithPath: folder).appendingPathComponent(name).path
        let written = try WrittenFile(path)
        try await Quarantine(site: site).write(file, actor, language) { try written.write($0) }
        try written.finish()
        return path
    }
}

/// What a command cannot do with its arguments.
enum CommandRefusal: Refusal {
    case noFile(String)
    case emptyFolder(String)
    case stranger(String)
    case profileNeeded
    case noDatabase(String)

    var message: Text {
        switch self {
        case .noFile(let path): Text(en: "There is no file or folder \(path)", cy: "Nid oes ffeil na ffolder \(path)")
        case .emptyFolder(let path):
            Text(
                en: "No file in \(path) has the name of a profile (gwent-police/nominals.csv …)",
                cy: "Nid oes ffeil yn \(path) ag enw proffil (gwent-police/nominals.csv …)")
        case .stranger(let path):
            Text(en: "Left out, no profile has this name: \(path)", cy: "Gadawyd allan, nid oes proffil â’r enw hwn: \(path)")
        case .noDatabase(let path):
            Text(
                en: "There is no database at \(path). A new one is made by: carfan migrate",
                cy: "Nid oes cronfa ddata yn \(path). Gwneir un newydd gan: carfan migrate")
        case .profileNeeded:
            Text(
                en: "Say whose file it is: --profile gwent-police/nominals",
                cy: "Dywedwch ffeil pwy ydyw: --profile gwent-police/nominals")
        }
    }
}
