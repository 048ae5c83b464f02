import Domain
import Store

/// Notes on one case by what they rest on, written by police and probation; one of them put right.
struct DemoNotes: Sendable {
    let cast: DemoCast

    private struct Note {
        let by: String
        let part: CasePart
        let basis: NarrativeBasis.Kind
        let source: String
        let daysAgo: Int
        let text: String
        var marking = Marking.official
    }

    func run(_ person: Int64) async throws {
        guard try await cast.isEmpty("narrative") else { return }
        let (store, site) = (NarrativeStore(site: cast.site), cast.site)
        let report = try await IntelligenceStore(site: site).list(person, try cast.visit("dewi")).reports.first {
            $0.sight == .open
        }
        try await CaseAccessStore(site: site).unmask(
            person, .health, reason: "To write down what was said of the prescription", try cast.visit("nia"))
        for note in DemoNotes.notes where note.basis != .intelligence || report != nil {
            try await store.add(person, try NoteForm(form(note, report?.id)), try cast.visit(note.by))
        }
        try await putRight(person, store)
    }

    private func putRight(_ person: Int64, _ store: NarrativeStore) async throws {
        let notes = try await store.list(person, try cast.visit("dewi")).notes
        guard let wrong = notes.first(where: { $0.standing?.entry.text == DemoNotes.neighbour.text }) else { return }
        let right = Note(
            by: "dewi", part: .contacts, basis: .thirdParty, source: DemoNotes.neighbour.source, daysAgo: 5,
            text: "Heard shouting on the stairs on Friday night and did not see who it was.")
        let form = Form(form(right, nil).fields + [("version", "1"), ("reason", "The neighbour rang again: it was on Friday")])
        try await store.correct(person, wrong.id, try NoteForm(form), try cast.visit("dewi"))
    }

    private func form(_ note: Note, _ report: Int64?) -> Form {
        Form(
            [
                "part": note.part.rawValue, "basis": note.basis.rawValue, "source": note.source, "text": note.text,
                "marking": note.marking.rawValue, "report": note.basis == .intelligence ? report.map(String.init) ?? "" : "",
            ], days: ["on": cast.site.today.adding(days: -note.daysAgo)])
    }

    private static let neighbour = Note(
        by: "dewi", part: .contacts, basis: .thirdParty, source: "A neighbour, by telephone", daysAgo: 4,
        text: "Heard shouting on the stairs on Saturday night and did not see who it was.")

    private static let notes = [
        Note(
            by: "dewi", part: .plan, basis: .fact, source: "Cofnod y profion", daysAgo: 9,
            text: "Mae’r cynllun yn gofyn am brawf cyffuriau ddwywaith yr wythnos. Roedd y ddau ddiwethaf yn glir."),
        Note(
            by: "nia", part: .health, basis: .selfReport, source: "At the appointment in Newport", daysAgo: 7,
            text: "Says that the prescription is steady, and asks for a chemist nearer to the flat.",
            marking: .officialSensitive),
        Note(
            by: "nia", part: .contacts, basis: .selfReport, source: "At the appointment in Newport", daysAgo: 7,
            text: "Says that the flat is quiet, and that nobody from before has been round."),
        Note(
            by: "nia", part: .plan, basis: .professionalJudgement, source: "Nia Bowen, probation practitioner", daysAgo: 6,
            text: "The tenancy matters more than anything else: to lose it is the likeliest way back to burglary. "
                + "Housing should be asked to the next panel."),
        neighbour,
        Note(
            by: "nia", part: .plan, basis: .fact, source: "Letter from the landlord", daysAgo: 3,
            text: "The rent is two weeks behind. A first instalment is agreed for the fifteenth.", marking: .officialSensitive),
        Note(
            by: "dewi", part: .contacts, basis: .intelligence, source: "", daysAgo: 2,
            text: "May be under pressure to keep things for others. Not to be raised at appointments."),
        Note(
            by: "nia", part: .contacts, basis: .fact, source: "Probation case record", daysAgo: 1,
            text: "Kept the appointment in Newport and signed for the next, on Thursday at ten."),
    ]
}
