/// The two sets of coefficients in public use. Source: OGRS3 specification, sections 3 and 6.
public enum OGRS3Profile: String, Sendable, CaseIterable, Hashable {
    /// The rounded figures of the Ministry of Justice's own risk service: reproduces what probation staff see.
    case hmpps
    /// The full-precision figures of the original research.
    case published

    public var version: String {
        switch self {
        case .hmpps: "hmpps-2026-05-28"
        case .published: "published-2009"
        }
    }

    public var name: Text {
        switch self {
        case .hmpps: Text(en: "HMPPS figures", cy: "ffigurau HMPPS")
        case .published: Text(en: "published figures", cy: "ffigurau cyhoeddedig")
        }
    }

    var coefficients: OGRS3Coefficients {
        switch self {
        case .hmpps: .hmpps
        case .published: .published
        }
    }
}

/// The numbers of one profile.
struct OGRS3Coefficients: Sendable {
    let oneYear, twoYear, copas, firstSanction, repeatSanction: Double
    let capOnPrevious: Int?
    let ages: [(from: Int, male: Double, female: Double)]
    /// In the order of `OGRS3Group`.
    let offences: [Double]

    /// Ages below ten have no value and never come here.
    func ageSex(_ age: Int, _ sex: ScoringSex) -> Double {
        var index = ages.count - 1
        while index > 0, age < ages[index].from { index -= 1 }
        return sex == .male ? ages[index].male : ages[index].female
    }

    static let hmpps = OGRS3Coefficients(
        oneYear: 1.40256, twoYear: 2.1217, copas: 1.25112, firstSanction: 0.12614, repeatSanction: 0.46306,
        capOnPrevious: nil,
        ages: ageTable.map { ($0.from, $0.hmpps.male, $0.hmpps.female) },
        offences: offenceTable.map(\.hmpps))

    static let published = OGRS3Coefficients(
        oneYear: 1.402562384, twoYear: 2.121705678, copas: 1.251124464, firstSanction: 0.126142106,
        repeatSanction: 0.463062792, capOnPrevious: 50,
        ages: ageTable.map { ($0.from, $0.published.male, $0.published.female) },
        offences: offenceTable.map(\.published))

    private typealias Pair = (male: Double, female: Double)

    /// The signs for girls of 10 to 15 differ between the profiles, as in their sources (section 6, difference 1).
    private static let ageTable: [(from: Int, hmpps: Pair, published: Pair)] = [
        (10, (0, 0.785), (0, -0.785038489)),
        (12, (0.08392, 0.61385), (0.083922902, -0.613852078)),
        (14, (0.07578, 0.66952), (0.075775765, -0.669521331)),
        (16, (-0.0616, -0.9592), (-0.061594199, -0.959179629)),
        (18, (-0.6251, -0.8975), (-0.625103618, -0.897480934)),
        (21, (-1.0515, -1.0285), (-1.051515067, -1.028488454)),
        (25, (-1.1667, -1.0528), (-1.166679288, -1.052777806)),
        (30, (-1.326, -1.1291), (-1.325976554, -1.129127959)),
        (35, (-1.368, -1.4219), (-1.368045933, -1.42187494)),
        (40, (-1.4997, -1.5247), (-1.499690953, -1.524652221)),
        (50, (-2.0253, -2.4498), (-2.025261458, -2.44983716)),
    ]

    private static let offenceTable: [(group: OGRS3Group, hmpps: Double, published: Double)] = [
        (.violence, 0, 0),
        (.robbery, -0.6348, -0.634795912),
        (.publicOrder, 0.1819, 0.181917975),
        (.sexualNotChild, 0.0328, 0.003276327),  // section 6, difference 2
        (.sexualChild, -0.6534, -0.653434071),
        (.solicitingProstitution, 0.7606, 0.760608858),
        (.burglaryDomestic, -0.1239, -0.12394352),
        (.burglaryOther, 0.2406, 0.240604429),
        (.theftNonMotor, 0.6612, 0.661244321),
        (.handlingStolenGoods, 0.3519, 0.351866973),
        (.fraudForgery, 0.1599, 0.159910192),
        (.abscondingBail, 0.7334, 0.733378677),
        (.takingAndDrivingAway, 0.3801, 0.380059431),
        (.theftFromVehicles, 0.4272, 0.427225615),
        (.otherMotoring, 0.2622, 0.262228428),
        (.drinkDriving, -0.1214, -0.121439408),
        (.criminalDamage, 0.205, 0.204960477),
        (.drugImportExportProduction, -0.7956, -0.795556373),
        (.drugPossessionSupply, 0.0772, 0.077165871),
        (.other, -0.0607, -0.060667525),
    ].sorted { $0.group.rawValue < $1.group.rawValue }
}
