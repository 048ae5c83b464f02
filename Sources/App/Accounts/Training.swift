import Domain
import Store

/// A training that some roles need, and for how long it holds.
struct Training: Sendable {
    let code: String
    let name: Text
    let months: Int
    let roles: [Role]

    /// The first and last day on which a completion counts: the day itself, and that day so many months later.
    func validUntil(_ completed: Day) -> Day { completed.adding(months: months) }
}

/// How an officer stands with a training that their role needs.
struct TrainingState: Sendable {
    let training: Training
    let completed: Day?
    let validUntil: Day?

    func holds(_ today: Day) -> Bool { validUntil.map { $0 >= today } ?? false }
}

/// Which trainings are needed, who has completed them, and what is missing.
struct TrainingStore: Sendable {
    let site: Site

    /// How many trainings the officer's role needs and the officer has not: for the query that reads a session.
    static func missing(_ today: Day) -> SQL {
        """
        (SELECT COUNT(*) FROM training_role WHERE training_role.role = officer.role AND NOT EXISTS (
          SELECT 1 FROM training_completion WHERE training_completion.officer_id = officer.id
            AND training_completion.training_code = training_role.training_code
            AND training_completion.valid_until >= \(today)))
        """
    }

    func all() async throws -> [Training] {
        try await site.database.read { connection in
            let rows = try connection.query("SELECT code, name_en, name_cy, months FROM training ORDER BY code")
            let needed = try connection.query("SELECT training_code, role FROM training_role ORDER BY training_code, role")
            return try rows.map { row in
                let code: String = try row.get("code")
                let roles = try needed.filter { try $0.get("training_code") == code }.map { try $0.get("role", as: Role.self) }
                return Training(
                    code: code, name: Text(en: try row.get("name_en"), cy: try row.get("name_cy")),
                    months: try row.get("months"),
                    roles: roles)
            }
        }
    }

    /// How the officer stands with each training that the role needs.
    func states(of officer: Officer) async throws -> [TrainingState] {
        let needed = try await all().filter { $0.roles.contains(officer.role) }
        let rows = try await site.database.read { connection in
            try connection.query(
                """
                SELECT training_code, completed_on, valid_until FROM training_completion WHERE officer_id = \(officer.id)
                """)
        }
        return try needed.map { training in
            let row = try rows.first { try $0.get("training_code") == training.code }
            return TrainingState(
                training: training, completed: try row?.get("completed_on"), validUntil: try row?.get("valid_until"))
        }
    }

    /// Names a training, or changes one that is there; what was completed holds as long as it did.
    func save(_ training: Training, by actor: Actor) async throws {
        try await site.change(actor) { connection in
            try connection.execute(
                """
                INSERT INTO training (code, name_en, name_cy, months)
                VALUES (\(training.code), \(training.name.en), \(training.name.cy), \(training.months))
                ON CONFLICT (code) DO UPDATE SET name_en = excluded.name_en, name_cy = excluded.name_cy, months = excluded.months
                """)
            try connection.execute("DELETE FROM training_role WHERE training_code = \(training.code)")
            for role in training.roles {
                try connection.execute(
                    "INSERT INTO training_role (training_code, role) VALUES (\(training.code), \(role))")
            }
            return Change((), .security(.trainingNamed, records: ["training:\(training.code)"]))
        }
    }

    /// Enters that an officer completed a training on a day.
    /// - Throws: `AccountRefusal.own`: nobody vouches for themselves.
    func complete(_ training: Training, on day: Day, by officer: Int64, actor: Actor) async throws {
        guard actor.officer != officer else { throw AccountRefusal.own }
        let (now, until) = (site.clock(), training.validUntil(day))
        try await site.change(actor) { connection in
            try connection.execute(
                """
                INSERT INTO training_completion (officer_id, training_code, completed_on, valid_until, entered_by, entered_at)
                VALUES (\(officer), \(training.code), \(day), \(until), \(actor.officer), \(now))
                ON CONFLICT (officer_id, training_code) DO UPDATE SET completed_on = excluded.completed_on,
                  valid_until = excluded.valid_until, entered_by = excluded.entered_by, entered_at = excluded.entered_at
                """)
            return Change(
                (), .security(.trainingEntered, records: ["officer:\(officer)", "training:\(training.code)"]))
        }
    }
}
