import Domain
import HTTPTypes
import Store

/// Teams: how many people each can manage, and when its panel meets.
struct TeamPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/teams", needs: .roles([.coordinator]), list),
            Route(.get, "/teams/{area}", needs: .roles([.coordinator]), ask),
            Route(.post, "/teams/{area}", needs: .roles([.coordinator]), save),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let areas = try visit.officer().panelAreas
        let teams = try await site.database.read { try TeamStore.all($0, areas) }
        return .page(TeamViews.list(teams, visit))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        .page(TeamViews.form(try await team(visit), visit))
    }

    private func save(_ visit: Visit) async throws -> Answer {
        var team = try await team(visit)
        var reader = FormReader(visit.form)
        team.capacity = reader.number("capacity", 0...100_000)
        team.nextPanel = reader.day("next_panel", missing: nil)
        check(team.nextPanel, &reader)
        do {
            try reader.finish()
            let (changed, seen) = (team, visit.form.raw("seen"))
            try await site.change(try visit.actor()) { try TeamStore.save($0, changed, seen: seen) }
            return .redirect("/teams")
        } catch let invalid as Invalid {
            return .again(TeamViews.form(team, visit, invalid.problems), invalid.problems)
        }
    }

    private func check(_ nextPanel: Day?, _ reader: inout FormReader) {
        guard let nextPanel else { return }
        let latest = PanelDays.latest(site.today)
        if nextPanel < site.today {
            reader.problem(
                "next_panel",
                Text(en: "The next panel must be today or later", cy: "Rhaid i’r panel nesaf fod heddiw neu’n hwyrach"))
        } else if nextPanel > latest {
            reader.problem(
                "next_panel",
                Text(
                    en: "The next panel must be \(latest.words.en) or earlier",
                    cy: "Rhaid i’r panel nesaf fod \(latest.words.cy) neu’n gynharach"))
        }
    }

    private func team(_ visit: Visit) async throws -> Team {
        guard let area = Area(rawValue: try visit.word("area")), try visit.officer().panelAreas.contains(area) else {
            throw NotFound()
        }
        let teams = try await site.database.read { try TeamStore.all($0, [area]) }
        return teams.first ?? Team(area: area)
    }
}

enum TeamViews {
    static func list(_ teams: [Team], _ visit: Visit) -> Page {
        let title = Text(en: "Teams and capacity", cy: "Timau a chapasiti")
        let heads = [
            DataTable.Head(Text(en: "Area", cy: "Ardal")),
            DataTable.Head(Text(en: "Capacity", cy: "Capasiti"), numeric: true),
            DataTable.Head(Text(en: "Next panel", cy: "Panel nesaf")),
        ]
        let rows: [[HTML]] = teams.map { team in
            [
                "<a href=\"\("/teams/\(team.area.rawValue)" as Path)\">\(team.area.name)</a>",
                team.capacity.map { "\(grouped($0))" } ?? PeopleListView.unknown,
                team.nextPanel.map { "\($0)" } ?? PeopleListView.unknown,
            ]
        }
        return Page(
            title: title, section: .panels,
            body: """
                <h1>\(title)</h1>
                \(CohortNavigation.html(visit, .teams))
                \(DataTable.html(title, captionHidden: true, heads, rows, stacks: true))
                """)
    }

    static func form(_ team: Team, _ visit: Visit, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Team of \(team.area.name.en)", cy: "Tîm \(team.area.name.cy)")
        let seen = visit.form.raw("seen").isEmpty ? team.stamp : visit.form.raw("seen")
        let typed = visit.form.fields.contains { $0.name == "capacity" }
        return Page(
            title: title, section: .panels, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html("/teams", Text(en: "Teams and capacity", cy: "Timau a chapasiti")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(MainForm.html(visit, action: "/teams/\(team.area.rawValue)", submit: Text(en: "Save", cy: "Cadw"), cancel: "/teams", """
                <input type="hidden" name="seen" value="\(seen)">
                \(Field.text(
                    "capacity", Text(en: "How many people can the team manage?", cy: "Faint o bobl y gall y tîm eu rheoli?"),
                    value: typed ? visit.form.raw("capacity") : team.capacity.map(String.init) ?? "", problems: problems,
                    width: "short", inputmode: "numeric"))
                \(Field.day(
                    "next_panel", Text(en: "Next panel", cy: "Panel nesaf"), form: visit.form,
                    value: typed ? nil : team.nextPanel, problems: problems))
                """))
                """)
    }
}

extension FormReader {
    /// A whole number within a range.
    mutating func number(_ field: String, _ range: ClosedRange<Int>) -> Int? {
        guard form[field].utf8.count <= 9, let number = Int(form[field]), range.contains(number) else {
            problem(
                field,
                Text(
                    en: "Enter a whole number from \(grouped(range.lowerBound)) to \(grouped(range.upperBound))",
                    cy: "Rhowch rif cyfan o \(grouped(range.lowerBound)) i \(grouped(range.upperBound))"))
            return nil
        }
        return number
    }
}
