import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Store

/// Whether Carfan can do its work, for the program that watches it: open to everyone, and without anything about anybody.
///
/// What cannot be entered is not shown, so a journal that cannot be written closes Carfan: 503, and why.
struct HealthPages: Sendable {
    /// Who asks more often than this hears the same again: open to everyone, it costs the database nothing however often it is asked.
    static let seconds: Int64 = 1

    let site: Site
    private let found: KeptBriefly<Health>

    init(site: Site) {
        self.site = site
        found = KeptBriefly(seconds: HealthPages.seconds, clock: site.clock) { try await Health.found(site) }
    }

    var routes: [Route] {
        [Route(.get, "/health", needs: .anyone, health)]
    }

    private func health(_ visit: Visit) async throws -> Answer {
        do {
            return HealthPages.answer(try await found.value, site.config)
        } catch {
            site.log.error("health: \(error)")
            return HealthPages.answer(closed: Health.words(error))
        }
    }

    private static func answer(_ health: Health, _ config: Config) -> Answer {
        let hasKey = !config.journalKey.isEmpty
        var json = JSONText()
        json.object { json in
            json.field("status", "open")
            json.field("database", "writable")
            json.name("journal")
            json.object { json in
                json.field("waiting", health.waiting)
                json.field("waiting_seconds", health.waitingSeconds)
                json.field("checkpoint_seconds", health.checkpointSeconds)
                json.field("key", hasKey)
            }
            json.field("second_factor", config.secondFactor.rawValue)
            json.field("words", health.words(config))
        }
        return .json(json.text)
    }

    private static func answer(closed words: Text) -> Answer {
        var json = JSONText()
        json.object { json in
            json.field("status", "closed")
            json.field("words", words)
        }
        return .json(json.text, status: .serviceUnavailable)
    }
}

/// How the journal stands.
struct Health: Sendable {
    /// The sequencer places entries twice a second: what waits longer than this waits for somebody.
    static let lateSeconds: Int64 = 60
    /// A checkpoint is signed every five minutes when there is something new: what is not signed by now is signed by nobody.
    static let unsignedSeconds: Int64 = 900
    /// Of entries without a place, no more are counted.
    private static let counted = 10_000

    /// Entries that wait for their place in the tree, and for how long the oldest has.
    let waiting: Int
    let waitingSeconds: Int64
    /// How long ago the last checkpoint was signed; nil when there is none.
    let checkpointSeconds: Int64?
    /// Entries have their place that are in no checkpoint.
    let hasNew: Bool

    /// Writes, since a storage that is full or read-only is only found so, and reads how the journal stands, where it keeps no write
    /// waiting.
    static func found(_ site: Site) async throws -> Health {
        let now = site.clock()
        try await site.database.write { _ = try $0.execute("UPDATE health SET written_at = \(now) WHERE id = 1") }
        return try await site.database.read { connection in
            let row = try connection.first(
                """
                SELECT COUNT(*) AS waiting, MIN(w.at) AS oldest FROM (SELECT j.at FROM journal j
                  WHERE j.number > (SELECT t.mark FROM journal_tree t WHERE t.id = 1)
                    AND NOT EXISTS (SELECT 1 FROM journal_place p WHERE p.number = j.number)
                  ORDER BY j.number LIMIT \(counted)) w
                """)
            let oldest: Instant? = try row?.get("oldest")
            let newest = try connection.first(
                """
                SELECT c.at, CASE WHEN c.size < t.size THEN 1 ELSE 0 END AS new FROM journal_checkpoint c
                JOIN journal_tree t ON t.id = 1 ORDER BY c.size DESC LIMIT 1
                """)
            let signed: Instant? = try newest?.get("at")
            func age(_ moment: Instant) -> Int64 { max(0, now.seconds - moment.seconds) }
            return Health(
                waiting: try row?.get("waiting") ?? 0, waitingSeconds: oldest.map(age) ?? 0,
                checkpointSeconds: signed.map(age), hasNew: try newest?.get("new", as: Int64.self) == 1)
        }
    }

    func words(_ config: Config) -> Text {
        config.secondFactor == .off ? standing(config) + Text(same: " ") + SecondFactorRule.warning : standing(config)
    }

    private func standing(_ config: Config) -> Text {
        if waitingSeconds > Health.lateSeconds {
            return Text(
                en: "Open. The journal’s tree is behind: no node extends it.",
                cy: "Ar agor. Mae coeden y dyddlyfr ar ei hôl hi: nid oes nod yn ei hymestyn.")
        }
        if config.journalKey.isEmpty {
            return Text(
                en: "Open. The journal’s checkpoints are not signed: there is no key.",
                cy: "Ar agor. Nid yw pwyntiau gwirio’r dyddlyfr yn cael eu llofnodi: nid oes allwedd.")
        }
        if hasNew, let checkpointSeconds, checkpointSeconds > Health.unsignedSeconds {
            return Text(
                en: "Open. The journal’s checkpoints are signed no more: the server’s log says why.",
                cy: "Ar agor. Nid yw pwyntiau gwirio’r dyddlyfr yn cael eu llofnodi mwyach: mae log y gweinydd yn dweud pam.")
        }
        return Text(en: "Open.", cy: "Ar agor.")
    }

    /// Why nothing is shown.
    static func words(_ error: any Error) -> Text {
        let why =
            switch error {
            case StoreError.full: Text(en: "its storage is full", cy: "mae ei storfa’n llawn")
            case StoreError.readOnly: Text(en: "its storage can only be read", cy: "dim ond darllen ei storfa sy’n bosibl")
            case StoreError.busy, StoreError.serialization: Text(en: "it is locked", cy: "mae wedi’i gloi")
            case StoreError.schema: Text(en: "the database is of another version", cy: "mae’r gronfa ddata o fersiwn arall")
            default: Text(en: "the database does not answer", cy: "nid yw’r gronfa ddata’n ateb")
            }
        return Text(en: "Closed. The journal cannot be written: ", cy: "Ar gau. Ni ellir ysgrifennu i’r dyddlyfr: ") + why
            + Text(same: ".")
    }
}
