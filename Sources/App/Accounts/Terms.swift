import Domain
import Store

/// One version of the terms of use, in both languages, in force from a day until the next.
struct Terms: Sendable {
    let version: Int64
    let from: Day
    let text: Text
    /// How many officers have accepted it.
    let accepted: Int

    init(_ row: Row) throws {
        version = try row.get("version")
        from = try row.get("from_day")
        text = Text(en: try row.get("text_en"), cy: try row.get("text_cy"))
        accepted = try row.get("accepted")
    }

    static let columns: SQL = """
        terms.version, terms.from_day, terms.text_en, terms.text_cy,
        (SELECT COUNT(*) FROM terms_acceptance WHERE terms_acceptance.version = terms.version) AS accepted
        """

    /// An empty line begins a new paragraph.
    static func paragraphs(_ text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0).trimmed }
        return lines.split(whereSeparator: \.isEmpty).map { $0.joined(separator: " ") }
    }

    var paragraphs: [Text] {
        zip(Terms.paragraphs(text.en), Terms.paragraphs(text.cy)).map { Text(en: $0, cy: $1) }
    }

    /// What the first form starts with, and the demo uses: to be made one's own.
    static let proposal = Text(
        en: """
            Carfan holds facts about offenders, victims and people at risk. Use it only for your own work in a scheme, and only as far as \
            that work needs it.

            Look only at cases that you have a reason to look at. Every look is recorded with your name, and unusual ones are asked about.

            Do not look up your family, friends, neighbours or yourself. If somebody you know is on a list, tell your coordinator.

            Keep your password, your app and your recovery codes to yourself, and do not leave a screen open to others.

            What you take out of Carfan stays as confidential as it was inside. Share it only as a sharing agreement allows, and destroy it \
            when it has done its work.

            Tell your information officer at once when something has gone to the wrong person, has been lost, or looks wrong.

            Using Carfan otherwise may be an offence under section 170 of the Data Protection Act 2018 or the Computer Misuse Act 1990.
            """,
        cy: """
            Mae Carfan yn dal ffeithiau am droseddwyr, dioddefwyr a phobl mewn perygl. Defnyddiwch hi ar gyfer eich gwaith eich hun mewn \
            cynllun yn unig, a dim ond i’r graddau y mae ar y gwaith hwnnw ei hangen.

            Edrychwch ar achosion y mae gennych reswm dros edrych arnynt yn unig. Cofnodir pob golwg gyda’ch enw, a holir am rai anarferol.

            Peidiwch â chwilio am eich teulu, ffrindiau, cymdogion na chi’ch hun. Os yw rhywun rydych yn ei adnabod ar restr, dywedwch wrth \
            eich cydlynydd.

            Cadwch eich cyfrinair, eich ap a’ch codau adfer i chi’ch hun, a pheidiwch â gadael sgrin yn agored i eraill.

            Mae’r hyn a gymerwch allan o Carfan yr un mor gyfrinachol ag yr oedd y tu mewn iddi. Rhannwch ef dim ond fel y caniateir gan \
            gytundeb rhannu, a’i ddinistrio pan fydd wedi gwneud ei waith.

            Dywedwch wrth eich swyddog gwybodaeth ar unwaith pan fo rhywbeth wedi mynd at y person anghywir, wedi’i golli, neu’n edrych o’i le.

            Gall defnyddio Carfan fel arall fod yn drosedd o dan adran 170 o Ddeddf Diogelu Data 2018 neu Ddeddf Camddefnyddio Cyfrifiaduron \
            1990.
            """)
}

/// The terms of use: published by administrators, accepted by officers before they go on.
struct TermsStore: Sendable {
    let site: Site

    /// The version in force today; nil when none has been published.
    func inForce() async throws -> Terms? {
        let today = site.today
        return try await site.database.read { connection in
            try connection.first(
                "SELECT \(Terms.columns) FROM terms WHERE from_day <= \(today) ORDER BY version DESC LIMIT 1"
            ).map(Terms.init)
        }
    }

    /// The newest first.
    func all() async throws -> [Terms] {
        try await site.database.read {
            try $0.query("SELECT \(Terms.columns) FROM terms ORDER BY version DESC").map(Terms.init)
        }
    }

    /// - Returns: the new version's number.
    func publish(_ text: Text, from day: Day, by actor: Actor) async throws -> Int64 {
        let now = site.clock()
        return try await site.change(actor) { connection in
            let newest: Int64 = try connection.value("SELECT COALESCE(MAX(version), 0) AS version FROM terms") ?? 0
            try connection.execute(
                """
                INSERT INTO terms (version, text_en, text_cy, from_day, published_at, published_by)
                VALUES (\(newest + 1), \(text.en), \(text.cy), \(day), \(now), \(actor.officer))
                """)
            return Change(newest + 1, .security(.termsPublished, records: ["terms:\(newest + 1)"]))
        }
    }

    /// Once is enough.
    func accept(_ version: Int64, officer: Int64, by actor: Actor) async throws {
        let now = site.clock()
        try await site.change(actor) { connection in
            guard try connection.first("SELECT version FROM terms WHERE version = \(version)") != nil else { throw NotFound() }
            let isNew =
                try connection.changes(
                    """
                    INSERT INTO terms_acceptance (officer_id, version, accepted_at) VALUES (\(officer), \(version), \(now))
                    ON CONFLICT (officer_id, version) DO NOTHING
                    """) == 1
            guard isNew else { return .nothing(()) }
            return Change((), .security(.termsAccepted, records: ["officer:\(officer)", "terms:\(version)"]))
        }
    }
}
