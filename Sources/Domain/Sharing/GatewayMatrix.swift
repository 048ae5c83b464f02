/// The kinds of body between which the matrix says what may pass. Carfan works with the first six; the others are named by the law.
public enum SharingBody: String, Sendable, CaseIterable, Hashable {
    case police, probation, prison, council, health, voluntary
    case youthJustice = "youth_justice"
    case youthOffendingTeam = "youth_offending_team"
    case paroleBoard = "parole_board"
    case tagging, contractor
    case fire

    public init(_ kind: AgencyKind) {
        self =
            switch kind {
            case .police: .police
            case .probation: .probation
            case .prison: .prison
            case .council: .council
            case .health: .health
            case .voluntary: .voluntary
            }
    }

    public var name: Text {
        switch self {
        case .police: Text(en: "police", cy: "heddlu")
        case .probation: Text(en: "probation", cy: "gwasanaeth prawf")
        case .prison: Text(en: "prison", cy: "carchar")
        case .council: Text(en: "council", cy: "cyngor")
        case .health: Text(en: "health board", cy: "bwrdd iechyd")
        case .voluntary: Text(en: "charity", cy: "elusen")
        case .youthJustice: Text(en: "Youth Justice Board", cy: "Bwrdd Cyfiawnder Ieuenctid")
        case .youthOffendingTeam: Text(en: "youth offending team", cy: "tîm troseddau ieuenctid")
        case .paroleBoard: Text(en: "Parole Board", cy: "Bwrdd Parôl")
        case .tagging: Text(en: "tagging provider", cy: "darparwr tagio")
        case .contractor: Text(en: "probation contractor", cy: "contractwr prawf")
        case .fire: Text(en: "fire and rescue service", cy: "gwasanaeth tân ac achub")
        }
    }
}

/// What must stand beside a gateway before it is used.
public enum GatewayNeed: String, Sendable, CaseIterable, Hashable {
    /// Somebody of the sender who answers for opening a confidence: a clinician.
    case authoriser
    /// The receiver is one named person who has been vetted.
    case vettedWorker = "vetted_worker"
}

/// One row of the matrix: between whom, for what, from when until when.
public struct GatewayRow: Sendable, Hashable {
    public let gateway: Gateway
    public let from: Set<SharingBody>
    public let to: Set<SharingBody>
    public let purposes: Set<SharingPurpose>
    public let needs: Set<GatewayNeed>
    public let note: Text
    public let source: String
    /// How sure the source is: `read`, `known`, `proposed`.
    public let strength: String
    public let since: Day
    /// The last day on which the row holds.
    public let until: Day?

    func holds(_ day: Day) -> Bool {
        since <= day && (until.map { day <= $0 } ?? true)
    }
}

/// Which gateways lead from one body to another. What stands in no row is not allowed.
/// Source: assurance A2, "Gateway matrix (seed, to be confirmed by counsel)"; LB-01.
public struct GatewayMatrix: Sendable {
    public let rows: [GatewayRow]

    /// Nothing may pass.
    public static let none = GatewayMatrix([])

    init(_ rows: [GatewayRow]) {
        self.rows = rows
    }

    /// - Returns: each gateway with what it needs, in the order of the matrix. Where two rows give one gateway, the needs of both.
    public func gateways(
        from: SharingBody, to: SharingBody, purpose: SharingPurpose, on day: Day
    ) -> [AllowedGateway] {
        var allowed: [AllowedGateway] = []
        for row in rows
        where row.holds(day) && row.from.contains(from) && row.to.contains(to) && row.purposes.contains(purpose) {
            if let index = allowed.firstIndex(where: { $0.gateway == row.gateway }) {
                allowed[index].needs.formUnion(row.needs)
                if !allowed[index].notes.contains(row.note) { allowed[index].notes.append(row.note) }
            } else {
                allowed.append(AllowedGateway(gateway: row.gateway, needs: row.needs, notes: [row.note]))
            }
        }
        // Any body → charity: a named worker who was vetted, by whatever way. Health → others: a clinician answers for it.
        for index in allowed.indices {
            if to == .voluntary { allowed[index].needs.insert(.vettedWorker) }
            if from == .health { allowed[index].needs.insert(.authoriser) }
        }
        return allowed
    }
}

/// A gateway that the matrix allows, and what must stand beside it.
public struct AllowedGateway: Sendable, Hashable {
    public let gateway: Gateway
    public fileprivate(set) var needs: Set<GatewayNeed>
    public fileprivate(set) var notes: [Text]
}

/// A row of the matrix that cannot be read: its number in the file, and the column.
public struct GatewayRowFault: Error, Hashable {
    public let row: Int
    public let column: String
}

extension GatewayMatrix {
    /// Rows of the table already split into fields; the first is the header.
    /// `since,until,from,to,purposes,gateway,needs,note_en,note_cy,source,strength`: bodies and purposes by code with blanks between
    /// them, or `any`.
    public init(rows: some Sequence<[String]>) throws(GatewayRowFault) {
        var read: [GatewayRow] = []
        var number = 1
        for cells in rows.dropFirst() {
            number += 1
            guard cells.count == 11 else { throw GatewayRowFault(row: number, column: "") }
            read.append(try GatewayMatrix.row(cells, number))
        }
        self.init(read)
    }

    private static func row(_ cells: [String], _ number: Int) throws(GatewayRowFault) -> GatewayRow {
        func codes<Code: RawRepresentable & CaseIterable & Hashable>(_ at: Int, _ name: String) throws(GatewayRowFault) -> Set<
            Code
        >
        where Code.RawValue == String {
            if cells[at] == "any" { return Set(Code.allCases) }
            var found: Set<Code> = []
            for word in cells[at].split(separator: " ") {
                guard let code = Code(rawValue: String(word)) else { throw GatewayRowFault(row: number, column: name) }
                found.insert(code)
            }
            return found
        }
        guard let since = Day(iso: cells[0]) else { throw GatewayRowFault(row: number, column: "since") }
        let until = cells[1].isEmpty ? nil : Day(iso: cells[1])
        guard cells[1].isEmpty || until != nil else { throw GatewayRowFault(row: number, column: "until") }
        guard let gateway = Gateway(rawValue: cells[5]) else { throw GatewayRowFault(row: number, column: "gateway") }
        return GatewayRow(
            gateway: gateway, from: try codes(2, "from"), to: try codes(3, "to"), purposes: try codes(4, "purposes"),
            needs: try codes(6, "needs"), note: Text(en: cells[7], cy: cells[8]), source: cells[9], strength: cells[10],
            since: since, until: until)
    }
}
