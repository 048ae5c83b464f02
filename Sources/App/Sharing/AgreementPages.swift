import Domain
import HTTPTypes
import Hummingbird

/// Agreements between bodies on what they share: read, drafted, approved, renewed, ended, taken as a draft protocol.
struct AgreementPages: Sendable {
    let site: Site
    let agreements: AgreementStore

    init(site: Site) {
        self.site = site
        agreements = AgreementStore(site: site)
    }

    static let readers = Set(Role.allCases.filter { $0.worksWithCases || $0 == .administrator || $0 == .informationOfficer })
    static let authors: Set<Role> = [.coordinator]
    static let approvers: Set<Role> = [.informationOfficer]

    var routes: [Route] {
        let (read, write) = (Need.roles(AgreementPages.readers), Need.roles(AgreementPages.authors))
        let either = Need.roles(AgreementPages.authors.union(AgreementPages.approvers))
        return [
            Route(.get, "/agreements", needs: read, list),
            Route(.get, "/agreements/new", needs: write, askForNew),
            Route(.post, "/agreements", needs: write, begin),
            Route(.get, "/agreements/{agreement}", needs: read, show),
            Route(.get, "/agreements/{agreement}/protocol.md", needs: read, protocolFile),
            Route(.get, "/agreements/{agreement}/draft", needs: write, askForDraft),
            Route(.post, "/agreements/{agreement}/draft", needs: write, draft),
            Route(.post, "/agreements/{agreement}/version", needs: write, renew),
            Route(.post, "/agreements/{agreement}/approval", needs: .roles(AgreementPages.approvers), proof: .recent, approve),
            Route(.get, "/agreements/{agreement}/ending", needs: either, askForEnding),
            Route(.post, "/agreements/{agreement}/ending", needs: either, end),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(AgreementViews.list(try await agreements.all(), visit, site.today))
    }

    private func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, []))
    }

    private func page(_ visit: Visit, _ problems: [Problem]) async throws -> Page {
        let id = try visit.number("agreement")
        let found = try await agreements.find(id)
        return AgreementViews.page(
            found.agreement, found.steps, try await agreements.standing(id, visit), visit, site.today, problems)
    }

    private func protocolFile(_ visit: Visit) async throws -> Answer {
        let found = try await agreements.find(try visit.number("agreement")).agreement
        let text = AgreementProtocol.markdown(found, visit.language, site.today)
        let name = "carfan-isp-\(found.number)-\(found.version)-\(visit.language.rawValue).md"
        var answer = Answer(
            .file(
                name: MarkingLine.official.named(name), type: "text/markdown; charset=utf-8",
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))))
        answer.language = visit.language
        return answer
    }

    private func askForNew(_ visit: Visit) async throws -> Answer {
        .page(AgreementFormView.page(nil, visit, []))
    }

    private func begin(_ visit: Visit) async throws -> Answer {
        do {
            let id = try await agreements.save(try AgreementForm(visit.form).agreement, over: nil, visit)
            return .redirect("/agreements/\(id)/draft")
        } catch let invalid as Invalid {
            return .again(AgreementFormView.page(nil, visit, invalid.problems), invalid.problems)
        }
    }

    private func askForDraft(_ visit: Visit) async throws -> Answer {
        .page(AgreementFormView.page(try await drafted(visit), visit, []))
    }

    private func draft(_ visit: Visit) async throws -> Answer {
        let found = try await drafted(visit)
        do {
            let form = try AgreementForm(visit.form)
            _ = try await agreements.save(form.agreement, over: (found.id, form.edition), visit)
            return .redirect("/agreements/\(found.id)")
        } catch let invalid as Invalid {
            return .again(AgreementFormView.page(found, visit, invalid.problems), invalid.problems)
        }
    }

    /// Only a draft can be written.
    private func drafted(_ visit: Visit) async throws -> StoredAgreement {
        let found = try await agreements.find(try visit.number("agreement")).agreement
        guard found.agreement.state == .draft, found.agreement.isOf(try visit.officer()) else { throw NotFound() }
        return found
    }

    private func renew(_ visit: Visit) async throws -> Answer {
        .redirect("/agreements/\(try await agreements.renew(try visit.number("agreement"), visit))/draft")
    }

    private func approve(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("agreement")
        do {
            try await agreements.approve(id, seen: Int(visit.form["edition"]) ?? 0, visit)
            return .redirect("/agreements/\(id)")
        } catch let refusals as AgreementRefusals {
            return .again(try await page(visit, refusals.problems), refusals.problems)
        }
    }

    private func askForEnding(_ visit: Visit) async throws -> Answer {
        let found = try await agreements.find(try visit.number("agreement")).agreement
        guard found.agreement.isOf(try visit.officer()) else { throw NotPermitted() }
        return .page(AgreementViews.ending(found, visit, []))
    }

    private func end(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("agreement")
        do {
            var reader = FormReader(visit.form)
            let reason = reader.text("reason", missing: AgreementRefusal.reasonMissing.message)
            try reader.finish()
            do {
                try await agreements.end(id, because: reason, visit)
            } catch let refusal as AgreementRefusal {
                throw Invalid([Problem(refusal.field ?? "reason", refusal.message)])
            }
            return .redirect("/agreements/\(id)")
        } catch let invalid as Invalid {
            let found = try await agreements.find(id).agreement
            return .again(AgreementViews.ending(found, visit, invalid.problems), invalid.problems)
        }
    }
}
