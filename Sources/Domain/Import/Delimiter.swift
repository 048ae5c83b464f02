/// What stands between two fields of a file.
public enum Delimiter: String, Sendable, CaseIterable, Hashable {
    case comma, semicolon, tab, pipe

    public var byte: UInt8 {
        switch self {
        case .comma: 0x2C
        case .semicolon: 0x3B
        case .tab: 0x09
        case .pipe: 0x7C
        }
    }

    public var name: Text {
        switch self {
        case .comma: Text(en: "comma", cy: "coma")
        case .semicolon: Text(en: "semicolon", cy: "hanner colon")
        case .tab: Text(en: "tab", cy: "tab")
        case .pipe: Text(en: "vertical bar", cy: "bar fertigol")
        }
    }
}
