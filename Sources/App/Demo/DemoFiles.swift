import Domain
import Foundation

/// The invented agencies' files that ship with Carfan, copied with their dates moved so that the extracts are of today.
struct DemoFiles: Sendable {
    /// The day that the files were made for.
    static let asOf = Day(number: 20_758)

    static var shipped: URL { Bundle.module.bundleURL.appending(path: "Resources/demo") }

    let dates: DemoDates

    init(today: Day) {
        dates = DemoDates(days: DemoFiles.asOf.days(until: today))
    }

    /// Writes all files into `folder`, laid out as the agencies hand them in: `gwent-police/nominals.csv`.
    func write(into folder: URL) throws {
        for agency in try FileManager.default.contentsOfDirectory(at: DemoFiles.shipped, includingPropertiesForKeys: nil) {
            guard agency.hasDirectoryPath else { continue }
            let target = folder.appending(path: agency.lastPathComponent)
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            for file in try FileManager.default.contentsOfDirectory(at: agency, includingPropertiesForKeys: nil) {
                try copy(file, to: target.appending(path: file.lastPathComponent))
            }
        }
    }

    func copy(_ source: URL, to target: URL, chunk: Int = 65_536) throws {
        try Data().write(to: target)
        let (input, output) = (try FileHandle(forReadingFrom: source), try FileHandle(forWritingTo: target))
        var rest: [UInt8] = []
        var isWide: Bool?
        while let data = try input.read(upToCount: chunk), !data.isEmpty {
            rest += data
            let wide = isWide ?? rest.starts(with: [0xFF, 0xFE])
            isWide = wide
            let end = DemoFiles.endOfLastLine(rest, wide)
            try output.write(contentsOf: Data(moved(rest[..<end], wide)))
            rest.removeFirst(end)
        }
        try output.write(contentsOf: Data(moved(rest[...], isWide ?? false)))
        try output.close()
        try input.close()
    }

    private func moved(_ bytes: ArraySlice<UInt8>, _ wide: Bool) -> [UInt8] {
        guard wide else { return dates.moved(Array(bytes)) }
        let pairs = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2)
        let units = pairs.map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
        let odd = bytes.count % 2 == 1 ? bytes.suffix(1) : []
        return dates.moved(units).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } + odd
    }

    /// Just after the last line feed, so that no date is cut in two; 0 when there is none.
    private static func endOfLastLine(_ bytes: [UInt8], _ wide: Bool) -> Int {
        guard wide else { return (bytes.lastIndex(of: 10) ?? -1) + 1 }
        var index = bytes.count / 2 * 2 - 2
        while index >= 0 {
            if bytes[index] == 10, bytes[index + 1] == 0 { return index + 2 }
            index -= 2
        }
        return 0
    }
}
