import Store
import Support
import Testing

@testable import App

@Suite("The register of holdings (every column of personal data says whose it is, which part, how sensitive, how long)")
struct HoldingsTests {
    /// Tables that the store keeps for itself.
    private let own: Set<String> = ["schema_version"]

    @Test(
        "Every table and column of a real database stands in the register, and nothing else does", arguments: Engine.available)
    func complete(engine: Engine) async throws {
        let register = carfanSchema.holdings
        let found = try await engine.with(carfanSchema) { database in
            try await database.read { connection in
                let tables = try connection.tableNames()
                return try Dictionary(uniqueKeysWithValues: tables.map { ($0, Set(try connection.columnNames(of: $0))) })
            }
        }
        #expect(Set(found.keys).subtracting(own) == Set(register.keys))
        for (table, columns) in found where !own.contains(table) {
            #expect(columns == Set(register[table, default: [:]].keys), "\(table)")
        }
    }

    @Test(
        "What names, places or describes somebody is never declared as nobody's",
        arguments: [
            "family", "given", "sort_key", "date_of_birth", "sex", "ethnicity", "address", "postcode", "aliases", "pnc", "cro",
            "crn", "prison_number", "raw", "markers", "rosh", "registers", "offence_code", "percent_2y", "rag", "password_hash",
            "dissent", "police_decider", "probation_decider",
        ])
    func personal(column: String) {
        for (table, columns) in carfanSchema.holdings {
            guard let holding = columns[column] else { continue }
            #expect(holding != nil, "\(table).\(column)")
        }
    }

    @Test func ethnicityIsSensitive() {
        #expect(carfanSchema.holdings["record"]?["ethnicity"]??.sensitivity == .sensitive)
        #expect(carfanSchema.holdings["person"]?["ethnicity"]??.sensitivity == .sensitive)
    }
}
