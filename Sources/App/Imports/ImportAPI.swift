import Domain
import HTTPTypes

/// The register of files for programs: how far each has come, and its counts. No row of a file is shown here.
struct ImportAPI: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/api/imports", needs: ImportPages.coordinators, list),
            Route(.get, "/api/imports/{file}", needs: ImportPages.coordinators, file),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let page = min(max(Int(visit.query["page"]) ?? 1, 1), 10_000)
        let size = ImportPages.pageSize
        let lines = try await ImportReports(site: site).list(page: page, size: size)
        var json = JSONText()
        json.object { json in
            json.field("page", page)
            json.field("more", lines.count > size)
            json.list("imports", Array(lines.prefix(size))) { json, line in json.object { ImportAPI.write(line, &$0) } }
        }
        return .json(json.text)
    }

    private func file(_ visit: Visit) async throws -> Answer {
        let line = try await ImportReports(site: site).line(try visit.number("file"))
        var json = JSONText()
        json.object { ImportAPI.write(line, &$0) }
        return .json(json.text)
    }

    private static func write(_ line: ImportLine, _ json: inout JSONText) {
        let file = line.file
        json.field("id", file.id)
        json.field("profile", file.profile)
        json.field("profile_version", file.profileVersion)
        json.field("name", file.name)
        json.field("as_of", file.asOf)
        json.field("state", file.state.rawValue)
        json.field("received_at", file.receivedAt.iso)
        json.field("finished_at", file.finishedAt?.iso)
        json.field("sha256", file.sha256)
        json.field("size", file.size)
        json.field("complete", !file.isIncomplete)
        json.name("refusal")
        if let refusal = file.refusal {
            json.object { json in
                json.field("en", refusal.en)
                json.field("cy", refusal.cy)
            }
        } else {
            json.null()
        }
        json.field("rows_read", file.rowsRead)
        json.field("rows_run", file.rowsRun)
        json.name("counts")
        json.object { json in
            json.field("new", file.counts[.new])
            json.field("changed", file.counts[.changed])
            json.field("unchanged", file.counts[.unchanged])
            json.field("duplicate", file.counts[.duplicate])
            json.field("superseded", file.counts[.superseded])
            json.field("refused", file.counts[.refused])
            json.field("known", file.counts.known)
            json.field("strangers", file.counts.strangers)
            json.field("unsure", file.counts.unsure)
            json.field("warned", file.counts.warned)
            json.field("people", file.counts.people)
            json.field("new_people", file.counts.newPeople)
            json.field("withdrawn", file.counts.withdrawn)
            json.field("kept", file.counts.kept)
        }
    }
}
