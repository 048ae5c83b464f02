import Domain
import Store

@testable import App

/// Small files of the Police National Computer. A row is written short: `A 10/01/2020 02803 CONVICTION 180`.
enum CareerFile {
    static let header =
        "PNC_ID,COURT_DATE,COURT,OFFENCE_CODE,OFFENCE,OFFENCE_DATE,ADJUDICATION,DISPOSAL_CODE,DISPOSAL,SENTENCE_DAYS"

    /// A PNC ID with its right check letter for a letter or a number.
    static func pnc(_ name: some StringProtocol) -> String {
        let serial = 5_000_000 + (Int(name) ?? Int(name.utf8.first ?? 0) + 2_000_000)
        let asOf = Day(year: 2026, month: 1, day: 1) ?? Day(number: 0)
        let letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
        let all = letters.map { "2004/\(serial)\($0)" }
        return all.first { IdentifierKind.pnc.check($0, asOf: asOf)?.verified == true } ?? ""
    }

    static func row(_ short: String) -> String {
        let parts = short.split(separator: " ").map(String.init)
        let verdict = parts[3].replacing("_", with: " ")
        let disposal = parts[4] == "0" ? "," : "2101,IMPRISONMENT"
        let id = parts[0].hasPrefix("?") ? "2004/5000000A" : pnc(parts[0])
        return "\(id),\(parts[1]),NEWPORT MC,\(parts[2]),BURGLARY IN A DWELLING,,\(verdict),\(disposal),\(parts[4])"
    }

    static func bytes(_ rows: [String]) -> [UInt8] {
        Array(([header] + rows.map(row)).joined(separator: "\n").utf8) + [10]
    }

    static func take(_ bytes: [UInt8], _ day: String, _ site: Site) async throws -> ImportFile {
        try await ImportRunning.whole(try await plan(bytes, day, site), site)
    }

    static func plan(_ bytes: [UInt8], _ day: String, _ site: Site) async throws -> ImportFile {
        try await ImportPlanning.plan(bytes, site, profile: "pnc/convictions", asOf: Day(iso: day))
    }

    /// What counts, or what counted once, written short.
    static func held(_ table: FactTable, former: Bool = false, _ site: Site) async throws -> [String] {
        let table = former ? "former_conviction" : table.rawValue
        return try await site.database.read {
            try $0.query(
                """
                SELECT r.reference, c.court_date, c.offence_code, c.adjudication, c.sentence_days FROM \(name: table) c
                JOIN record r ON r.id = c.record_id
                """
            ).map { row in
                let day: Day = try row.get("court_date")
                let parts: [String] = [
                    CareerFile.name(of: try row.get("reference")), numeric(day), try row.get("offence_code"),
                    try row.get("adjudication", as: String.self).replacing(" ", with: "_"),
                    String(try row.get("sentence_days", as: Int.self)),
                ]
                return parts.joined(separator: " ")
            }.sorted()
        }
    }

    private static func numeric(_ day: Day) -> String {
        let parts = day.iso.split(separator: "-")
        return "\(parts[2])/\(parts[1])/\(parts[0])"
    }

    private static func name(of reference: String) -> String {
        ["A", "B"].first { pnc($0) == reference } ?? reference
    }
}
