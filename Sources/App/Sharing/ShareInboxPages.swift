import Domain
import HTTPTypes

/// What was shared with an officer and by them: the inbox, one share, and the answers to it.
struct ShareInboxPages: Sendable {
    let site: Site
    let inbox: ShareInboxStore
    let steps: ShareSteps

    init(site: Site) {
        self.site = site
        inbox = ShareInboxStore(site: site)
        steps = ShareSteps(site: site)
    }

    /// The steps that ask for a reason, by the word in their address.
    enum Closing: String, Sendable, CaseIterable {
        case refusal, withdrawal, ending

        var state: ShareState {
            switch self {
            case .refusal: .refused
            case .withdrawal: .withdrawn
            case .ending: .ended
            }
        }
    }

    var routes: [Route] {
        [
            Route(.get, "/shares", needs: .cases, list),
            Route(.post, "/shares/look", needs: .cases, looked),
            Route(.get, "/shares/{share}", needs: .cases, show),
            Route(.post, "/shares/{share}/acceptance", needs: .cases, proof: .recent, accept),
            Route(.get, "/shares/{share}/confirmation", needs: .casework, proof: .recent, askToConfirm),
            Route(.post, "/shares/{share}/confirmation", needs: .casework, proof: .recent, confirm),
        ]
            + Closing.allCases.flatMap { closing in
                [
                    Route(.get, "/shares/{share}/\(closing.rawValue)", needs: .cases) { try await ask(closing, $0) },
                    Route(.post, "/shares/{share}/\(closing.rawValue)", needs: .cases) { try await close(closing, $0) },
                ]
            }
    }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(ShareInboxView.page(try await inbox.inbox(visit), visit, site.today))
    }

    private func looked(_ visit: Visit) async throws -> Answer {
        guard let newest = Instant(iso: visit.form["newest"]) else { throw NotFound() }
        try await inbox.looked(visit, until: newest)
        return .redirect("/shares")
    }

    private func show(_ visit: Visit) async throws -> Answer {
        .page(ShareView.page(try await steps.find(try visit.number("share"), visit), visit, site.today, []))
    }

    private func accept(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("share")
        do {
            let share = try await steps.accept(id, visit)
            return .redirect(share.kind == .askForTransfer ? "/shares/\(id)" : "/people/\(share.person)")
        } catch let refusal as ShareStepRefusal {
            let problems = [Problem("share", refusal.message)]
            return .again(ShareView.page(try await steps.find(id, visit), visit, site.today, problems), problems)
        }
    }

    private func askToConfirm(_ visit: Visit) async throws -> Answer {
        .page(ShareView.confirmation(try await steps.sent(try visit.number("share"), visit), visit, []))
    }

    private func confirm(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("share")
        do {
            var reader = FormReader(visit.form)
            let necessity = reader.text("reason", missing: nil)
            try reader.finish()
            do {
                try await steps.confirm(id, because: necessity, visit)
            } catch let refusal as ShareStepRefusal {
                throw Invalid([Problem(refusal.field ?? "share", refusal.message)])
            }
            return .redirect("/shares/\(id)")
        } catch let invalid as Invalid {
            let found = try await steps.sent(id, visit)
            return .again(ShareView.confirmation(found, visit, invalid.problems), invalid.problems)
        }
    }

    private func ask(_ closing: Closing, _ visit: Visit) async throws -> Answer {
        .page(ShareView.closing(try await steps.find(try visit.number("share"), visit), closing, visit, []))
    }

    private func close(_ closing: Closing, _ visit: Visit) async throws -> Answer {
        let id = try visit.number("share")
        do {
            var reader = FormReader(visit.form)
            let reason = reader.text("reason", missing: nil)
            try reader.finish()
            do {
                _ = try await steps.close(id, as: closing.state, because: reason, visit)
            } catch let refusal as ShareStepRefusal {
                throw Invalid([Problem(refusal.field ?? "reason", refusal.message)])
            }
            return .redirect("/shares")
        } catch let invalid as Invalid {
            let found = try await steps.find(id, visit)
            return .again(ShareView.closing(found, closing, visit, invalid.problems), invalid.problems)
        }
    }
}
