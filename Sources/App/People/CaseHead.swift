import Domain

/// What stands above every page of a case: who it is, and the way to its parts.
enum CaseHead {
    enum Part: String, Sendable, CaseIterable {
        case overview, offences, notes, intelligence, victims, records, timeline, sharing, access, looks

        var label: Text {
            switch self {
            case .overview: Text(en: "Overview", cy: "Trosolwg")
            case .offences: Text(en: "Offences and custody", cy: "Troseddau a dalfa")
            case .notes: Text(en: "Notes", cy: "Nodiadau")
            case .intelligence: CasePart.intelligence.name
            case .victims: CasePart.victim.name
            case .records: Text(en: "Agencies’ records", cy: "Cofnodion asiantaethau")
            case .timeline: Text(en: "Timeline", cy: "Llinell amser")
            case .sharing: Text(en: "Sharing", cy: "Rhannu")
            case .access: Text(en: "Who may see it", cy: "Pwy a gaiff weld yr achos")
            case .looks: Text(en: "Who looked", cy: "Pwy edrychodd")
            }
        }

        /// Who works with the case, and with whom it is shared: for those who do.
        var isOfStaff: Bool { self == .sharing || self == .access }

        func path(_ person: Int64) -> Path {
            self == .overview ? "/people/\(person)" : "/people/\(person)/\(rawValue)"
        }
    }

    /// Whether the reader has this page of the case.
    private static func shows(_ part: Part, _ file: CaseFile) -> Bool {
        switch part {
        case .looks: file.person.showsLooks
        case .victims: file.isOfVictims
        default: !part.isOfStaff || file.isOpen(.staff)
        }
    }

    static func page(
        _ file: CaseFile, _ part: Part, _ today: Day, marking: [MarkingLine] = [], banner: HTML? = nil,
        hasProblems: Bool = false,
        _ body: HTML
    ) -> Page {
        let name = Text(same: file.person.name.display)
        let title = part == .overview ? name : part.label + Text(same: ": ") + name
        let links = Part.allCases.filter { shows($0, file) }.map { ($0.label, $0.path(file.person.id), $0 == part) }
        return Page(
            title: title, section: .people, hasProblems: hasProblems,
            before: bar(file, today), marking: .highest([file.person.marking] + marking),
            body: """
                \(file.glass.map(GlassViews.banner))\(banner)\(file.lookAlikes.banner)
                <h1>\(title)</h1>
                \(SubNavigation.html(Text(en: "Parts of this case", cy: "Rhannau’r achos hwn"), links))
                \(body)
                """)
    }

    static func bar(_ file: CaseFile, _ today: Day) -> HTML {
        let person = file.person
        var facts: [(Text?, HTML)] = [(nil, "<strong>\(person.name.display)</strong>")]
        facts.append((Text(en: "Born", cy: "Ganwyd"), born(person.dateOfBirth, today)))
        if let sex = person.sex { facts.append((Text(en: "Sex", cy: "Rhyw"), "\(CaseWords.sex(sex))")) }
        if let pnc = file.pnc { facts.append((IdentifierKind.pnc.label, "\(pnc)")) }
        if let crn = file.crn { facts.append((Text(en: "CRN", cy: "CRN"), "\(crn)")) }
        if let number = file.prisonNumber { facts.append((Text(en: "Prison number", cy: "Rhif carcharor"), "\(number)")) }
        facts.append((Text(en: "Home area", cy: "Ardal gartref"), "\(person.area.name)"))
        if let enrolment = file.currentEnrolment {
            facts.append((Text(en: "IOM", cy: "RhIT"), "\(enrolment.words) \(CaseWords.ragTag(enrolment.rag))"))
        }
        return IdentityBar.html(facts)
    }

    static func born(_ day: Day?, _ today: Day) -> HTML {
        guard let day else { return "\(Text(en: "not known", cy: "anhysbys"))" }
        let age = day.age(on: today)
        return "\(day) (\(Text(en: "aged \(age)", cy: "\(age) oed")))"
    }
}
