import Domain
import Store

/// All that the page of the model shows: no person stands in it.
struct LinkageSight: Sendable {
    let lines: [LinkageVersionLine]
    let uses: [LinkageUse]
    let inUse: Int64
    /// The version that is looked at more closely.
    let chosen: Int64
    /// What goes on, or was done last.
    let task: LinkageTask?
    /// What the chosen version would change, as far as that still holds.
    let plan: LinkageTask?
    let measured: LinkageTask?
    let measurement: LinkageMeasurement?
    /// Pairs that could be measured on now.
    let decided: Int

    init(_ connection: any Connection, chosen: Int64?, at now: Instant) throws {
        lines = try LinkageVersions.all(connection)
        uses = try LinkageVersions.uses(connection)
        inUse = try LinkageVersions.inUse(connection).number
        let wanted = chosen ?? inUse
        self.chosen = wanted == 0 || lines.contains { $0.number == wanted } ? wanted : inUse
        task = try LinkageTaskStore.newest(connection, at: now)
        plan = try LinkageTaskStore.plan(connection, version: self.chosen, at: now)
        let versions = [inUse, self.chosen]
        let found = try LinkageTaskStore.measurements(connection, at: now).first { _, measurement in
            versions.allSatisfy { measurement[$0] != nil }
        }
        (measured, measurement) = (found?.0, found?.1)
        decided = try LinkageMeasuring.count(connection)
    }

    var isChosenInUse: Bool { chosen == inUse }
    var isWorking: Bool { task?.isWorking ?? false }

    /// The version in use, and the one beside it.
    var compared: [LinkageQuality] {
        let numbers = isChosenInUse ? [inUse] : [inUse, chosen]
        return numbers.compactMap { measurement?[$0] }
    }
}

extension LinkageTaskStore {
    /// The newest measurements, with what they found.
    fileprivate static func measurements(
        _ connection: any Connection, at now: Instant
    ) throws -> [(LinkageTask, LinkageMeasurement)] {
        try connection.query(
            """
            SELECT \(LinkageTask.columns) FROM linkage_work w WHERE w.kind = 'measure' AND w.state = 'done'
            ORDER BY w.id DESC LIMIT 20
            """
        ).compactMap { row in
            let task = try LinkageTask(row, at: now)
            return task.found(LinkageMeasurement.self).map { (task, $0) }
        }
    }
}
