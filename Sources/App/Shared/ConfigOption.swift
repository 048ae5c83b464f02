public import Domain

/// One thing that can be set: its name in every source, what it accepts, and what it is for.
///
/// `idle-minutes` is `--idle-minutes`, `CARFAN_IDLE_MINUTES`, and `idle-minutes:` in the file.
public struct ConfigOption: Sendable {
    public let name: String
    /// What fits: completes "It must be …".
    public let accepts: Text
    public let about: Text
    /// The value may hold a secret, so it is not repeated in messages.
    public let isSecret: Bool
    /// Puts the value where it belongs; false when it does not fit.
    let set: @Sendable (inout Config, String) -> Bool
    /// The value as it may be shown.
    let shown: @Sendable (Config) -> String

    public var argument: String { "--\(name)" }
    public var variable: String { "CARFAN_" + name.uppercased().replacing("-", with: "_") }
}

extension ConfigOption {
    static func text(
        _ name: String, _ field: any WritableKeyPath<Config, String> & Sendable, accepts: Text, about: Text,
        fits: @escaping @Sendable (String) -> Bool
    ) -> ConfigOption {
        ConfigOption(
            name: name, accepts: accepts, about: about, isSecret: false,
            set: { config, value in
                guard fits(value) else { return false }
                config[keyPath: field] = value
                return true
            },
            shown: { $0[keyPath: field] })
    }

    static func number(
        _ name: String, _ field: any WritableKeyPath<Config, Int> & Sendable, _ range: ClosedRange<Int>, about: Text
    ) -> ConfigOption {
        ConfigOption(
            name: name,
            accepts: Text(
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                cy: "rhif cyfan o \(range.lowerBound) i \(range.upperBound)"),
            about: about, isSecret: false,
            set: { config, value in
                guard let number = Int(value), range.contains(number) else { return false }
                config[keyPath: field] = number
                return true
            },
            shown: { String($0[keyPath: field]) })
    }
}
