import Domain
import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// What browsers report of pages that were not as they should be (Content Security Policy): a line of the log, without the
/// address of the page, which may name a person.
struct ReportPages: Sendable {
    /// Anybody may send a report, so only so many a minute reach the log.
    static let mostAMinute = 10

    let site: Site
    private let logged = Logged()

    var routes: [Route] {
        [Route(.post, "/reports", needs: .anyone, readsBody: true, take)]
    }

    private func take(_ visit: Visit) async throws -> Answer {
        guard let buffer = try? await visit.request?.body.collect(upTo: 65_536), let reports = JSONValue(String(buffer: buffer))
        else { throw BadRequest() }
        for report in reports.items.prefix(ReportPages.mostAMinute) where logged.mayLog(site.clock()) {
            let body = report["body"]
            let (rule, source) = (ReportPages.word(body?["effectiveDirective"]), ReportPages.word(body?["blockedURL"]))
            site.log.warning("a browser refused part of a page: \(rule) \(source)")
        }
        return Answer(.inline(type: "text/plain; charset=utf-8", body: ResponseBody()), status: .noContent)
    }

    /// A keyword, or the scheme and host of an address: nothing that could break a line or name a person.
    static func word(_ value: JSONValue?) -> String {
        let parts = (value?.text ?? "").split(separator: "/", omittingEmptySubsequences: true).prefix(2)
        return parts.joined(separator: "//").filter { $0.isASCII && ($0.isLetter || $0.isNumber || ".:-/".contains($0)) }
            .prefix(100).description
    }
}

/// How many reports reached the log in this minute.
private final class Logged: Sendable {
    private let state = Mutex<(minute: Int64, count: Int)>((0, 0))

    func mayLog(_ now: Instant) -> Bool {
        state.withLock { state in
            let minute = now.seconds / 60
            if state.minute != minute { state = (minute, 0) }
            state.count += 1
            return state.count <= ReportPages.mostAMinute
        }
    }
}
