/// The Government Security Classification of what Carfan may hold. Anything above OFFICIAL is refused.
/// Source: MoJ security guidance, OFFICIAL and OFFICIAL-SENSITIVE; assurance A5.
public enum Marking: String, Sendable, CaseIterable, Comparable {
    case official
    /// A handling caveat inside OFFICIAL, not a class of its own.
    case officialSensitive = "official_sensitive"

    public static func < (left: Marking, right: Marking) -> Bool { left == .official && right == .officialSensitive }
}

/// Why something is OFFICIAL-SENSITIVE.
public enum MarkingDescriptor: String, Sendable, CaseIterable {
    case personal = "PERSONAL"
    case commercial = "COMMERCIAL"
    /// Where somebody is must not become known.
    case locsen = "LOCSEN"
}

/// A marking with its descriptor, as it is printed: `OFFICIAL-SENSITIVE [LOCSEN]`.
public struct MarkingLine: Sendable, Equatable {
    public let marking: Marking
    public let descriptor: MarkingDescriptor?

    /// A descriptor goes with OFFICIAL-SENSITIVE only.
    public init(_ marking: Marking, _ descriptor: MarkingDescriptor? = nil) {
        self.marking = marking
        self.descriptor = marking == .official ? nil : descriptor
    }

    public static let official = MarkingLine(.official)
    /// Of every page that names somebody, unless more is said.
    public static let personal = MarkingLine(.officialSensitive, .personal)

    /// Fixed by policy in English.
    public var words: String {
        switch marking {
        case .official: "OFFICIAL"
        case .officialSensitive: "OFFICIAL-SENSITIVE" + (descriptor.map { " [\($0.rawValue)]" } ?? "")
        }
    }

    /// The highest of several; of two descriptors, the one that says where somebody is.
    public static func highest(_ lines: some Sequence<MarkingLine>) -> MarkingLine {
        lines.reduce(.official) { highest, line in
            if line.marking != highest.marking { return highest.marking < line.marking ? line : highest }
            return line.descriptor == .locsen ? line : (highest.descriptor == nil ? line : highest)
        }
    }
}

/// Who may be told of something: the handling code of a 3x5x2 intelligence report.
/// Source: College of Policing, intelligence report 3x5x2; assurance A5.
public enum Handling: Sendable, Equatable {
    /// P: lawful sharing permitted.
    case lawfulSharing
    /// C: lawful sharing permitted with conditions, to these agencies only.
    case conditions(String, agencies: Set<String>)

    public func admits(_ agency: String) -> Bool {
        switch self {
        case .lawfulSharing: true
        case .conditions(_, let agencies): agencies.contains(agency)
        }
    }
}

/// What the policy must know of one thing in a case.
public struct MarkedItem: Sendable, Equatable {
    public let part: CasePart
    /// The agency whose it is.
    public let owner: String
    public let marking: Marking
    public let handling: Handling?

    public init(part: CasePart, owner: String, marking: Marking = .official, handling: Handling? = nil) {
        self.part = part
        self.owner = owner
        self.marking = marking
        self.handling = handling
    }
}
