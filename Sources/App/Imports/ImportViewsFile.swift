import Domain

/// One file: its plan, its progress, or what came of it.
struct ImportFileView {
    let line: ImportLine
    let now: Instant
    var problems: [Problem] = []
    /// nil when its rows are not open to the reader.
    var report: ImportReport?

    private var file: ImportFile { line.file }
    private var isAtWork: Bool { file.state == .reading || (file.state == .running && !file.isStalled(at: now)) }

    func page(_ visit: Visit) -> Page {
        Page(
            title: Text(same: "\(file.name): ") + file.state.label, section: .imports, hasProblems: !problems.isEmpty,
            before: BackLink.html("/imports", Text(en: "Back to the files", cy: "Yn ôl i’r ffeiliau")),
            refresh: isAtWork ? 2 : nil,
            body: """
                \(ErrorSummary.html(problems))
                <div class="page-head"><h1>\(file.name)</h1><p>\(ImportWords.tag(file.state))</p></div>
                \(facts)
                <div id="act" tabindex="-1">\(act(visit))</div>
                \(numbers)
                \(details)
                """)
    }

    private var facts: HTML {
        var lines: [(Text, HTML)] = [
            (
                Text(en: "Profile", cy: "Proffil"),
                "<a href=\"\(ProfilePaths.of(file.profile))\">\(file.profileName)</a>, \(Text(en: "version \(file.profileVersion)", cy: "fersiwn \(file.profileVersion)"))"
            ),
            (Text(en: "Day of the extract", cy: "Diwrnod yr echdyniad"), "\(file.asOf)"),
            (Text(en: "Came in", cy: "Daeth i law"), "\(file.receivedAt), \(ImportWords.who(line.officer))"),
        ]
        if file.size > 0 { lines.append((Text(en: "Size", cy: "Maint"), "\(ImportWords.size(file.size))")) }
        if let finished = file.finishedAt { lines.append((Text(en: "Finished", cy: "Gorffennwyd"), "\(finished)")) }
        return SummaryList.html(lines)
    }

    private var numbers: HTML? {
        guard file.counts.total > 0, file.state != .reading else { return nil }
        let outcomes = StagedOutcome.allCases.filter { file.counts[$0] > 0 }
        var tiles = outcomes.map { Figures.Tile($0.label, file.counts[$0], path: anchor($0)) }
        tiles += people
        if file.counts.withdrawn > 0 { tiles.append(ImportCareersView.tile(file, report)) }
        return """
            <h2>\(file.state == .planned ? Text(en: "What it would do", cy: "Beth y byddai’n ei wneud") : Text(en: "What the file held", cy: "Beth oedd yn y ffeil"))</h2>
            \(Figures.html(tiles))
            """
    }

    /// Whose the rows are: of a plan as far as can be told, of a finished file who waits for somebody.
    private var people: [Figures.Tile] {
        let counts = file.counts
        var tiles: [Figures.Tile] = []
        if file.state == .planned, counts.known + counts.strangers > 0 {
            let note = Text(en: "of the new rows", cy: "o’r rhesi newydd")
            tiles.append(Figures.Tile(ImportWords.known, counts.known, note: note))
            tiles.append(Figures.Tile(ImportWords.strangers, counts.strangers, note: note))
        }
        if counts.unsure > 0 {
            let note = Text(en: "counted among the others too", cy: "yn cyfrif ymhlith y lleill hefyd")
            tiles.append(Figures.Tile(ImportWords.unsure, counts.unsure, note: note))
        }
        return tiles
    }

    private func anchor(_ outcome: StagedOutcome) -> Path? {
        guard let report else { return nil }
        let shown = outcome == .refused ? !report.refusals.isEmpty : report.outcomes.contains { $0.outcome == outcome }
        return shown ? ("/imports/\(file.id)" as Path).fragment(outcome.rawValue) : nil
    }

    private func act(_ visit: Visit) -> HTML? {
        switch file.state {
        case .reading: reading(visit)
        case .planned: decision(visit)
        case .running: file.isStalled(at: now) ? stalled(visit) : progress
        case .done: nil
        case .cancelled:
            "<p>\(Text(en: "Nothing of it was taken.", cy: "Ni chymerwyd dim ohoni."))</p>\(again)"
        case .failed: "\(Banner.warning(file.refusal ?? ImportRefusal.cutOff.message))\(again)"
        }
    }

    private func reading(_ visit: Visit) -> HTML {
        """
        \(ProgressBar.html(
            Text(en: "Reading the file", cy: "Darllen y ffeil"), done: 0, total: 0,
            words: ImportWords.rows(file.rowsRead) + Text(en: " read so far", cy: " wedi’u darllen hyd yma")))
        \(report == nil ? nil : setAside(visit))
        """
    }

