public import Domain

/// The bodies and places of Wales by their codes, with both names. Source: `wales-bodies.csv`, each row names its own.
public struct Bodies: Sendable {
    private var names: [String: Text] = [:]

    /// Rows of the table already split into fields; the first is the header `kind,code,name_en,name_cy,…`.
    public init(rows: some Sequence<[String]>) {
        for row in rows.dropFirst() where row.count > 3 && !row[0].hasPrefix("map_") {
            if names[row[1]] == nil { names[row[1]] = Text(en: row[2], cy: row[3]) }
        }
        for (code, name) in Bodies.beyondWales where names[code] == nil { names[code] = name }
    }

    /// The name of a body; the code itself when it is not known.
    public func name(_ code: String) -> Text {
        names[code] ?? Text(same: code)
    }

    /// Prisons in England that hold women from Wales. Source: agency files, `prison/releases.csv`.
    private static let beyondWales: [(String, Text)] = [
        ("EWI", Text(en: "HMP/YOI Eastwood Park", cy: "Carchar Eastwood Park")),
        ("STI", Text(en: "HMP/YOI Styal", cy: "Carchar Styal")),
    ]
}
