/// The tables that ship with Carfan, read once at start.
public struct Reference: Sendable {
    public init() {}
}
