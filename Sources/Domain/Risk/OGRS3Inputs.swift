/// The current offence as it was sent.
public enum OGRS3Offence: Sendable, Hashable {
    case absent
    case code(HomeOfficeCode)
    /// Five characters, but not five digits: well formed, and on no list.
    case notACode
    case wrongLength
    /// The group itself, where no code is known.
    case group(OGRS3Group)

    /// A code as text; empty means absent.
    public init(code text: String?) {
        guard let text, !text.isEmpty else {
            self = .absent
            return
        }
        if let code = HomeOfficeCode(text) {
            self = .code(code)
        } else {
            self = text.count == 5 ? .notACode : .wrongLength
        }
    }

    public var code: HomeOfficeCode? {
        if case .code(let code) = self { code } else { nil }
    }
}

/// The six facts, as sent: any may be absent. Source: OGRS3 specification, section 2.
public struct OGRS3Inputs: Sendable, Hashable {
    public var sex: ScoringSex?
    public var dateOfBirth: Day?
    public var convictionDate: Day?
    public var followupDate: Day?
    public var ageAtFirstSanction: Int?
    /// Includes the current one.
    public var totalSanctions: Int?
    public var offence: OGRS3Offence

    public init(
        sex: ScoringSex?, dateOfBirth: Day?, convictionDate: Day?, followupDate: Day?, ageAtFirstSanction: Int?,
        totalSanctions: Int?, offence: OGRS3Offence
    ) {
        self.sex = sex
        self.dateOfBirth = dateOfBirth
        self.convictionDate = convictionDate
        self.followupDate = followupDate
        self.ageAtFirstSanction = ageAtFirstSanction
        self.totalSanctions = totalSanctions
        self.offence = offence
    }

    /// The faults of stage 1. Source: OGRS3 specification, section 5.
    /// - Parameter unreadable: fields that were sent but could not be read, so that they do not count as absent.
    func faultsAsSent(unreadable: [OGRS3Field] = []) -> [OGRS3Fault] {
        var faults: [OGRS3Fault] = []
        let absent = absentFields.filter { !unreadable.contains($0) }
        if !absent.isEmpty { faults.append(OGRS3Fault(.missingMandatoryInput, absent)) }
        if let totalSanctions, totalSanctions < 1 {
            faults.append(OGRS3Fault(.totalSanctionsLessThanOne, [.totalSanctions]))
        }
        if offence == .wrongLength { faults.append(OGRS3Fault(.offenceCodeIncorrectFormat, [.offenceCode])) }
        return faults
    }

    private var absentFields: [OGRS3Field] {
        var fields: [OGRS3Field] = []
        if sex == nil { fields.append(.sex) }
        if dateOfBirth == nil { fields.append(.dateOfBirth) }
        if convictionDate == nil { fields.append(.convictionDate) }
        if followupDate == nil { fields.append(.followupDate) }
        if totalSanctions == nil { fields.append(.totalSanctions) }
        if ageAtFirstSanction == nil { fields.append(.ageAtFirstSanction) }
        if offence == .absent { fields.append(.offenceCode) }
        return fields
    }
}
