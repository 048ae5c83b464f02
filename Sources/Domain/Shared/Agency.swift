/// What kind of body an agency is; roles and gateways depend on it.
public enum AgencyKind: String, Sendable, CaseIterable, Hashable {
    case police, probation, prison, council, health, voluntary
}

/// A body that hands in records or works with cases.
public struct Agency: Sendable, Hashable {
    /// The name of its folder of files, and its stable code: `gwent-police`.
    public let code: String
    public let kind: AgencyKind
    public let name: Text
    /// The police force area it covers, or all of Wales.
    public let area: Area

    public init(code: String, kind: AgencyKind, name: Text, area: Area) {
        self.code = code
        self.kind = kind
        self.name = name
        self.area = area
    }
}

extension Agency {
    /// The name of the agency with this code; a code that is not known stands for itself.
    public static func name(of code: String) -> Text { find(code)?.name ?? Text(same: code) }
}

/// The areas that panels and officers work in: the four police force areas, and Wales as a whole.
/// Codes and names: Office for National Statistics; `wales-bodies.csv`.
public enum Area: String, Sendable, CaseIterable, Hashable {
    case northWales = "W15000001"
    case gwent = "W15000002"
    case southWales = "W15000003"
    case dyfedPowys = "W15000004"
    case wales = "W92000004"

    public var name: Text {
        switch self {
        case .northWales: Text(en: "North Wales", cy: "Gogledd Cymru")
        case .gwent: Text(en: "Gwent", cy: "Gwent")
        case .southWales: Text(en: "South Wales", cy: "De Cymru")
        case .dyfedPowys: Text(en: "Dyfed-Powys", cy: "Dyfed-Powys")
        case .wales: Text(en: "Wales", cy: "Cymru")
        }
    }

    /// The areas that have a panel of their own.
    public static let panels: [Area] = [.northWales, .gwent, .southWales, .dyfedPowys]
}

extension Agency {
    /// The agencies whose files this release reads.
    public static let all: [Agency] = [
        Agency(
            code: "gwent-police", kind: .police, name: Text(en: "Gwent Police", cy: "Heddlu Gwent"), area: .gwent),
        Agency(
            code: "south-wales-police", kind: .police,
            name: Text(en: "South Wales Police", cy: "Heddlu De Cymru"), area: .southWales),
        Agency(
            code: "north-wales-police", kind: .police,
            name: Text(en: "North Wales Police", cy: "Heddlu Gogledd Cymru"), area: .northWales),
        Agency(
            code: "dyfed-powys-police", kind: .police,
            name: Text(en: "Dyfed-Powys Police", cy: "Heddlu Dyfed-Powys"), area: .dyfedPowys),
        Agency(
            code: "pnc", kind: .police,
            name: Text(en: "Police National Computer", cy: "Cyfrifiadur Cenedlaethol yr Heddlu"), area: .wales),
        Agency(
            code: "probation", kind: .probation,
            name: Text(en: "Probation Service – Wales", cy: "Gwasanaeth Prawf – Cymru"), area: .wales),
        Agency(
            code: "prison", kind: .prison,
            name: Text(en: "HM Prison Service", cy: "Gwasanaeth Carchardai EF"), area: .wales),
    ]

    private static let byCode = Dictionary(uniqueKeysWithValues: (all + partners).map { ($0.code, $0) })

    public static func find(_ code: String) -> Agency? { byCode[code] }
}
