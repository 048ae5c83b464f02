import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Synchronization
import Testing

@testable import App

/// All that an answer tells, without what is of the request alone.
private struct Told: Equatable {
    let status: HTTPResponse.Status
    let headers: [String]
    let body: String
    /// What was asked of the database, in order: the work behind an answer is what its time could tell.
    let statements: [String]

    init(_ seen: Seen, _ statements: [String], without words: [String]) {
        func plain(_ text: String) -> String { words.reduce(text.withoutSecrets) { $0.without($1) } }
        status = seen.status
        // The attributes of a cookie come in any order.
        headers = seen.headers.filter { $0.name != .contentLength }.map { field in
            "\(field.name): \(plain(field.value).components("; ").sorted())"
        }
        body = plain(seen.html)
        self.statements = statements
    }

    func differences(from other: Told) -> String? {
        var found: [String] = []
        if status != other.status { found.append("\(status.code) and \(other.status.code)") }
        if headers != other.headers { found.append("headers \(headers) and \(other.headers)") }
        if body != other.body { found.append("body") }
        if statements != other.statements {
            let (one, two) = (
                statements.filter { !other.statements.contains($0) }, other.statements.filter { !statements.contains($0) }
            )
            func short(_ all: [String]) -> String { all.map { String($0.prefix(150)) }.joined(separator: " ; ") }
            found.append("\(statements.count) and \(other.statements.count) statements: \(short(one)) <> \(short(two))")
        }
        return found.isEmpty ? nil : found.joined(separator: ", ")
    }
}

extension String {
    /// Reference numbers, nonces and tokens: every run of sixteen hexadecimal digits or more.
    fileprivate var withoutSecrets: String {
        var (result, run): ([UInt8], [UInt8]) = ([], [])
        for byte in utf8 {
            if (48...57).contains(byte) || (97...102).contains(byte) {
                run.append(byte)
            } else {
                result += run.count < 16 ? run : [35]
                result.append(byte)
                run = []
            }
        }
        return String(decoding: result + (run.count < 16 ? run : [35]), as: UTF8.self)
    }

    /// Without the number that stood in the address.
    fileprivate func without(_ word: String) -> String {
        ["/", "="].reduce(self) { text, mark in
            let parts = text.components(mark + word)
            return parts.dropFirst().reduce(parts[0]) {
                $0 + mark + (($1.first.map { !$0.isNumber && !$0.isLetter } ?? true) ? "#" : word) + $1
            }
        }
    }
}

@Suite("Numbers of other people's things on every route: the answer is that of no thing at all (ASVS 8.2.2, 8.4.1; S-AUTHZ-2)")
struct IdFuzzTests {
    private static let scenes: [(Engine, FuzzScene.Kind)] =
        FuzzScene.Kind.allCases.map { (.memory, $0) } + (Engine.available.contains(.postgres) ? [(.postgres, .hidden)] : [])

