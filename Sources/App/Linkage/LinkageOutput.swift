/// A file that a command of linking writes. What keeps it from being written is said as `carfan link` says it.
struct LinkageOutput: Sendable {
    private let path: String
    private let file: WrittenFile

    init(_ path: String) throws(LinkageProblem) {
        self.path = path
        file = try Self.telling(path) { try WrittenFile(path) }
    }

    func write(_ text: String) throws(LinkageProblem) { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws(LinkageProblem) {
        try Self.telling(path) { try file.write(bytes) }
    }

    func finish() throws(LinkageProblem) {
        try Self.telling(path) { try file.finish() }
    }

    private static func telling<Result>(_ path: String, _ act: () throws -> Result) throws(LinkageProblem) -> Result {
        do { return try act() } catch { throw .unwritable(path) }
    }
}
