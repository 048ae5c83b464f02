import Domain
import Store

/// From when to when an account may be used: S-AUTH-6 of `domain/assurance.md`.
struct AccountLife: Sendable {
    static let columns: SQL = "officer.password_set_at, officer.signed_in_at, officer.reopened_at, officer.last_day"

    /// The last sign-in or, when that was earlier, the moment when it was made ready for one.
    let usedAt: Instant?
    let lastDay: Day?

    /// Why a right password does not open an account.
    enum Closed: Sendable, Equatable {
        /// After so many days without a sign-in.
        case dormant(days: Int)
        /// At the end of this day.
        case left(Day)
    }

    /// From a row that has the columns.
    init(_ row: Row) throws {
        let moments: [Instant?] = [
            try row.get("password_set_at"), try row.get("signed_in_at"), try row.get("reopened_at"),
        ]
        usedAt = moments.compactMap { $0 }.max()
        lastDay = try row.get("last_day")
    }

    func closed(_ now: Instant, _ config: Config) -> Closed? {
        if let lastDay, London.day(of: now) > lastDay { return .left(lastDay) }
        guard let usedAt, now >= usedAt.adding(seconds: Int64(config.dormantDays) * 24 * 3600) else { return nil }
        return .dormant(days: config.dormantDays)
    }

    /// Accounts whose last day is not over: a condition on `officer`.
    static func isHere(_ today: Day) -> SQL {
        "(officer.last_day IS NULL OR officer.last_day >= \(today))"
    }
}

extension AccountLife.Closed {
    /// For whoever has the right password: what has happened, and whom to ask.
    var words: Text {
        switch self {
        case .dormant(let days):
            Text(
                en:
                    "Your account is closed because nobody signed in to it for \(days) days. Ask your administrator to open it again.",
                cy:
                    "Mae’ch cyfrif ar gau gan nad oes neb wedi mewngofnodi iddo ers \(days) diwrnod. Gofynnwch i’ch gweinyddwr ei "
                    + "ailagor.")
        case .left(let day):
            Text(
                en:
                    "Your account closed at the end of \(day.words.en). If you still work with Carfan, ask your administrator to open "
                    + "it again.",
                cy:
                    "Caewyd eich cyfrif ar ddiwedd \(day.words.cy). Os ydych yn dal i weithio gyda Carfan, gofynnwch i’ch gweinyddwr "
                    + "ei ailagor.")
        }
    }

    var event: SecurityEvent {
        switch self {
        case .dormant: .dormantRefused
        case .left: .leaverRefused
        }
    }
}
