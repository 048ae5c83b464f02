/// The limits and lists of the proposal rules: dated, versioned, on somebody's word.
public struct CohortSettings: Sendable, Hashable {
    public var edition: Edition
    public var profile: OGRS3Profile
    /// The scale that the bands of the rules are words of.
    public var bands: BandScale
    /// In whole years, on the as-of day.
    public var adultAge: Int
    /// The look-back for recent sanctions, in months.
    public var recentMonths: Int
    /// As many sanctions in the look-back make a lower-level acquisitive offender a Flex candidate.
    public var recentSanctions: Int
    /// Fixed for every neighbourhood crime, from this band.
    public var fixedFrom: RiskBand
    /// Fixed for the crimes of `fixedEarlier`, from this band.
    public var fixedEarlierFrom: RiskBand
    /// Flex candidate though the offence is not acquisitive, from this band.
    public var flexFrom: RiskBand
    /// Which entries of the offence table count as neighbourhood crime.
    public var neighbourhoodBases: Set<NeighbourhoodBasis>
    /// The codes that are neighbourhood crime; nil: as the offence table has them.
    public var neighbourhoodCodes: NeighbourhoodList?
    /// Neighbourhood crimes that are Fixed from a lower band already.
    public var fixedEarlier: Set<NeighbourhoodCrime>
    /// Offence groups that are acquisitive without being neighbourhood crime.
    public var otherAcquisitive: Set<OGRS3Group>
    /// How many points below a limit are worth telling the panel.
    public var nearPoints: Int
    /// How many sanctions below the limit are worth telling the panel.
    public var nearSanctions: Int

    /// The limits in force on a day: the latest edition that has begun, nil before the first.
    public static func inForce(on day: Day, of editions: [CohortSettings]) -> CohortSettings? {
        editions.filter { $0.edition.from <= day }.max {
            ($0.edition.from, $0.number) < ($1.edition.from, $1.number)
        }
    }

    /// The version as a number: 10 comes after 9.
    public var number: Int64 { Int64(edition.version) ?? 1 }
}

extension CohortSettings {
    /// The shipped limits. Source: Neighbourhood Crime IOM Strategy (9 December 2020) for the rules; the numbers of the bands are
    /// not confirmed in an official text.
    public static let shipped = CohortSettings(
        edition: Edition(
            version: "1", from: .fixed(2020, 12, 9), author: "Carfan",
            reason: Text(
                en:
                    "The strategy’s rules as they are practised in Wales; the figures behind its band names await confirmation by HMPPS.",
                cy:
                    "Rheolau’r strategaeth fel y’u harferir yng Nghymru; mae’r ffigurau y tu ôl i enwau’r bandiau’n aros am gadarnhad gan HMPPS."
            ),
            source: IOMSource.strategy, mark: .unconfirmed),
        profile: .hmpps,
        bands: .segmentation,
        adultAge: 18,
        recentMonths: 24,
        recentSanctions: 3,
        fixedFrom: .high,
        fixedEarlierFrom: .medium,
        flexFrom: .veryHigh,
        neighbourhoodBases: [.core, .extended],
        neighbourhoodCodes: nil,
        fixedEarlier: [.robbery, .domesticBurglary],
        otherAcquisitive: [.theftNonMotor, .handlingStolenGoods],
        nearPoints: 5,
        nearSanctions: 1)
}

/// Names of the texts that the rules come from.
public enum IOMSource {
    public static let strategy = Text(
        en: "Neighbourhood Crime Integrated Offender Management Strategy, Ministry of Justice and Home Office, 9 December 2020",
        cy:
            "Strategaeth Rheoli Integredig Troseddwyr – Troseddau yn y Gymdogaeth, y Weinyddiaeth Gyfiawnder a’r Swyddfa Gartref, 9 Rhagfyr 2020"
    )
}
