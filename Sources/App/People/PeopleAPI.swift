import Domain
import HTTPTypes

/// The list of people and a person's case for programs, with the same access and the same journal as the pages.
struct PeopleAPI: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/api/people", needs: .cases, list),
            Route(.get, "/api/people/{person}", needs: .cases, person),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let question = try PeopleQuestion(visit, site.today, visit.languageOfProgram)
        let list = try await PeopleStore(site: site).list(question, visit)
        var json = JSONText()
        json.object { json in
            json.field("page", list.question.page)
            json.field("count", list.lines.count)
            json.field("total", list.isMore ? PeopleFinding.countLimit : list.total)
            json.field("more_than_total", list.isMore)
            json.field("selection_round", list.round)
            json.list("closed", list.closed) { json, row in json.object { $0.field("id", row.person) } }
            json.list("people", list.lines) { json, line in json.object { PeopleAPI.write(line, &$0) } }
        }
        return .json(json.text)
    }

    private func person(_ visit: Visit) async throws -> Answer {
        let file = try await CaseStore(site: site).overview(try visit.number("person"), visit)
        var json = JSONText()
        json.object { PeopleAPI.write(file, &$0) }
        return .json(json.text)
    }

    private static func write(_ line: PersonLine, _ json: inout JSONText) {
        json.field("id", line.id)
        json.field("family_name", line.name.family)
        json.field("given_names", line.name.given)
        json.field("date_of_birth", line.dateOfBirth)
        json.field("sex", line.sex)
        json.field("area", line.area.rawValue)
        json.field("pnc_id", line.pnc)
        json.field("crn", line.crn)
        json.field("proposal", line.proposal?.rawValue)
        json.field("ogrs3_2y", line.percent)
        json.field("cohort", line.cohort?.rawValue)
        json.field("enrolment", line.state?.rawValue)
        json.field("rag", line.rag?.rawValue)
        if !line.withheld.isEmpty { json.field("withheld", line.withheld.map(\.rawValue).sorted().joined(separator: " ")) }
    }

    /// A note with what it rests on; of one that is withheld, whom to ask.
    private static func write(_ note: CaseNote, _ json: inout JSONText) {
        json.field("id", note.id)
        json.field("part", note.part.rawValue)
        json.field("owner", note.owner)
        json.field("sight", note.sight.rawValue)
        guard let standing = note.standing else { return }
        json.field("basis", standing.entry.basis.kind.rawValue)
        if case .intelligence(let grade) = standing.entry.basis { json.field("grade", grade.code) }
        json.field("intelligence_id", standing.report)
        json.field("source", standing.entry.source)
        json.field("on", standing.entry.on)
        json.field("marking", standing.entry.marking.rawValue)
        json.field("text", standing.entry.text)
    }

    private static func write(_ file: CaseFile, _ json: inout JSONText) {
        let person = file.person
        json.field("id", person.id)
        json.field("marking", person.marking.words)
        json.field("withheld", CasePart.allCases.filter { file.sight($0) == .withheld }.map(\.rawValue).joined(separator: " "))
        json.field("masked", CasePart.allCases.filter { file.sight($0) == .masked }.map(\.rawValue).joined(separator: " "))
        json.field("family_name", person.name.family)
        json.field("given_names", person.name.given)
        json.field("date_of_birth", person.dateOfBirth)
        json.field("sex", person.sex)
        json.field("language", person.language)
        json.field("area", person.area.rawValue)
        json.field("pnc_id", file.pnc)
        json.field("crn", file.crn)
        json.field("prison_number", file.prisonNumber)
        json.field("proposal", file.selection?.kind.rawValue)
        json.field("ogrs3_1y", file.selection?.score?.oneYear)
        json.field("ogrs3_2y", file.selection?.score?.twoYear)
        json.list("records", file.isOpen(.source) ? file.records : []) { json, record in
            json.object { json in
                json.field("agency", record.agency)
                json.field("reference", record.reference)
                json.field("updated_at", record.updatedAt)
            }
        }
        json.list("convictions", file.convictions) { json, row in
            json.object { json in
                json.field("court_date", row.courtDate)
                json.field("court", row.court)
                json.field("offence_code", row.offenceCode)
                json.field("adjudication", row.adjudication)
                json.field("disposal_code", row.disposalCode)
                json.field("sentence_days", row.sentenceDays)
                json.field("category", row.category?.rawValue)
            }
        }
        json.list("custody", file.custody) { json, row in
            json.object { json in
                json.field("arrested_at", row.arrestedAt?.iso)
                json.field("offence_code", row.offenceCode)
                json.field("disposal", row.disposal)
                json.field("category", file.category(row).rawValue)
            }
        }
        json.list("notes", file.notes) { json, note in json.object { PeopleAPI.write(note, &$0) } }
        json.list("orders", file.isOpen(.offences) ? file.orders : []) { json, row in
            json.object { json in
                json.field("type", row.type)
                json.field("start_date", row.start)
                json.field("end_date", row.end)
                json.field("rosh", row.rosh)
                json.field("official_ogrs3_2y", row.ogrs3TwoYear)
            }
        }
        json.list("enrolments", file.enrolments) { json, row in
            json.object { json in
                json.field("cohort", row.place?.rawValue)
                json.field("state", row.state.rawValue)
                json.field("rag", row.rag?.rawValue)
                json.field("area", row.area.rawValue)
            }
        }
    }
}
