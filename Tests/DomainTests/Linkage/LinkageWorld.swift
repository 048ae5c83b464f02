@testable import Domain

/// A few records and all that is needed to weigh them.
struct LinkageWorld {
    static let headings: [LinkageColumn] = [
        .given, .middle, .family, .born, .sex, .identifier(.pnc), .identifier(.nhs), .address, .postcode,
    ]
    var records: [LinkageRecord] = []
    let lexicon: LinkageLexicon
    let traits: LinkageTraits
    let weighing: LinkageWeighing

    /// Rows are `given|middle|family|born|sex|pnc|nhs|address|postcode`; the records come first, before a crowd of strangers.
    init(_ rows: [String]) {
        var reading = LinkageReading(numbers: [.pnc, .nhs])
        for row in rows + Self.crowd { records.append(Self.read(row, &reading)) }
        lexicon = reading.lexicon
        traits = LinkageTraits(lexicon, records)
        weighing = LinkageWeighing(Self.model, lexicon, traits)
    }

    private static func read(_ row: String, _ reading: inout LinkageReading) -> LinkageRecord {
        var record = LinkageRecord()
        for (place, cell) in row.split(separator: "|", omittingEmptySubsequences: false).enumerated() {
            let column = headings[place]
            cell.withBytes { reading.take($0, column, slot: column == .identifier(.nhs) ? 1 : 0, into: &record) }
        }
        return record
    }

    private static let crowd = (0..<400).map { number in
        let given = ["Gareth", "Bethan", "Mohammed", "Emma", "Carwyn", "Lowri", "Peter", "Agnieszka"][number % 8]
        let family = ["Jones", "Davies", "Khan", "Nowak", "Pugh", "Smith", "Morgan"][number % 7]
        let day = String(number % 28 + 101).dropFirst()
        return "\(given)||\(family)|19\(50 + number % 50)-\(number % 9 + 101)-\(day)|\(number % 3 == 0 ? "F" : "M")||||"
            .replacing1()
    }

    /// Shares that a file of a million records taught, rounded.
    static let model: LinkageModel = {
        var m = [Double](repeating: 0, count: LinkageField.count * 16)
        var u = m
        for field in LinkageField.allCases {
            let levels = LinkageChance.levels(field)
            for level in 1...levels {
                m[LinkageModel.place(field, level)] = level == 1 ? 0.8 : level == levels ? 0.03 : 0.02
                u[LinkageModel.place(field, level)] = level == 1 ? 0.005 : level == levels ? 0.95 : 0.002
            }
        }
        for field in [LinkageField.given, .family, .middle] {
            let other = LinkageModel.place(field, LinkageNameLevel.other.rawValue)
            (m[other], u[other]) = (0.03, 0.95)
        }
        for level in 6...9 {
            m[LinkageModel.place(.born, level)] = 0.001
            u[LinkageModel.place(.born, level)] = 0.2
        }
        u[LinkageModel.place(.born, 1)] = 0.00006
        var model = LinkageModel(m: m, u: u, prior: -14)
        model.join = 12
        return model
    }()

    func weight(_ left: Int, _ right: Int) -> LinkageWeight {
        var comparing = LinkageComparing(lexicon, traits)
        let pattern = comparing.pattern(records[left], records[right])
        return weighing.weigh(records[left], records[right], pattern)
    }

    func pattern(_ left: Int, _ right: Int) -> LinkagePattern {
        var comparing = LinkageComparing(lexicon, traits)
        return comparing.pattern(records[left], records[right])
    }
}

extension String {
    /// `-1MM-` is a month with a leading one too many.
    fileprivate func replacing1() -> String {
        split(separator: "-", omittingEmptySubsequences: false).map { $0.count == 3 ? String($0.dropFirst()) : String($0) }
            .joined(separator: "-")
    }
}

extension LinkageClusters {
    /// All pairs with what the groups add, as a run puts them together.
    func supported(_ pairs: [LinkagePair], _ model: LinkageModel = LinkageWorld.model) -> [LinkagePair] {
        var pairs = pairs
        let inside = pairs.withUnsafeMutableBufferPointer { hold($0, model) }
        return pairs + missing([inside])
    }
}
