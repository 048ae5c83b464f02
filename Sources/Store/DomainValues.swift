public import Domain

extension Day: Storable {
    public var stored: Value { .text(iso) }
    public static func from(_ value: Value) -> Day? {
        if case .text(let text) = value { Day(iso: text) } else { nil }
    }
}

extension Instant: Storable {
    public var stored: Value { .text(iso) }
    public static func from(_ value: Value) -> Instant? {
        if case .text(let text) = value { Instant(iso: text) } else { nil }
    }
}

/// Enums with text codes are stored as their code.
extension Storable where Self: RawRepresentable, RawValue == String {
    public var stored: Value { .text(rawValue) }
    public static func from(_ value: Value) -> Self? {
        if case .text(let text) = value { Self(rawValue: text) } else { nil }
    }
}

extension Language: Storable {}
extension Role: Storable {}
extension Area: Storable {}
extension EntryKind: Storable {}
extension CaseGrant.Ground: Storable {}
extension CaseRestriction.Shown: Storable {}
extension Marking: Storable {}
extension MarkingDescriptor: Storable {}
extension BarKind: Storable {}
extension EnrolmentState: Storable {}
extension GlassReason: Storable {}
extension GlassOutcome: Storable {}
extension AgreementState: Storable {}
extension ShareKind: Storable {}
extension ShareState: Storable {}
