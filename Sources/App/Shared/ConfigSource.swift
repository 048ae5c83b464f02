public import Domain

/// Where a value came from.
public enum ConfigSource: Sendable, Equatable {
    case standard
    case file(String, line: Int)
    case environment(String)
    case argument(String)

    public var words: Text {
        switch self {
        case .standard: Text(en: "default", cy: "rhagosodiad")
        case .file(let path, let line): Text(en: "\(path), line \(line)", cy: "\(path), llinell \(line)")
        case .environment(let name), .argument(let name): Text(same: name)
        }
    }
}

/// One value as a source gives it.
public struct ConfigValue: Sendable, Equatable {
    public let name: String
    public let value: String
    public let source: ConfigSource

    public init(_ name: String, _ value: String, _ source: ConfigSource) {
        self.name = name
        self.value = value
        self.source = source
    }
}

/// What is wrong with the configuration: all of it at once, each with the place it came from.
public struct ConfigInvalid: Error, Sendable {
    public let problems: [Text]
}

extension ConfigInvalid {
    static func unknown(_ value: ConfigValue) -> Text {
        Text(
            en: "\(value.source.words.en): there is no option \(value.name). “carfan config” lists them all.",
            cy: "\(value.source.words.cy): nid oes opsiwn \(value.name). Mae “carfan config” yn rhestru pob un.")
    }

    static func misfit(_ value: ConfigValue, _ option: ConfigOption) -> Text {
        let given = option.isSecret ? "" : " “\(value.value)”"
        return Text(
            en: "\(value.source.words.en): the value\(given) of \(option.name) does not fit. It must be \(option.accepts.en).",
            cy:
                "\(value.source.words.cy): nid yw gwerth\(given) \(option.name) yn addas. Rhaid iddo fod yn \(option.accepts.cy)."
        )
    }

    static let halfTLS = Text(
        en: "tls-certificate and tls-key go together: one of them is missing.",
        cy: "Mae tls-certificate a tls-key yn mynd gyda’i gilydd: mae un ohonynt ar goll.")
}
