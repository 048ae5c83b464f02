import Domain
import Logging
import Store

/// Runs plans in the background: a run survives the request that asked for it, and a run that the server's end cut off goes on
/// when the server comes back.
public struct ImportWork: Sendable {
    let site: Site

    public init(site: Site) {
        self.site = site
    }

    /// Takes the right to run the file and begins; nobody need wait for its end.
    /// - Throws: `ImportRefusal` when it may not be run now.
    func start(_ file: ImportFile, _ actor: Actor) async throws {
        let running = try await running(file, actor)
        let begun = try await running.begin(file.id)
        site.background.begin { await goOn(begun, running) }
    }

    /// For the start of the server. Files whose reading was cut off are closed; runs that were cut off go on, one after another.
    public func resume() async {
        let files = ImportFiles(site: site)
        do {
            for id in try await files.abandoned() {
                try await files.failed(id, ImportRefusal.cutOff.message, by: .command("carfan serve"))
            }
            for file in try await files.unfinished() { await resume(file) }
        } catch {
            site.log.error("imports cannot be gone on with: \(error)")
        }
    }

    private func resume(_ file: ImportFile) async {
        do {
            let running = try await running(file, Actor.command("carfan serve"))
            await goOn(try await running.begin(file.id), running)
        } catch {
            site.log.error("import \(file.id) cannot be gone on with: \(error)")
        }
    }

    private func running(_ file: ImportFile, _ actor: Actor) async throws -> ImportRunning {
        let profile = try await Profiles(site: site).find(file.profile, version: file.profileVersion)
        return ImportRunning(site: site, actor: actor, profile: profile)
    }

    /// A database that is away for a while does not end a run; after some minutes it stops, and a person can go on with it.
    private func goOn(_ first: ImportRunning.Begun, _ running: ImportRunning) async {
        var begun: ImportRunning.Begun? = first
        for pause in [1, 5, 30, 120, 0] {
            do {
                if begun == nil { begun = try await running.begin(first.file.id) }
                if let begun { _ = try await running.goOn(begun) }
                return
            } catch let refusal as ImportRefusal {
                return site.log.error("import \(first.file.id) stopped: \(refusal.message.en)")
            } catch {
                site.log.error("import \(first.file.id) stopped: \(error)")
                begun = nil
                if pause == 0 { return }
                guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return }
            }
        }
    }
}
