/// Where a file is: the folder and the name in it. Foundation's own parting of a path stops the program for a path of one letter.
public struct FilePlace: Sendable, Equatable {
    /// `.` for a name alone.
    public let folder: String
    public let name: String

    public init(_ path: String) {
        let slash = path.lastIndex(of: "/")
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }
}
