/// What the pairs across two groups say together. Dates of birth and sexes are sets: one that agrees is enough. Where none agrees and some are
/// other ones, the groups are of two people, whatever stands between them.
struct LinkageChain {
    private var born = (agrees: false, differs: false)
    private var sex = (agrees: false, differs: false)

    /// - Parameter isLink: the two would be joined by themselves.
    mutating func see(_ pattern: LinkagePattern, _ rule: LinkageRule, isLink: Bool) {
        if (1..<LinkageBornLevel.sameYear.rawValue).contains(pattern[.born]) { born.agrees = true }
        if rule == .born { born.differs = true }
        if pattern[.sex] == LinkageWordLevel.same.rawValue { sex.agrees = true }
        if pattern[.sex] == LinkageWordLevel.other.rawValue, !isLink { sex.differs = true }
    }

    /// Two dates of birth, none of which is the other with a slip.
    var isBornApart: Bool { born.differs && !born.agrees }

    /// The rule that stops the chain, if one does.
    var rule: LinkageRule? { isBornApart ? .born : sex.differs && !sex.agrees ? .sexAndName : nil }
}
