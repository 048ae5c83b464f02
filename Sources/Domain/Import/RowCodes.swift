/// The code maps of a profile, ready for looking up what stands in a file.
struct RowCodes: Sendable {
    let sex: [String: RecordedSex]
    let ethnicity: [String: EthnicGroup]
    let markers: [String: WarningMarker]
    let disposal: [String: CustodyDisposal]
    let adjudication: [String: Adjudication]
    let orderType: [String: ProbationKind]
    let riskOfHarm: [String: RiskOfHarm]
    let registers: [String: ProbationRegister]
    let releaseType: [String: ReleaseType]
    let mappaCategory: [String: Int]
    let mappaLevel: [String: Int]

    init(_ profile: ImportProfile) {
        func map<C>(_ meaning: ColumnMeaning, _ value: (String) -> C?) -> [String: C] {
            let codes = meaning.codes ?? []
            let pairs = profile.codes[meaning] ?? Dictionary(uniqueKeysWithValues: codes.map { ($0, $0) })
            var result: [String: C] = [:]
            for (text, code) in pairs.sorted(by: { $0.key < $1.key }) {
                result[text.uppercased()] = value(code)
            }
            for (text, code) in pairs { result[text] = value(code) }
            return result
        }
        sex = map(.sex, RecordedSex.init(rawValue:))
        ethnicity = map(.ethnicity, EthnicGroup.init(rawValue:))
        markers = map(.markers, WarningMarker.init(rawValue:))
        disposal = map(.disposal, CustodyDisposal.init(rawValue:))
        adjudication = map(.adjudication, Adjudication.init(rawValue:))
        orderType = map(.orderType, ProbationKind.init(rawValue:))
        riskOfHarm = map(.riskOfHarm, RiskOfHarm.init(rawValue:))
        registers = map(.registers, ProbationRegister.init(rawValue:))
        releaseType = map(.releaseType, ReleaseType.init(rawValue:))
        mappaCategory = map(.mappaCategory, { Int($0) })
        mappaLevel = map(.mappaLevel, { Int($0) })
    }
}
