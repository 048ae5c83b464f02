import Domain

/// The profiles in force.
enum ProfileListView {
    static func page(_ profiles: [ImportProfile]) -> Page {
        let title = Text(en: "Profiles", cy: "Proffiliau")
        let row: (ImportProfile) -> [HTML] = { profile in
            [
                "<a href=\"\(ProfilePaths.of(profile.id))\">\(profile.name)</a>", "\(profile.version)",
                "\(profile.encoding.name)",
                "\(profile.delimiter.name)", "\(profile.headers.count)",
            ]
        }
        let heads: [DataTable.Head] = [
            .init(Text(en: "File", cy: "Ffeil")), .init(Text(en: "Version", cy: "Fersiwn"), numeric: true),
            .init(Text(en: "Encoding", cy: "Amgodiad")), .init(Text(en: "Separator", cy: "Gwahanydd")),
            .init(Text(en: "Columns", cy: "Colofnau"), numeric: true),
        ]
        return Page(
            title: title, section: .imports,
            body: """
                <h1>\(title)</h1>
                \(ImportNavigation.html(profiles: true))
                <p>\(Text(
                    en: "A profile says how one agency writes one kind of file: its columns, dates and codes.",
                    cy: "Mae proffil yn dweud sut mae un asiantaeth yn ysgrifennu un math o ffeil: ei cholofnau, ei "
                        + "dyddiadau a’i chodau."))</p>
                \(HTML.ordered(profiles, by: \.name) { profiles in
                    DataTable.html(
                        Text(en: "Profiles in force", cy: "Proffiliau mewn grym"), captionHidden: true, heads, profiles.map(row),
                        stacks: true)
                })
                """)
    }
}

/// One profile: how the file is written, what its columns say, what its codes mean, and who made it so.
struct ProfileView {
    let profile: ImportProfile
    let versions: [Profiles.Version]
    let mayAdapt: Bool
    let isSaved: Bool

    var page: Page {
        let banner: HTML? =
            isSaved
            ? Banner.success(
                Text(
                    en: "Version \(profile.version) is in force for the next file.",
                    cy: "Mae fersiwn \(profile.version) mewn grym ar gyfer y ffeil nesaf.")) : nil
        let adapt: HTML? =
            mayAdapt
            ? "<p><a class=\"button\" href=\"\(ProfilePaths.of(profile.id, "copy"))\">\(Text(en: "Copy and adapt", cy: "Copïo ac addasu"))</a></p>"
            : nil
        return Page(
            title: profile.name, section: .imports,
            before: BackLink.html("/profiles", Text(en: "Back to the profiles", cy: "Yn ôl i’r proffiliau")),
            body: """
                \(banner)<h1>\(profile.name)</h1>
                \(adapt)
                \(SummaryList.html(facts))
                \(columns)
                \(codes)
                \(history)
                """)
    }

    private var facts: [(Text, HTML)] {
        let answer = ProfileWords.careerAnswers.first { $0.0 == profile.draft.careers }?.1 ?? Text(same: "–")
        let lines: [(Text, HTML)] = [
            (Text(en: "Version", cy: "Fersiwn"), "\(profile.version)"),
            (ProfileWords.encoding, "\(profile.encoding.name)"), (ProfileWords.delimiter, "\(profile.delimiter.name)"),
            (ProfileWords.dates, "<code>\(profile.draft.dates)</code>"),
            (ProfileWords.ignored, profile.ignored.isEmpty ? "–" : "\(profile.ignored.joined(separator: ", "))"),
        ]
        let careers: HTML = "\(answer)"
        return profile.kind == .convictions ? lines + [(ProfileWords.careers, careers)] : lines
    }

    private var columns: HTML {
        let rows: [[HTML]] = profile.columns.map { column in
            let date = column.meaning.isDate ? profile.form(of: column.meaning).pattern : ""
            let separator = profile.draft.separators[column.meaning.key].map { "“\($0)”" } ?? ""
            let must = profile.kind.mandatory.contains(column.meaning)
            return [
                "\(column.headers.joined(separator: " + "))", "\(column.meaning.label)",
                must ? "\(Text(en: "yes", cy: "ie"))" : "", date.isEmpty ? "\(separator)" : "<code>\(date)</code>",
            ]
        }
        return """
            <h2>\(Text(en: "Columns", cy: "Colofnau"))</h2>
            \(DataTable.html(
                Text(en: "Headers and what they say", cy: "Penawdau a’r hyn y maent yn ei ddweud"), captionHidden: true,
                [
                    .init(Text(en: "Header", cy: "Pennawd")), .init(Text(en: "Says", cy: "Yn dweud")),
                    .init(Text(en: "Must be filled", cy: "Rhaid ei llenwi")), .init(Text(en: "Form", cy: "Ffurf")),
                ], rows))
            """
    }

    private var codes: HTML? {
        let maps = profile.kind.meanings.compactMap { meaning in
            profile.draft.codes[meaning.key].map { (meaning, $0.sorted { $0.key < $1.key }) }
        }
        guard !maps.isEmpty else { return nil }
        let lists: [HTML] = maps.map { meaning, map in
            let lines: [(Text, HTML)] = map.map { (Text(same: $0.key), "\($0.value)") }
            return "<h3>\(meaning.label)</h3>\(SummaryList.html(lines))"
        }
        return "<h2>\(Text(en: "Codes", cy: "Codau"))</h2>\(lists)"
    }

    private var history: HTML {
        let rows: [[HTML]] = versions.map { version in
            [
                "\(version.number)",
                version.madeAt == nil
                    ? "\(Text(en: "came with Carfan", cy: "daeth gyda Carfan"))" : "\(version.officer ?? "–")",
                version.madeAt.map { "\($0)" } ?? "–",
            ]
        }
        return """
            <h2>\(Text(en: "Versions", cy: "Fersiynau"))</h2>
            \(DataTable.html(
                Text(en: "Versions, newest first", cy: "Fersiynau, y diweddaraf yn gyntaf"), captionHidden: true,
                [
                    .init(Text(en: "Version", cy: "Fersiwn")), .init(Text(en: "Made by", cy: "Gwnaed gan")),
                    .init(Text(en: "When", cy: "Pryd")),
                ], rows))
            """
    }
}

/// The names of a profile's parts.
enum ProfileWords {
    static let encoding = Text(en: "Encoding", cy: "Amgodiad")
    static let delimiter = Text(en: "Between two columns", cy: "Rhwng dwy golofn")
    static let dates = Text(en: "Form of dates", cy: "Ffurf dyddiadau")
    static let ignored = Text(en: "Columns that are not read", cy: "Colofnau nad ydynt yn cael eu darllen")
    static let aliasForm = Text(en: "How an alias is written", cy: "Sut mae enw arall yn cael ei ysgrifennu")

    static let careers = Text(
        en: "Has the file every conviction of each person in it?",
        cy: "A yw’r ffeil yn cynnwys pob euogfarn i bob person sydd ynddi?")
    static let careerAnswers = [
        ("", Text(en: "No, it may hold single rows", cy: "Nac ydy, gall gynnwys rhesi unigol")),
        (ImportProfile.wholeCareers, Text(en: "Yes, always", cy: "Ydy, bob tro")),
    ]

    static func capital(_ text: Text) -> Text {
        func raised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
        return Text(en: raised(text.en), cy: raised(text.cy))
    }
}
