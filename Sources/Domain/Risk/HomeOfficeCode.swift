/// A five-digit Home Office offence code: class and subclass.
public struct HomeOfficeCode: Sendable, Hashable, Comparable {
    /// 0 to 99,999.
    public let number: Int32

    public init?(number: Int) {
        guard (0..<100_000).contains(number) else { return nil }
        self.number = Int32(number)
    }

    /// Exactly five digits.
    public init?(_ text: some StringProtocol) {
        var number: Int32 = 0
        var count = 0
        for byte in text.utf8 {
            guard byte >= 48, byte <= 57, count < 5 else { return nil }
            number = number * 10 + Int32(byte - 48)
            count += 1
        }
        guard count == 5 else { return nil }
        self.number = number
    }

    /// `02803`.
    public var text: String {
        let digits = String(number)
        return String(repeating: "0", count: 5 - digits.utf8.count) + digits
    }

    public static func < (left: HomeOfficeCode, right: HomeOfficeCode) -> Bool { left.number < right.number }
}
