import Domain

/// The second level of navigation of everything about files.
enum ImportNavigation {
    static func html(profiles: Bool) -> HTML {
        SubNavigation.html(
            Text(en: "Files and profiles", cy: "Ffeiliau a phroffiliau"),
            [
                (Text(en: "Files", cy: "Ffeiliau"), "/imports", !profiles),
                (Text(en: "Profiles", cy: "Proffiliau"), "/profiles", profiles),
            ])
    }
}

/// The files that came in, newest first.
enum ImportListView {
    static func page(_ lines: [ImportLine], page: Int, hasNext: Bool) -> Page {
        let title = Text(en: "Files", cy: "Ffeiliau")
        return Page(
            title: title, section: .imports,
            body: """
                <h1>\(title)</h1>
                \(ImportNavigation.html(profiles: false))
                <p><a class="button" href="/imports/new">\(Text(en: "Import a file", cy: "Mewnforio ffeil"))</a></p>
                \(lines.isEmpty ? none : table(lines))
                \(Pagination.html(page: page, hasNext: hasNext) { ("/imports" as Path).query([("page", String($0))]) })
                """)
    }

    private static let none = EmptyState.html(
        Text(
            en: "No file has come in yet. Police, probation and prisons export theirs as CSV; each kind has a profile.",
            cy:
                "Nid oes ffeil wedi dod i law eto. Mae’r heddlu, y gwasanaeth prawf a’r carchardai yn allforio eu rhai hwy fel CSV; "
                + "mae proffil i bob math."))

    private static func table(_ lines: [ImportLine]) -> HTML {
        DataTable.html(
            Text(en: "Files, newest first", cy: "Ffeiliau, y diweddaraf yn gyntaf"), captionHidden: true,
            [
                .init(Text(en: "File", cy: "Ffeil")), .init(Text(en: "Whose", cy: "Pwy piau hi")),
                .init(Text(en: "State", cy: "Statws")), .init(Text(en: "Rows", cy: "Rhesi"), numeric: true),
                .init(Text(en: "New", cy: "Newydd"), numeric: true),
                .init(Text(en: "Changed", cy: "Wedi newid"), numeric: true),
                .init(Text(en: "Refused", cy: "Gwrthodwyd"), numeric: true), .init(Text(en: "Came in", cy: "Daeth i law")),
            ],
            lines.map(row), stacks: true)
    }

    private static func row(_ line: ImportLine) -> [HTML] {
        let file = line.file
        return [
            "<a href=\"/imports/\(file.id)\">\(file.name)</a> <span class=\"hint\">\(file.id)</span>",
            "\(file.profileName)", "\(ImportWords.tag(file.state))", "\(grouped(file.counts.total))",
            "\(grouped(file.counts[.new]))", "\(grouped(file.counts[.changed]))", "\(grouped(file.counts[.refused]))",
            "\(file.receivedAt) <span class=\"hint\">\(ImportWords.who(line.officer))</span>",
        ]
    }
}

extension ImportWords {
    static func tag(_ state: ImportState) -> HTML {
        let colour: Tag.Colour =
            switch state {
            case .reading, .running: .blue
            case .planned: .amber
            case .done: .green
            case .cancelled: .grey
            case .failed: .red
            }
        return Tag.html(state.label, colour)
    }

    static func who(_ officer: String?) -> Text {
        officer.map { Text(same: $0) } ?? Text(en: "at the terminal", cy: "wrth y derfynell")
    }

    /// `3.9 MB`
    static func size(_ bytes: Int64) -> Text {
        if bytes < 1000 { return Text(en: "\(bytes) bytes", cy: "\(bytes) beit") }
        if bytes < 1_000_000 { return Text(same: "\(bytes / 1000) kB") }
        return Text(same: "\(grouped(Int(bytes / 1_000_000))).\(bytes / 100_000 % 10) MB")
    }
}
