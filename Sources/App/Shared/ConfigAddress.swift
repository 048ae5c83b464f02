/// A database's address, read: which driver, and what it is given.
public enum DatabaseAddress: Sendable, Equatable {
    case sqlite(path: String)
    /// The whole address as libpq reads it, with several hosts and options kept.
    case postgres(String)

    /// nil for an address of neither kind, or without a path.
    public init?(_ text: String) {
        if text.hasPrefix("sqlite:"), text.utf8.count > 7, !text.hasPrefix("sqlite::") {
            self = .sqlite(path: String(text.dropFirst(7)))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(text)
        } else {
            return nil
        }
    }

    static let mask = "*****"

    /// The address with every password in it replaced: `postgres://user:*****@host/db?password=*****`.
    static func masked(_ address: String) -> String {
        guard case .postgres = DatabaseAddress(address), let scheme = address.firstRange(of: "://") else { return address }
        var rest = address[scheme.upperBound...]
        var query = ""
        if let mark = rest.firstIndex(of: "?") {
            query =
                "?"
                + rest[rest.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
                .map(maskedParameter).joined(separator: "&")
            rest = rest[..<mark]
        }
        var hosts = String(rest)
        if let at = rest.lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") {
            hosts = rest[...colon] + mask + rest[at...]
        }
        return address[..<scheme.upperBound] + hosts + query
    }

    private static func maskedParameter(_ text: Substring) -> String {
        guard let equals = text.firstIndex(of: "="), text[..<equals].lowercased().hasSuffix("password") else {
            return String(text)
        }
        return text[...equals] + mask
    }
}
