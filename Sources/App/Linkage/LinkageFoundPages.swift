import Domain
import HTTPTypes

/// Which people a full run would join, ask about or doubt, before it is done; and the two records of each such pair. Whoever may open the
/// review queue can put a pair there, so that a full run leaves it to somebody's word.
struct LinkageFoundPages: Sendable {
    let site: Site

    private var store: LinkageFoundStore { LinkageFoundStore(site: site) }

    var routes: [Route] {
        let coordinators = Need.roles([.coordinator])
        return [
            Route(.get, "/linkage/found", needs: coordinators, list),
            Route(.get, "/linkage/found/{record}/{other}", needs: coordinators, pair),
            Route(.post, "/linkage/found/{record}/{other}/question", needs: coordinators, ask),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let kind = LinkageFinding.Kind(rawValue: visit.query["kind"]) ?? .join
        return .page(LinkageFoundView.page(try await store.list(kind, try number(visit.query), visit)))
    }

    private func pair(_ visit: Visit) async throws -> Answer {
        .page(LinkageFoundPairView.page(try await store.pair(try numbers(visit), try number(visit.query), visit), visit))
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let (ids, number) = (try numbers(visit), try self.number(visit.form))
        do {
            let review = try await store.ask(ids, number, seen: visit.form["seen"], visit)
            return .redirect("/reviews/\(review)")
        } catch is LinkageFoundOtherwise {
            let pair = try await store.pair(ids, number, visit)
            return .page(LinkageFoundPairView.page(pair, visit, isOtherwise: true), status: .unprocessableContent)
        }
    }

    private func numbers(_ visit: Visit) throws -> [Int64] { [try visit.number("record"), try visit.number("other")] }

    /// Of a version; nil, where none is named, for the one in use.
    private func number(_ form: Form) throws -> Int64? {
        guard !form["number"].isEmpty else { return nil }
        guard let number = Int64(form["number"]), number >= 0 else { throw NotFound() }
        return number
    }
}

/// What a full run would do about two people is not what somebody saw.
struct LinkageFoundOtherwise: Error {}
