import Domain
import Store

/// What the demo's officers have done before anybody looks: each room is filled once, through the rules and with the entries of any
/// other work.
struct DemoWork: Sendable {
    /// How many cases of Gwent's list they have worked on.
    static let cases = 7

    let site: Site

    func run() async throws {
        let cast = try await DemoCast(site)
        let people = try await cast.people(DemoWork.cases)
        guard people.count == DemoWork.cases else { return }
        try await DemoSharing(cast: cast).run(Array(people[0...3]))
        try await DemoReports(cast: cast).run(people[0])
        try await DemoNotes(cast: cast).run(people[0])
        try await DemoVictims(cast: cast).run(people[0])
        try await DemoAccess(cast: cast).run(restricted: people[4], inRefuge: people[5], known: people[6])
    }
}
