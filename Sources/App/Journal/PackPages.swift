import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// The entries of a question as a signed pack: asked why, then made.
struct PackPages: Sendable {
    let site: Site

    private static let who = Need.roles([.informationOfficer])
    static let path: Path = "/journal/pack"

    var routes: [Route] {
        [
            Route(.get, "/journal/pack", needs: PackPages.who, proof: .recent, ask),
            Route(.post, "/journal/pack", needs: PackPages.who, proof: .recent, make),
        ]
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        guard let question = try? JournalQuestion(visit.query) else { return .redirect(JournalView.path) }
        return .page(PackPages.page(question, visit, Form()))
    }

    private func make(_ visit: Visit) async throws -> Answer {
        guard let question = try? JournalQuestion(Form(visit.form.fields.filter { $0.name != "switch-language" })) else {
            return .redirect(JournalView.path)
        }
        do {
            var reader = FormReader(visit.form)
            let reason: PackReason? = reader.choice(
                "reason", missing: Text(en: "Choose why these entries leave", cy: "Dewiswch pam mae’r cofnodion hyn yn gadael"))
            try reader.finish()
            guard let reason else { throw Invalid(reader.problems) }
            let bytes: [UInt8]
            do {
                bytes = try await JournalPacking(site: site).make(
                    question, for: try visit.officer(), visit.language, because: reason, by: try visit.actor())
            } catch let refusal as JournalPackRefusal {
                throw Invalid([Problem("reason", refusal.message)])
            } catch is JournalKeyRefusal {
                throw Invalid([Problem("reason", PackPages.noKey)])
            }
            let name = "carfan-journal-\(site.today.iso).tar"
            return Answer(
                .file(
                    name: JournalPack.marking.named(name), type: "application/x-tar",
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))))
        } catch let invalid as Invalid {
            return .again(PackPages.page(question, visit, visit.form, invalid.problems), invalid.problems)
        }
    }

    private static let noKey = Text(
        en: "This Carfan has no key to sign with. Ask its administrator: carfan journal key",
        cy: "Nid oes gan y Carfan hon allwedd i lofnodi â hi. Gofynnwch i’w gweinyddwr: carfan journal key")

    private static func page(_ question: JournalQuestion, _ visit: Visit, _ form: Form, _ problems: [Problem] = []) -> Page {
        let title = Text(en: "Signed pack of these entries", cy: "Pecyn wedi’i lofnodi o’r cofnodion hyn")
        let hidden: [HTML] = question.items.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
        let reasons = Field.radios(
            "reason", Text(en: "Why do these entries leave Carfan?", cy: "Pam mae’r cofnodion hyn yn gadael Carfan?"),
            options: PackReason.allCases.map { Option(value: $0.rawValue, label: $0.label) }, value: form["reason"],
            problems: problems)
        return Page(
            title: title, section: .journal, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(JournalView.path.query(question.items), Text(en: "The entries", cy: "Y cofnodion")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "One file with all the entries found, a table of them in your language, a proof of each, and a signature. Whoever "
                        + "gets it can check it without Carfan. It names officers; people are numbers. It is recorded that you took it, and why.",
                    cy: "Un ffeil â’r holl gofnodion a gafwyd, tabl ohonynt yn eich iaith chi, prawf o bob un, a llofnod. Gall pwy "
                        + "bynnag a’i caiff ei gwirio heb Carfan. Mae’n enwi swyddogion; rhifau yw’r bobl. Cofnodir eich bod wedi’i chymryd, a pham."))</p>
                \(MainForm.html(
                    visit, action: path, submit: Text(en: "Take the pack", cy: "Cymryd y pecyn"),
                    "\(HTML.joined(hidden))\(reasons)"))
                """)
    }
}
