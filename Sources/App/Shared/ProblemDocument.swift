import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What programs are told when something went wrong: a problem document (RFC 9457) in the language that they ask for.
enum ProblemDocument {
    static func answer(_ trouble: Trouble, _ visit: Visit) -> Answer {
        let language = visit.languageOfProgram
        var json = JSONText()
        json.object { json in
            // Mostly nothing is said beyond the status; the title may be in the reader's language (RFC 9457, section 4.2.1).
            json.field("type", trouble.type)
            json.field("title", trouble.title[language])
            json.field("status", Int(trouble.status.code))
            json.field("detail", trouble.words[language])
            json.field("reference", visit.requestID)
            guard !trouble.fields.isEmpty else { return }
            json.list("errors", trouble.fields) { json, problem in
                json.object { json in
                    json.field("field", problem.field)
                    json.field("detail", problem.message[language])
                }
            }
        }
        var answer = Answer(
            .inline(type: "application/problem+json", body: ResponseBody(byteBuffer: ByteBuffer(string: json.text))),
            status: trouble.status)
        answer.language = language
        return answer
    }
}

extension Visit {
    /// Programs ask under `/api` and are answered in JSON.
    var isOfProgram: Bool { path == "/api" || path.hasPrefix("/api/") }

    /// A program says with each request what it wants to read, whatever the officer chose in the browser.
    var languageOfProgram: Language { request.flatMap(Languages.preferred) ?? language }
}
