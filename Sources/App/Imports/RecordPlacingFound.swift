import Domain

/// What placing a batch came to.
extension RecordPlacing {
    /// A pair that somebody must look at.
    struct Doubt {
        let record: Int64
        let other: Int64
        let total: Int
        /// The code of the rule that decided.
        let rule: String
        let explanation: String
    }

    /// How a record came to its person.
    struct Link {
        let record: Int64
        var person: Int64
        let rule: String
        let explanation: String
    }
}
