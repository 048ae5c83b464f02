import Hummingbird
import NIOCore

/// The style sheet and the script, joined from their parts and read once.
struct PublicFiles: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/public/carfan.css", needs: .anyone) { _ in
                Answer(.inline(type: "text/css; charset=utf-8", body: ResponseBody(byteBuffer: ByteBuffer(string: ""))))
            },
            Route(.get, "/public/carfan.js", needs: .anyone) { _ in
                Answer(
                    .inline(
                        type: "text/javascript; charset=utf-8", body: ResponseBody(byteBuffer: ByteBuffer(string: ""))))
            },
        ]
    }
}
