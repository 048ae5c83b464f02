import Domain
import Store

extension MarkingLine {
    /// Of the column in which a file says how it is marked.
    static let heading = Text(en: "Marking", cy: "Marc diogelwch")

    /// At the top and bottom of pages with personal data.
    var html: HTML {
        "<p class=\"marking\"><span lang=\"en\">\(words)</span></p>"
    }

    /// For the body of a page: `print.css` has the margins of each.
    var classes: String { "marked marked-\(name.lowercased())" }

    /// `carfan-people-2026-11-21-OFFICIAL-SENSITIVE-PERSONAL.csv`
    func named(_ file: String) -> String {
        guard let dot = file.lastIndex(of: ".") else { return "\(file)-\(name)" }
        return "\(file[..<dot])-\(name)\(file[dot...])"
    }

    private var name: String {
        words.split { $0 == " " || $0 == "[" || $0 == "]" }.joined(separator: "-")
    }

    /// The highest of what some cases are marked with.
    static func highest(of people: [Int64], _ connection: any Connection) throws -> MarkingLine {
        let rows = try connection.query(
            """
            SELECT DISTINCT k.marking, k.descriptor FROM case_marking k
            WHERE k.person_id \(connection.among(people)) AND k.ended_at IS NULL
            """)
        let lines = try rows.map { row in
            let descriptor = try row.get("descriptor", as: String?.self).flatMap(MarkingDescriptor.init)
            return MarkingLine(Marking(rawValue: try row.get("marking")) ?? .officialSensitive, descriptor)
        }
        return highest([.personal] + lines)
    }
}
