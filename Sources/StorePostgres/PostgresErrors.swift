import CLibpq
import Store

/// Why a transaction cannot go on, and what may help.
struct PostgresFailure: Error {
    enum Remedy {
        /// Nothing: the statement or its values are at fault.
        case none
        /// The whole transaction again: it clashed with another, or a plan was out of date.
        case again
        /// A new connection.
        case reconnect
    }

    let error: StoreError
    let remedy: Remedy
    /// What was prepared on the connection is of no more use.
    let isPlanGone: Bool

    static func lost(_ handle: OpaquePointer) -> PostgresFailure {
        let text = String(cString: PQerrorMessage(handle)).trimmingEnd()
        return PostgresFailure(error: .unavailable("PostgreSQL: the connection was lost: \(text)"), remedy: .reconnect)
    }

    /// Kinds by SQLSTATE (PostgreSQL manual, appendix A). No state at all means that the connection broke.
    init(_ result: PostgresResult, on handle: OpaquePointer) {
        guard let state = result.field("C") else {
            self = .lost(handle)
            return
        }
        let text = "PostgreSQL \(state): \(PostgresFailure.message(result, state))"
        // The first: a kept plan whose table has changed since.
        isPlanGone = (state == "0A000" && result.field("R") == "RevalidateCachedQuery") || state == "26000"
        (error, remedy) =
            switch (state, state.prefix(2)) {
            case ("40001", _), ("40P01", _): (.serialization(text), .again)
            case _ where isPlanGone: (.serialization(text), .again)
            case ("55P03", _), ("57014", _): (.busy(text), .none)
            case ("25006", _): (.readOnly(text), .reconnect)
            case ("57P01", _), ("57P02", _), ("57P03", _), ("57P05", _), (_, "08"): (.unavailable(text), .reconnect)
            case ("53100", _): (.full(text), .none)
            case (_, "53"), (_, "58"), (_, "XX"): (.unavailable(text), .none)
            case (_, "22"), (_, "23"): (.constraint(text), .none)
            default: (.statement(text), .none)
            }
    }

    init(error: StoreError, remedy: Remedy = .none) {
        self.error = error
        self.remedy = remedy
        isPlanGone = false
    }

    /// Errors of values (class 22) repeat the value, which may be somebody's: only the state is told then.
    private static func message(_ result: PostgresResult, _ state: String) -> String {
        if state.hasPrefix("22") { return "a value does not fit its column or function" }
        return result.field("M") ?? ""
    }
}
