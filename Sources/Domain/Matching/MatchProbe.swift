/// What finds the records that one may belong with: keys of which they share one, and a signature that says who cannot be meant.
public struct MatchProbe: Sendable {
    /// Keys of its verified numbers: whoever shares one is compared.
    public let numbers: [Int64]
    /// All others; the same on every machine and for ever.
    public let keys: [Int64]
    public let signature: MatchSignature
    let bound: MatchBound
    /// What the record says: whoever says the same is found by the same.
    public let said: MatchRecord.Said

    /// The most that it may weigh beside a record with this signature that shares none of its verified numbers; nil where no review could come of it.
    public func reach(_ other: MatchSignature) -> Double? {
        let reach = bound.reach(other)
        return reach >= bound.floor ? reach : nil
    }
}
