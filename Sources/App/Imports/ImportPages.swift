import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Files from the agencies in the browser: sending one in, seeing what it would do, letting it run, and what came of it.
struct ImportPages: Sendable {
    let site: Site
    let work: ImportWork
    let files: ImportFiles
    let reports: ImportReports

    init(site: Site) {
        self.site = site
        work = ImportWork(site: site)
        files = ImportFiles(site: site)
        reports = ImportReports(site: site)
    }

    static let coordinators = Need.roles([.coordinator])
    static let pageSize = 25

    var routes: [Route] {
        let coordinators = ImportPages.coordinators
        return [
            Route(.get, "/imports", needs: coordinators, list),
            Route(.get, "/imports/new", needs: coordinators, ask),
            Route(.post, "/imports", needs: coordinators, readsBody: true, beginsAgain: begun, upload),
            Route(.get, "/imports/{file}", needs: coordinators, file),
            Route(.get, "/imports/{file}/refused.csv", needs: coordinators, proof: .recent, refused),
            Route(.post, "/imports/{file}/run", needs: coordinators, run),
            Route(.post, "/imports/{file}/cancellation", needs: coordinators, cancel),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let page = min(max(Int(visit.query["page"]) ?? 1, 1), 10_000)
        let lines = try await reports.list(page: page, size: ImportPages.pageSize)
        return .page(
            ImportListView.page(
                Array(lines.prefix(ImportPages.pageSize)), page: page, hasNext: lines.count > ImportPages.pageSize))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        .page(ImportFormView(form: visit.query, profiles: try await profiles(visit), today: site.today).page(visit))
    }

    /// The profiles of the files that this coordinator may take in.
    private func profiles(_ visit: Visit) async throws -> [ImportProfile] {
        let officer = try visit.officer()
        return try await Profiles(site: site).all().filter { FileAccess.covers(officer, $0.agency) }
    }

    // MARK: sending a file in

    private func upload(_ visit: Visit) async throws -> Answer {
        var upload: ImportUpload
        do {
            upload = try await ImportUpload(visit, megabytes: site.config.uploadMegabytes)
        } catch is ImportRefusal {
            throw BadRequest()
        }
        try upload.check(visit)
        if let language = upload.form.switchesLanguage { return try await switched(language, upload.form, visit) }
        var view = ImportFormView(form: upload.form, profiles: try await profiles(visit), today: site.today)
        do {
            let order = try ImportOrder(upload, view.profiles, today: site.today)
            // Long work, so not on the threads that answer short requests.
            let number = try await withTaskExecutorPreference(globalConcurrentExecutor) {
                try await take(&upload, order, visit)
            }
            return .redirect("/imports/\(number)")
        } catch let invalid as Invalid {
            view.problems = invalid.problems
        } catch let refusal as any Refusal {
            view.problems = [Problem("file", refusal.message)]
            if case ImportRefusal.sameFile(let number) = refusal { view.sameFile = number }
        }
        return .page(view.page(visit), status: .unprocessableContent)
    }

    /// Reads the file into a plan while it comes.
    private func take(_ upload: inout ImportUpload, _ order: ImportOrder, _ visit: Visit) async throws -> Int64 {
        let all = try await Profiles(site: site).all()
        var planning = try await ImportPlanning(
            site, try visit.actor(), order.profile, name: upload.shownName, asOf: order.asOf, others: all)
        do {
            while let piece = try await upload.next() { try await planning.take(piece) }
            return try await planning.finish().id
        } catch {
            let (files, id, actor) = (files, planning.id, try visit.actor())
            let why = (error as? any Refusal)?.message ?? ImportRefusal.cutOff.message
            // The request may have been cancelled; closing the file must not be.
            await Task { try? await files.failed(id, why, by: actor) }.value
            throw error
        }
    }

    /// The upload cannot be sent again by us: the form comes back in the other language, without its file.
    private func switched(_ language: Language, _ form: Form, _ visit: Visit) async throws -> Answer {
        try await AccountStore(site: site).remember(language, visit)
        var answer = Answer.redirect(ImportPages.form(form))
        answer.cookies = [.language(language, site.config)]
        return answer
    }

    /// The session had ended: the file is lost with it, what was chosen for it is not.
    private func begun(_ visit: Visit) async -> Path {
        let upload = try? await ImportUpload(visit, megabytes: site.config.uploadMegabytes)
        return ImportPages.form(upload?.form ?? Form(), [("again", "1")])
    }

    private static func form(_ form: Form, _ more: [(String, String)] = []) -> Path {
        let kept = form.fields.filter { $0.name == "profile" || $0.name.hasPrefix("as_of-") }.map { ($0.name, $0.value) }
        return ("/imports/new" as Path).query(kept + more)
    }

    // MARK: one file

    private func file(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, []))
    }

    private func page(_ visit: Visit, _ problems: [Problem]) async throws -> Page {
        let line = try await reports.line(try visit.number("file"))
        var view = ImportFileView(line: line, now: site.clock(), problems: problems)
        if FileAccess.covers(try visit.officer(), line.file) {
            let profile = try await Profiles(site: site).find(line.file.profile, version: line.file.profileVersion)
            view.report = try await reports.report(line.file, profile, visit)
        }
        return view.page(visit)
    }

    /// A file that this coordinator may decide about.
    private func own(_ visit: Visit) async throws -> ImportFile {
        let file = try await files.find(try visit.number("file"))
        guard FileAccess.covers(try visit.officer(), file) else { throw NotPermitted() }
        return file
    }

    private func run(_ visit: Visit) async throws -> Answer {
        let file = try await own(visit)
        return try await refusing(visit) { try await work.start(file, try visit.actor()) }
    }

    private func cancel(_ visit: Visit) async throws -> Answer {
        let file = try await own(visit)
        return try await refusing(visit) { try await files.cancel(try visit.actor(), file.id) }
    }

    /// Back to the file; what was refused stands on its page.
    private func refusing(_ visit: Visit, _ act: () async throws -> Void) async throws -> Answer {
        do {
            try await act()
            return .redirect("/imports/\(try visit.number("file"))")
        } catch let refusal as ImportRefusal {
            return .page(try await page(visit, [Problem("act", refusal.message)]), status: .conflict)
        }
    }

    private func refused(_ visit: Visit) async throws -> Answer {
        let file = try await own(visit)
        guard file.state == .planned || file.state == .running || file.state == .done else { throw NotFound() }
        let quarantine = Quarantine(site: site)
        try await quarantine.disclose(file, try visit.actor())
        let language = visit.language
        let name = "\(file.profile.replacing("/", with: "-"))-\(file.id)-refused.csv"
        return .csv(
            name, .personal,
            ResponseBody { writer in
                var writer = writer
                try await quarantine.lines(file, language) { try await writer.write(ByteBuffer(string: $0)) }
                try await writer.finish(nil)
            })
    }
}