    /// The names in braces.
    private static func names(_ route: Route) -> [String] {
        route.path.components("/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    private static func address(_ route: Route, _ words: [String: String]) -> String {
        route.path.components("/").map { part in
            part.hasPrefix("{") ? words[String(part.dropFirst().dropLast())] ?? part : part
        }.joined(separator: "/")
    }

    private static func asks(_ route: Route, _ asker: FuzzScene.Asker) -> Bool {
        switch route.needs {
        case .anyone: asker.officer == nil
        case .signedIn: asker.officer != nil
        case .roles(let roles): asker.officer.map { roles.contains($0.role) } ?? false
        }
    }

    @Test("Answer, headers, text and questions to the database are the same", arguments: scenes)
    func alike(_ engine: Engine, _ kind: FuzzScene.Kind) async throws {
        let overheard = Mutex<OverheardDatabase?>(nil)
        try await World.visit(
            engine,
            wrapping: { database in
                let wrapped = OverheardDatabase(database)
                overheard.withLock { $0 = wrapped }
                return wrapped
            }
        ) { world, client in
            let database = try #require(overheard.withLock { $0 })
            let scene = try await FuzzScene.make(kind, world, client)
            var (pairs, questions, found, opened): (Int, Int, [String], Set<String>) = (0, 0, [], [])
            let routes = FrontDoor(site: world.site).routes.filter { $0.path.contains("{") }
            for asker in scene.askers {
                let browser = Browser(client)
                if asker.officer == nil { _ = try await browser.get("/sign-in") } else { browser.accept(asker.cookie) }
                func ask(_ route: Route, _ words: [String: String], _ hidden: [String], _ form: [(String, String)]) async throws
                    -> Told
                {
                    if asker.officer != nil { browser.csrf = asker.csrf }
                    let address = Self.address(route, words)
                    _ = database.taken()
                    let seen =
                        route.method == .get
                        ? try await browser.get("\(address)?part=health&purpose=security")
                        : try await browser.post(address, form)
                    let asked = FuzzScene.statements(database.taken(), of: route)
                    let told = Told(seen, asked, without: hidden.compactMap { words[$0] })
                    let leaks = seen.html.contains(FuzzScene.word) || "\(seen.headers)".contains(FuzzScene.word)
                    if leaks { found.append("\(asker.name) \(route.method) \(route.path) with \(hidden): tells") }
                    return told
                }
                for route in routes where Self.asks(route, asker) {
                    let names = Self.names(route)
                    for name in names where scene.own[name] == nil || scene.foreign[name] == nil {
                        Issue.record("No test knows a {\(name)} that is not the officer's: \(route.method) \(route.path)")
                    }
                    let hideable = names.filter { FuzzScene.known[$0] == nil }
                    if route.method == .get {
                        if try await ask(route, scene.own, [], []).status.isThere { opened.insert(route.path) }
                        if hideable.count < names.count || scene.isKnown(route) {
                            _ = try await ask(route, scene.foreign, names, [])
                        }
                    }
                    guard !scene.isKnown(route) else { continue }
                    for hidden in hideable.parts {
                        for form in Self.forms(route, scene) {
                            var (theirs, nobodys) = (scene.own, scene.own)
                            for name in hidden {
                                theirs[name] = scene.foreign[name]
                                nobodys[name] = FuzzScene.missing(name)
                            }
                            let one = try await ask(route, theirs, hidden, form)
                            let other = try await ask(route, nobodys, hidden, form)
                            if let difference = one.differences(from: other) {
                                found.append("\(asker.name) \(route.method) \(route.path) with \(hidden): \(difference)")
                            }
                            pairs += 1
                            questions += one.statements.count
                        }
                    }
                }
            }
            #expect(found.isEmpty, "\(found.count):\n\(found.prefix(60).joined(separator: "\n"))")
            #expect(pairs > 150 && questions > 3 * pairs, "\(pairs) pairs, \(questions) questions to the database")
            let pages = routes.filter { route in
                route.method == .get && !scene.isKnown(route) && Self.names(route).contains { FuzzScene.known[$0] == nil }
            }
            let closed = Set(pages.map(\.path)).subtracting(opened)
            if kind == .elsewhere { #expect(closed.isEmpty, "Not even their own thing was there: \(closed.sorted())") }
        }
    }

    /// Of an act: a form that is not complete, and one that those who may would do it with.
    private static func forms(_ route: Route, _ scene: FuzzScene) -> [[(String, String)]] {
        guard route.method == .post else { return [[]] }
        let rule = ThingRule.acts.first { $0.pattern == route.path }
        return [rule?.short ?? [], rule?.form(scene.things) ?? [("reason", "A reason")]]
    }
}

extension FuzzScene.Asker {
    fileprivate var name: String { officer?.role.rawValue ?? "nobody" }
}

extension HTTPResponse.Status {
    fileprivate var isThere: Bool { self == .ok || self == .seeOther }
}

extension [String] {
    /// Every choice of one or more of them.
    fileprivate var parts: [[String]] {
        (1..<(1 << count)).map { bits in indices.filter { bits & (1 << $0) != 0 }.map { self[$0] } }
    }
}
