import CLibpq
import Store

/// One connection to the server. Belongs to one thread.
final class PostgresSession {
    let handle: OpaquePointer
    private var statements = PostgresStatements()
    /// Whether there is a table whose locks say which writes may go together. See `PostgresBegin`.
    /// Looked for until it is there: the first migration makes it.
    private(set) var hasTurns = false
    /// Which server answers, and since when. nil when a pooler stands between: what answers next may be another connection to it, and
    /// one that outlives the server proves nothing of what was written before.
    private(set) var server: String?
    private var waitsForDisk = true

    init(_ conninfo: PostgresConninfo) throws {
        handle = try conninfo.connect()
        // When refused the session works as well, only slower.
        PQclear(PQexec(handle, PostgresBegin.compilesNothing))
    }

    deinit {
        PQfinish(handle)
    }

    var isIdle: Bool { PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE }

    func lookForTurns() {
        if hasTurns { return }
        guard let found = PQexec(handle, PostgresBegin.asksForTurns) else { return }
        defer { PQclear(found) }
        guard PQresultStatus(found) == PGRES_TUPLES_OK, let turns = PQgetvalue(found, 0, 0),
            let server = PQgetvalue(found, 0, 1), let process = PQgetvalue(found, 0, 2)
        else { return }
        hasTurns = String(cString: turns) == "t"
        self.server = Int32(String(cString: process)) == PQbackendPID(handle) ? String(cString: server) : nil
    }

    /// Whether COMMIT waits for the disk, from now on.
    func wait(forDisk waits: Bool) throws {
        guard waits != waitsForDisk else { return }
        _ = try simple(waits ? PostgresBegin.waitsForTheDisk : PostgresBegin.leavesTheDisk)
        waitsForDisk = waits
    }

    var socket: Int32 { PQsocket(handle) }

    /// A question with its values, to be prepared and kept unless `once`.
    struct Question {
        let text: String
        let values: [Value]
        var once = false
    }

    struct Answer {
        let result: PostgresResult
        let shape: PostgresShape?
    }

    /// A statement without parameters, in a round trip of its own.
    func simple(_ text: String) throws -> PostgresResult {
        guard let handle = PQexec(handle, text) else { throw PostgresFailure.lost(handle) }
        let result = PostgresResult(handle)
        return try checked(result)
    }

    /// All questions in one round trip, behind `begin` when the transaction has still to begin, and before its end.
    func ask(_ questions: [Question], begin: String?, end: String? = nil) throws -> [Answer] {
        let steps = try plan(questions, begin) + (end.map { [.control($0)] } ?? [])
        if steps.count == 1, case .question(let statement?, let parameters, _) = steps[0] {
            return [try askPrepared(statement, parameters)]
        }
        return try pipeline(steps)
    }

    private enum Step {
        case control(String)
        case prepare(PostgresStatement)
        case question(PostgresStatement?, PostgresParameters, PostgresSession.Question)
        case drop(String)
    }

    private func plan(_ questions: [Question], _ begin: String?) throws -> [Step] {
        var steps = PostgresBegin.statements(begin).map { Step.control($0) }
        // Before any statement counts as sent: a value may be refused.
        let parameters = try questions.map { try PostgresParameters($0.values) }
        for (question, parameters) in zip(questions, parameters) {
            var statement: PostgresStatement?
            if !question.once {
                let found = statements.statement(question.text, question.values.map(\.postgresType))
                if !found.isSent {
                    try refuseTransactionControl(question.text)
                    found.isSent = true
                    steps.append(.prepare(found))
                }
                statement = found
            }
            steps.append(.question(statement, parameters, question))
        }
        return steps + statements.dropped.map(Step.drop)
    }

    private func askPrepared(_ statement: PostgresStatement, _ parameters: PostgresParameters) throws -> Answer {
        let answer = parameters.passed { values, lengths, formats in
            PQexecPrepared(handle, statement.name, parameters.count, values, lengths, formats, 0)
        }
        guard let answer else { throw PostgresFailure.lost(handle) }
        return try kept(checked(PostgresResult(answer)), of: statement)
    }

    private func pipeline(_ steps: [Step]) throws -> [Answer] {
        guard PQenterPipelineMode(handle) == 1 else { throw PostgresFailure.lost(handle) }
        for step in steps where !send(step) { throw PostgresFailure.lost(handle) }
        guard PQpipelineSync(handle) == 1 else { throw PostgresFailure.lost(handle) }
        var answers: [Answer] = []
        var failure: PostgresFailure?
        for step in steps {
            do {
                let result = try next()
                guard failure == nil else {
                    forget(step)
                    continue
                }
                if let answer = try settle(step, checked(result)) { answers.append(answer) }
            } catch let error as PostgresFailure {
                if error.remedy == .reconnect, PQstatus(handle) != CONNECTION_OK { throw error }
                forget(step)
                failure = failure ?? error
            }
        }
        while let rest = PQgetResult(handle) {
            let isSync = PQresultStatus(rest) == PGRES_PIPELINE_SYNC
            PQclear(rest)
            if isSync { break }
        }
        guard PQexitPipelineMode(handle) == 1 else { throw PostgresFailure.lost(handle) }
        if let failure { throw failure }
        return answers
    }

    private func send(_ step: Step) -> Bool {
        switch step {
        case .control(let text): PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0) == 1
        case .drop(let name): PQsendQueryParams(handle, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0) == 1
        case .prepare(let statement):
            PQsendPrepare(
                handle, statement.name, statement.text, Int32(statement.types.count),
                declaredTypes(statement.types, in: statement.text)) == 1
        case .question(let statement?, let parameters, _):
            parameters.passed { PQsendQueryPrepared(handle, statement.name, parameters.count, $0, $1, $2, 0) } == 1
        case .question(nil, let parameters, let question):
            parameters.passed {
                PQsendQueryParams(
                    handle, question.text, parameters.count,
                    declaredTypes(question.values.map(\.postgresType), in: question.text), $0, $1, $2, 0)
            } == 1
        }
    }

    /// The result of the next step; each step's results end with a null.
    private func next() throws -> PostgresResult {
        guard let first = PQgetResult(handle) else { throw PostgresFailure.lost(handle) }
        while let more = PQgetResult(handle) { PQclear(more) }
        return PostgresResult(first)
    }

    private func settle(_ step: Step, _ result: PostgresResult) -> Answer? {
        switch step {
        case .control: return nil
        case .prepare(let statement): statement.isPrepared = true
        case .drop(let name): statements.dropped.removeAll { $0 == name }
        case .question(let statement?, _, _): return kept(result, of: statement)
        case .question(nil, _, _): return Answer(result: result, shape: nil)
        }
        return nil
    }

    private func forget(_ step: Step) {
        if case .prepare(let statement) = step { statements.remove(statement) }
    }

    private func kept(_ result: PostgresResult, of statement: PostgresStatement) -> Answer {
        if statement.shape == nil { statement.shape = result.shape }
        return Answer(result: result, shape: statement.shape)
    }

    private func checked(_ result: PostgresResult) throws -> PostgresResult {
        switch result.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN: return result
        case PGRES_EMPTY_QUERY: throw PostgresFailure(error: .statement("an empty statement"))
        default:
            let failure = PostgresFailure(result, on: handle)
            if failure.isPlanGone { statements.removeAll() }
            throw failure
        }
    }
}
