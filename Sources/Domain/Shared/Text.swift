/// The two languages of Carfan. Neither is a translation of the other.
public enum Language: String, Sendable, CaseIterable, Hashable {
    case english = "en"
    case welsh = "cy"

    public var other: Language { self == .english ? .welsh : .english }
}

/// Words in both languages, standing next to the thing they name.
public struct Text: Sendable, Hashable {
    public let en: String
    public let cy: String

    public init(en: String, cy: String) {
        self.en = en
        self.cy = cy
    }

    /// A name, number or code that is the same in both languages.
    public init(same: String) {
        self.init(en: same, cy: same)
    }

    public subscript(_ language: Language) -> String {
        language == .english ? en : cy
    }

    public static func + (left: Text, right: Text) -> Text {
        Text(en: left.en + right.en, cy: left.cy + right.cy)
    }

    /// The texts one after another with `separator` between them.
    public static func joined(_ texts: [Text], separator: String = ", ") -> Text {
        Text(
            en: texts.map(\.en).joined(separator: separator),
            cy: texts.map(\.cy).joined(separator: separator))
    }
}

/// The plural forms of a counted noun: English has two, Welsh six (CLDR: zero, one, two, few = 3, many = 6, other).
public struct Counted: Sendable {
    let en: (one: String, other: String)
    let cy: (zero: String, one: String, two: String, few: String, many: String, other: String)

    public init(
        en: (one: String, other: String),
        cy: (zero: String, one: String, two: String, few: String, many: String, other: String)
    ) {
        self.en = en
        self.cy = cy
    }

    /// `1 person`, `3 pherson`: the number with thousands separators, then the form that belongs to it.
    public func callAsFunction(_ count: Int) -> Text {
        let number = grouped(count)
        return Text(en: "\(number) \(count == 1 ? en.one : en.other)", cy: "\(number) \(welsh(count))")
    }

    private func welsh(_ count: Int) -> String {
        switch count {
        case 0: cy.zero
        case 1: cy.one
        case 2: cy.two
        case 3: cy.few
        case 6: cy.many
        default: cy.other
        }
    }
}

/// `12345` as `12,345`, the convention of both languages.
public func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
        result.append(digit)
    }
    return result
}
