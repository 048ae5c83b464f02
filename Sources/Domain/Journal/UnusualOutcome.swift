/// What an information officer says of something that stood out.
public enum UnusualOutcome: String, Sendable, CaseIterable {
    case explained
    case toLookInto = "to_look_into"
    case misuseSuspected = "misuse_suspected"

    public var name: Text {
        switch self {
        case .explained: Text(en: "Explained", cy: "Wedi’i egluro")
        case .toLookInto: Text(en: "To look into", cy: "I ymchwilio iddo")
        case .misuseSuspected: Text(en: "Misuse suspected", cy: "Amau camddefnydd")
        }
    }
}

/// Why it was not accepted.
public enum UnusualRefusal: Refusal, Equatable {
    case own
    case note

    public var message: Text {
        switch self {
        case .own:
            Text(
                en: "This is about what you did yourself. Another information officer must look at it",
                cy: "Mae hyn am yr hyn a wnaethoch chi eich hun. Rhaid i swyddog gwybodaeth arall edrych arno")
        case .note: Text(en: "Say what you found", cy: "Dywedwch beth y daethoch o hyd iddo")
        }
    }
}

/// Nobody says of their own readings that they are explained.
public enum UnusualClosing {
    public static func close(_ note: String, by officer: Int64, of actor: Int64) throws(UnusualRefusal) {
        if officer == actor { throw .own }
        if note.isEmpty { throw .note }
    }
}
