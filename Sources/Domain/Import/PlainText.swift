extension String {
    /// Without blanks, tabs, line breaks and no-break spaces at either end.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        if String.isInk(first), String.isInk(last) { return self }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !String.isBlank($0) }),
            let end = scalars.lastIndex(where: { !String.isBlank($0) })
        else { return "" }
        return String(scalars[start...end])
    }

    private static func isInk(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || scalar.value == 0xA0 || scalar.value == 0xFEFF
    }

    /// The parts between separators, trimmed, without empty ones.
    func parts(_ separator: String) -> [String] {
        guard !isEmpty else { return [] }
        guard let mark = separator.utf8.first, utf8.contains(mark), contains(separator) else { return [trimmed] }
        if separator.utf8.count == 1 {
            return utf8.split(separator: mark).compactMap { String(Substring($0)).trimmed.ifAny }
        }
        return split(separator: separator).compactMap { String($0).trimmed.ifAny }
    }

    /// nil when there is nothing.
    var ifAny: String? { isEmpty ? nil : self }
}