    private func decision(_ visit: Visit) -> HTML? {
        guard report != nil else { return nil }
        let count = file.counts.toTake
        let label: Text
        if count > 0 {
            label = Text(en: "Import these ", cy: "Mewnforio’r ") + ImportWords.rows(count) + Text(en: "", cy: " hyn")
        } else if file.counts.withdrawn > 0 {
            label = Text(en: "Import this file", cy: "Mewnforio’r ffeil hon")
        } else {
            label = Text(en: "Close this file", cy: "Cau’r ffeil hon")
        }
        let nothing: HTML? =
            count > 0 || file.counts.withdrawn > 0
            ? nil
            : """
            <p>\(Text(
                en: "Nothing in this file is new or changed. Closing it keeps its refused rows.",
                cy: "Nid oes dim yn y ffeil hon yn newydd nac wedi newid. Bydd ei chau yn cadw’r rhesi a wrthodwyd."))</p>
            """
        return """
            \(incomplete)\(nothing)
            <div class="actions">\(MainForm.button(visit, action: "/imports/\(file.id)/run", label, secondary: false))\(setAside(visit))</div>
            <p class="hint">\(Text(
                en: "Setting aside removes all rows of this file, the refused ones too.",
                cy: "Mae rhoi o’r neilltu yn dileu holl resi’r ffeil hon, a’r rhai a wrthodwyd hefyd."))</p>
            """
    }

    private var incomplete: HTML? {
        guard file.isIncomplete else { return nil }
        return Banner.warning(
            Text(
                en:
                    "The file is incomplete: it ends inside a quoted field. Its last row is refused; ask the agency for the whole file.",
                cy:
                    "Mae’r ffeil yn anghyflawn: mae’n gorffen y tu mewn i faes mewn dyfynodau. Gwrthodwyd ei rhes olaf; gofynnwch i’r "
                    + "asiantaeth am y ffeil gyfan."))
    }

    private func setAside(_ visit: Visit) -> HTML {
        MainForm.button(
            visit, action: "/imports/\(file.id)/cancellation", Text(en: "Set aside", cy: "Rhoi o’r neilltu"))
    }

    private func stalled(_ visit: Visit) -> HTML {
        """
        \(Banner.warning(
            Text(
                en: "The import stopped part-way. What was stored is whole, and nothing is lost.",
                cy: "Daeth y mewnforio i stop hanner ffordd. Mae’r hyn a storiwyd yn gyfan, ac nid oes dim wedi’i golli.")))
        \(ProgressBar.html(Text(en: "Importing", cy: "Mewnforio"), done: file.rowsRun, total: file.rowsRead, words: ImportWords.progress(file, now)))
        \(report == nil ? nil : MainForm.button(visit, action: "/imports/\(file.id)/run", Text(en: "Go on", cy: "Mynd ymlaen"), secondary: false))
        """
    }

    private var progress: HTML {
        """
        \(ProgressBar.html(Text(en: "Importing", cy: "Mewnforio"), done: file.rowsRun, total: file.rowsRead, words: ImportWords.progress(file, now)))
        <p class="hint">\(Text(
            en: "You may leave this page; the import goes on.", cy: "Gallwch adael y dudalen hon; bydd y mewnforio’n parhau."))</p>
        """
    }

    private var again: HTML { ImportAgain.html(file) }

    private var details: HTML? {
        guard let report else {
            return Withheld.html(Text(en: "What stands in its rows", cy: "Yr hyn sydd yn ei rhesi"), ask: FileAccess.ask)
        }
        switch file.state {
        case .planned: return ImportPlanView(file: file, report: report).html
        case .done:
            return "\(ImportDoneView(file: file, report: report).html)\(ImportPlanView(file: file, report: report).html)"
        case .reading, .running, .cancelled, .failed: return nil
        }
    }
}

/// The way to send the file again, put right.
enum ImportAgain {
    static func html(_ file: ImportFile) -> HTML {
        let path = ("/imports/new" as Path).query([
            ("profile", file.profile), ("as_of-day", String(file.asOf.day)), ("as_of-month", String(file.asOf.month)),
            ("as_of-year", String(file.asOf.year)),
        ])
        return "<p><a href=\"\(path)\">\(Text(en: "Import a corrected file", cy: "Mewnforio ffeil wedi’i chywiro"))</a></p>"
    }
}

extension ImportWords {
    /// `12,000 of 50,000 rows, 15,000 a second, about 3 seconds left`
    static func progress(_ file: ImportFile, _ now: Instant) -> Text {
        let (done, all) = (grouped(file.rowsRun), grouped(file.rowsRead))
        let words = Text(en: "\(done) of \(all) rows", cy: "\(done) o \(all) rhes")
        guard let began = file.runAt, file.rowsRun > file.runFrom else { return words }
        let seconds = Double(now.microseconds - began.microseconds) / 1_000_000
        guard seconds >= 1 else { return words }
        let rate = Double(file.rowsRun - file.runFrom) / seconds
        let left = Int((Double(file.rowsRead - file.rowsRun) / rate).rounded(.up))
        let speed = grouped(Int(rate))
        return words + Text(en: ", \(speed) a second, ", cy: ", \(speed) yr eiliad, ") + remaining(left)
    }

    private static func remaining(_ seconds: Int) -> Text {
        if seconds < 100 { return Text(en: "about \(seconds) s left", cy: "tua \(seconds) eiliad ar ôl") }
        let minutes = (seconds + 59) / 60
        return Text(en: "about \(minutes) minutes left", cy: "tua \(minutes) munud ar ôl")
    }
}
