/// Rule 1: distinct court or caution dates on or before as-of. "In the last 24 months" is inclusive at both ends.
struct Sanctions {
    private(set) var count = 0
    private(set) var recent = 0
    private(set) var first: Day?
    /// The most recent conviction; a caution is none.
    private(set) var lastConviction: Day?

    init(_ rows: [ConvictionRow], asOf: Day, since: Day) {
        var dates: [Int32] = []
        dates.reserveCapacity(rows.count)
        for row in rows where row.adjudication.isSanction && row.courtDate <= asOf {
            dates.append(row.courtDate.number)
            if row.adjudication == .conviction, row.courtDate > lastConviction ?? Day(number: .min) {
                lastConviction = row.courtDate
            }
        }
        dates.sort()
        first = dates.first.map { Day(number: $0) }
        var previous: Int32?
        for date in dates where date != previous {
            previous = date
            count += 1
            if date >= since.number { recent += 1 }
        }
    }
}

/// What sort of offence the current one is, by the lists of the settings.
public enum OffenceStanding: UInt8, Sendable, CaseIterable, Hashable {
    /// Neighbourhood crime that is Fixed from a lower band already: robbery and burglary.
    case fixedEarlier
    case neighbourhood
    case otherAcquisitive
    case notAcquisitive

    public var isNeighbourhood: Bool { self == .fixedEarlier || self == .neighbourhood }

    /// Source: agency files, "What the words mean". Non-domestic burglary (RELATED) counts as not acquisitive.
    public init(_ marks: OffenceMarks?, settings: CohortSettings) {
        guard let marks else {
            self = .notAcquisitive
            return
        }
        if let basis = marks.neighbourhoodBasis, settings.neighbourhoodBases.contains(basis) {
            self = .init(neighbourhood: marks.neighbourhoodCrime, settings: settings)
        } else if let group = marks.ogrs3.group, settings.otherAcquisitive.contains(group) {
            self = .otherAcquisitive
        } else {
            self = .notAcquisitive
        }
    }

    init(neighbourhood crime: NeighbourhoodCrime?, settings: CohortSettings) {
        guard let crime else {
            self = .notAcquisitive
            return
        }
        self = settings.fixedEarlier.contains(crime) ? .fixedEarlier : .neighbourhood
    }

    public var name: Text {
        switch self {
        case .fixedEarlier, .neighbourhood: Text(en: "neighbourhood crime", cy: "trosedd yn y gymdogaeth")
        case .otherAcquisitive: Text(en: "other acquisitive crime", cy: "trosedd feddiangar arall")
        case .notAcquisitive: Text(en: "not acquisitive", cy: "ddim yn feddiangar")
        }
    }
}

extension CohortFacts.CurrentOffence {
    /// Rule 3: the longest sentence, then robbery before burglary before other neighbourhood crime before others, then the
    /// lowest code, among the convictions of the day.
    init?(_ rows: [ConvictionRow], on day: Day, settings: CohortSettings, offences: OffenceTable) {
        typealias Rank = (days: Int32, order: UInt8, code: Int32)
        var best: (rank: Rank, row: ConvictionRow, marks: OffenceMarks?)?
        for row in rows where row.courtDate == day && row.adjudication == .conviction {
            let marks = settings.marks(row.offence, offences)
            let rank: Rank = (-row.sentenceDays, Self.order(marks, settings), row.offence.number)
            if let best, best.rank <= rank { continue }
            best = (rank, row, marks)
        }
        guard let best else { return nil }
        self.init(
            convictionDate: day, code: best.row.offence, marks: best.marks,
            standing: OffenceStanding(best.marks, settings: settings))
    }

    private static func order(_ marks: OffenceMarks?, _ settings: CohortSettings) -> UInt8 {
        guard let marks, let basis = marks.neighbourhoodBasis, settings.neighbourhoodBases.contains(basis) else {
            return 3
        }
        switch marks.neighbourhoodCrime {
        case .robbery: return 0
        case .domesticBurglary: return 1
        default: return 2
        }
    }
}

extension CohortFacts.Followup {
    /// Rule 4. The custodial sentence for a conviction: received on its date or one of the two days after (several: the latest
    /// release); without one, the licence for it, then the community order for it (several: the earliest start).
    init(of conviction: Day, _ record: CriminalRecord) {
        var release, licence, order: Day?
        for sentence in record.prison {
            guard (0...2).contains(conviction.days(until: sentence.reception)) else { continue }
            release = max(release ?? sentence.release, sentence.release)
        }
        for row in record.probation where row.convictionDate == conviction {
            if row.kind == .licence { licence = min(licence ?? row.start, row.start) }
            if row.kind.isOrder { order = min(order ?? row.start, row.start) }
        }
        if let release {
            self.init(start: release, basis: .prisonRelease)
        } else if let licence {
            self.init(start: licence, basis: .licenceStart)
        } else if let order {
            self.init(start: order, basis: .orderStart)
        } else {
            self.init(start: conviction, basis: .convictionDate)
        }
    }
}

extension StatutoryBases {
    /// "Statutory at as-of": a probation row whose start and end include the day, or a prison row received on or before it and
    /// released after it.
    init(_ record: CriminalRecord, asOf: Day) {
        self.init()
        for row in record.probation where row.start <= asOf && asOf <= row.end ?? asOf {
            switch row.kind {
            case .communityOrder, .suspendedSentenceOrder, .youthRehabilitationOrder: insert(.order)
            case .licence: insert(.licence)
            case .postSentenceSupervision: insert(.postSentenceSupervision)
            case .custody: insert(.inCustody)
            }
        }
        for sentence in record.prison where sentence.reception <= asOf && asOf < sentence.release {
            insert(.inCustody)
        }
    }
}
