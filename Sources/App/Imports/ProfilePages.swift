import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// The address of a profile: `/profiles/gwent-police/nominals`.
enum ProfilePaths {
    static func of(_ id: String) -> Path {
        let parts = id.split(separator: "/").map(String.init)
        guard parts.count == 2 else { return "/profiles" }
        return "/profiles/\(parts[0])/\(parts[1])"
    }

    static func of(_ id: String, _ end: String) -> Path {
        let parts = id.split(separator: "/").map(String.init)
        guard parts.count == 2 else { return "/profiles" }
        return "/profiles/\(parts[0])/\(parts[1])/\(end)"
    }
}

/// How agencies write their files: the profiles in force, and making an adapted copy of one.
struct ProfilePages: Sendable {
    let site: Site

    private var profiles: Profiles { Profiles(site: site) }

    var routes: [Route] {
        let coordinators = ImportPages.coordinators
        return [
            Route(.get, "/profiles", needs: coordinators, list),
            Route(.get, "/profiles/{agency}/{kind}", needs: coordinators, one),
            Route(.get, "/profiles/{agency}/{kind}/copy", needs: coordinators, ask),
            Route(.post, "/profiles/{agency}/{kind}/copy", needs: coordinators, adapt),
            Route(.post, "/profiles/{agency}/{kind}/sample", needs: coordinators, readsBody: true, sample),
            Route(.post, "/profiles/{agency}/{kind}/yaml", needs: coordinators, yaml),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        .page(ProfileListView.page(try await profiles.all()))
    }

    private func one(_ visit: Visit) async throws -> Answer {
        let profile = try await found(visit)
        let versions = try await profiles.versions(profile.id)
        let mayAdapt = FileAccess.covers(try visit.officer(), profile.agency)
        return .page(
            ProfileView(profile: profile, versions: versions, mayAdapt: mayAdapt, isSaved: visit.query["done"] == "saved").page)
    }

    private func found(_ visit: Visit) async throws -> ImportProfile {
        let id = "\(try visit.word("agency"))/\(try visit.word("kind"))"
        guard let profile = try await profiles.all().first(where: { $0.id == id }) else { throw NotFound() }
        return profile
    }

    /// A profile that this coordinator may make a copy of.
    private func own(_ visit: Visit) async throws -> ImportProfile {
        let profile = try await found(visit)
        guard FileAccess.covers(try visit.officer(), profile.agency) else { throw NotPermitted() }
        return profile
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let profile = try await own(visit)
        return .page(ProfileFormView(profile: profile, form: ProfileForm.filled(profile.draft)).page(visit))
    }

    /// Shows how the first rows would be read or, with the other button, keeps the copy.
    private func adapt(_ visit: Visit) async throws -> Answer {
        let profile = try await own(visit)
        var view = ProfileFormView(profile: profile, form: visit.form)
        do {
            var reader = FormReader(visit.form)
            let draft = ProfileForm.draft(&reader, of: profile)
            try reader.finish()
            let adapted = try ImportProfile(draft)
            guard visit.form["act"] == "save" else {
                view.preview = try ProfilePreview(adapted, ProfileSample(visit.form), site)
                return .page(view.page(visit))
            }
            let base = Int(visit.form["base"]) ?? 0
            _ = try await profiles.keep(try visit.actor(), draft, over: base)
            return .redirect(ProfilePaths.of(profile.id).query([("done", "saved")]))
        } catch let invalid as Invalid {
            view.problems = ProfileForm.placed(invalid.problems, profile)
        } catch let refusal as any Refusal {
            view.problems = [Problem(refusal.field ?? "sample-text", refusal.message)]
        }
        return .page(view.page(visit), status: view.problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Takes the beginning of a file as the sample, and what it shows of itself into the form.
    private func sample(_ visit: Visit) async throws -> Answer {
        let profile = try await own(visit)
        var view = ProfileFormView(profile: profile, form: ProfileForm.filled(profile.draft))
        do {
            var upload = try await ImportUpload(visit, megabytes: site.config.uploadMegabytes)
            try upload.check(visit)
            guard upload.hasFile else {
                throw Invalid([Problem("sample-file", Text(en: "Choose the file", cy: "Dewiswch y ffeil"))])
            }
            let sample = try await ProfileSample(&upload)
            view.form = ProfileForm.filled(try sample.suggested(profile.draft)).adding(sample.fields)
            view.guess = sample.guess
        } catch let invalid as Invalid {
            view.problems = invalid.problems
        } catch let refusal as any Refusal {
            view.problems = [Problem("sample-file", refusal.message)]
        }
        return .page(view.page(visit), status: view.problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Takes a profile written by hand into the form; it is saved from there like any other.
    private func yaml(_ visit: Visit) async throws -> Answer {
        let profile = try await own(visit)
        var view = ProfileFormView(profile: profile, form: ProfileForm.filled(profile.draft))
        do throws(Invalid) {
            var draft = try ProfileFiles.draft(visit.form.raw("yaml"))
            draft.agency = profile.draft.agency
            draft.kind = profile.draft.kind
            view.form = ProfileForm.filled(draft)
            _ = try ImportProfile(draft)
        } catch {
            view.written = visit.form.raw("yaml")
            view.problems = error.problems.map { Problem("yaml", ProfileForm.named($0)) }
        }
        return .page(view.page(visit), status: view.problems.isEmpty ? .ok : .unprocessableContent)
    }
}
