import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// The style sheet, the script and the mark: open to everyone, and kept by browsers until they change.
struct PublicFiles: Sendable {
    let site: Site

    var routes: [Route] {
        [PublicFile.styles, .script, .mark].map { file in
            Route(.get, file.route, needs: .anyone) { visit in file.answer(version: visit.query["v"]) }
        }
    }
}

/// One file of the look, joined from its parts and read once. Its address carries a hash of its content.
struct PublicFile: Sendable {
    let route: String
    let path: Path
    let type: String
    let bytes: [UInt8]
    let version: String

    /// The parts of the style sheet in their order; each file is one component.
    static let styleParts = [
        "tokens", "base", "type", "frame", "navigation", "identity", "button", "field", "error-summary", "banner",
        "interruption", "idle", "tag", "table", "summary-list", "task-list", "timeline", "filter", "pagination", "details",
        "progress", "score", "figures", "compare", "layout", "print",
    ]

    static let styles = PublicFile(
        "carfan.css", type: "text/css; charset=utf-8", parts: styleParts.map { "css/\($0).css" })
    static let script = PublicFile("carfan.js", type: "text/javascript; charset=utf-8", parts: ["carfan.js"])
    static let mark = PublicFile("carfan.svg", type: "image/svg+xml", parts: ["carfan.svg"])

    static let folder = Bundle.module.bundleURL.appendingPathComponent("Public")

    private init(_ name: String, type: String, parts: [String]) {
        bytes = parts.flatMap { part in
            (try? Data(contentsOf: PublicFile.folder.appendingPathComponent(part))).map(Array.init) ?? []
        }
        version = hexadecimal(SHA256.hash(data: bytes).prefix(6))
        route = "/public/\(name)"
        path = ("/public/\(name)" as Path).query([("v", version)])
        self.type = type
    }

    /// Kept for ever only at the address of this very content, so that an old page never keeps the new file under its old name.
    func answer(version asked: String) -> Answer {
        var answer = Answer(.inline(type: type, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))))
        answer.lasts = asked == version
        return answer
    }
}
