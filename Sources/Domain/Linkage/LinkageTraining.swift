import RealModule

/// How often each pattern occurs among the pairs that share one kind of key.
public struct LinkageSession: Sendable {
    /// The fields that the key fixes: they teach nothing here.
    let fixed: [LinkageField]
    /// The pairs seen stand for this many times as many.
    let scale: Double
    public var patterns: [LinkagePattern: Int] = [:]
    /// How many of them people decided, by their pattern.
    private(set) var decided: [LinkagePattern: LinkageTaught] = [:]

    /// People decided one of the pairs of this pattern: it stays the one pair that it is, and its class is known.
    /// - Returns: false when the session saw no such pair, or all of them are decided.
    @discardableResult
    public mutating func tell(_ pattern: LinkagePattern, isSame: Bool) -> Bool {
        guard patterns[pattern, default: 0] > decided[pattern, default: LinkageTaught()].pairs else { return false }
        decided[pattern, default: LinkageTaught()].add(isSame: isSame)
        return true
    }

    /// The sessions that suit the columns: each number, given name and date, home and family name; without numbers also
    /// family name and date.
    public static func planned(_ lexicon: LinkageLexicon, scale: Double) -> [Int: LinkageSession] {
        var sessions: [Int: LinkageSession] = [:]
        for slot in 0..<4 where lexicon.identifiers[slot].count > 1 {
            sessions[slot] = LinkageSession(fixed: [.number(slot)], scale: scale)
        }
        if sessions.isEmpty { sessions[LinkageKeys.familyAndBorn] = LinkageSession(fixed: [.family, .born], scale: scale) }
        sessions[LinkageKeys.givenAndBorn] = LinkageSession(fixed: [.given, .born], scale: scale)
        sessions[LinkageKeys.postcodeAndFamily] = LinkageSession(
            fixed: [.family, .place, .street, .locality, .town], scale: scale)
        return sessions
    }
}

/// What one session taught.
struct LinkageLesson: Sendable {
    var m: [Double]
    /// Share of the session's pairs that are of one person, and their number in all pairs.
    var share: Double
    var matches: Double
    let fixed: [LinkageField]
}

/// Learns `m` by expectation and maximisation over patterns, `u` held. Source: W. E. Winkler, "Using the EM algorithm for weight computation
/// in the Fellegi–Sunter model", Proc. Survey Research Methods, ASA (1988). Pairs that people decided keep their class in every step: M. D.
/// Larsen, D. B. Rubin, "Iterative automated record linkage using mixture models", JASA 96 (2001).
struct LinkageMaximisation {
    private let levels: [SIMD16<UInt8>]
    /// Of each pattern: the pairs that nobody decided, and those that are of one person as people said. Pairs of two people teach no `m`:
    /// they are only among all.
    private let open, same: [Double]
    private let pairs: Double
    private let fields: [LinkageField]
    private let session: LinkageSession
    private let u: [Double]

    init(_ session: LinkageSession, u: [Double]) {
        let ordered = session.patterns.sorted { $0.key.bits < $1.key.bits }
        levels = ordered.map { pattern, _ in
            var levels = SIMD16<UInt8>.zero
            for field in LinkageField.allCases { levels[field.rawValue] = UInt8(pattern[field]) }
            return levels
        }
        let decided = ordered.map { session.decided[$0.key] ?? LinkageTaught() }
        open = zip(ordered, decided).map { Double($0.value - $1.pairs) }
        same = decided.map { Double($0.same) }
        pairs = Double(ordered.reduce(0) { $0 + $1.value })
        fields = LinkageField.allCases.filter { !session.fixed.contains($0) }
        self.session = session
        self.u = u
    }

    /// nil when the session holds too few pairs, or does not tell matches from others.
    func lesson() -> LinkageLesson? {
        guard pairs >= 50 else { return nil }
        var lesson = LinkageLesson(
            m: Self.start, share: session.fixed.first?.slot == nil ? 0.3 : 0.9, matches: 0, fixed: session.fixed)
        for _ in 0..<40 {
            let before = lesson
            lesson = step(lesson)
            let moved = zip(before.m, lesson.m).reduce(abs(before.share - lesson.share)) { max($0, abs($1.0 - $1.1)) }
            if moved < 0.0005 { break }
        }
        lesson.matches = lesson.share * pairs * session.scale
        return lesson.share * pairs >= 25 ? lesson : nil
    }

    private func step(_ lesson: LinkageLesson) -> LinkageLesson {
        var ratios = [Double](repeating: 1, count: u.count)
        for field in fields {
            for level in 1..<16 {
                let place = LinkageModel.place(field, level)
                if u[place] > 0 { ratios[place] = lesson.m[place] / u[place] }
            }
        }
        var sums = [Double](repeating: 0, count: u.count)
        var matches = 0.0
        let odds = lesson.share / (1 - lesson.share)
        for (place, levels) in levels.enumerated() {
            var likelihood = odds
            for field in fields { likelihood *= ratios[field.rawValue * 16 + Int(levels[field.rawValue])] }
            let expected = likelihood / (1 + likelihood) * open[place] + same[place]
            matches += expected
            for field in fields { sums[field.rawValue * 16 + Int(levels[field.rawValue])] += expected }
        }
        return LinkageLesson(
            m: shares(sums), share: min(max(matches / pairs, 1e-6), 0.9999), matches: matches, fixed: session.fixed)
    }

    /// Shares of the known levels, each level seen half a time more than it was: nothing is impossible.
    private func shares(_ sums: [Double]) -> [Double] {
        var m = sums
        for field in LinkageField.allCases {
            let places = LinkageModel.place(field, 1)..<LinkageModel.place(field, 16)
            let possible = places.filter { u[$0] > 0 }
            let total = possible.reduce(0) { $0 + sums[$1] + 0.5 }
            for place in possible { m[place] = (sums[place] + 0.5) / total }
        }
        return m
    }

    /// Where learning begins: most pairs of one person agree, and differ rather a little than much.
    private static let start: [Double] = {
        var m = [Double](repeating: 0.02, count: LinkageField.count * 16)
        for field in LinkageField.allCases { m[LinkageModel.place(field, 1)] = field == .place ? 0.4 : 0.75 }
        return m
    }()
}

extension LinkageModel {
    /// The model of these sessions: each field's `m` is the mean of what the sessions taught that do not fix it. Where none
    /// taught, it begins as learning begins.
    public static func learned(_ sessions: [LinkageSession], u: [Double], _ frequencies: LinkageFrequencies, records: Int)
        -> LinkageModel
    {
        let lessons = sessions.compactMap { LinkageMaximisation($0, u: u).lesson() }
        var m = [Double](repeating: 0, count: u.count)
        for field in LinkageField.allCases {
            let teaching = lessons.filter { !$0.fixed.contains(field) }
            for level in 1..<16 {
                let place = place(field, level)
                guard u[place] > 0 else { continue }
                m[place] =
                    teaching.isEmpty
                    ? (level == 1 ? 0.8 : 0.02) : teaching.reduce(0) { $0 + $1.m[place] } / Double(teaching.count)
            }
        }
        let all = Double(records) * Double(max(records - 1, 1)) / 2
        let matches = LinkageModel.matches(lessons, m, frequencies, records: Double(records))
        var model = LinkageModel(m: m, u: u, prior: Double.log2(max(matches, 1) / all))
        model.records = records
        model.pairs = sessions.reduce(0) { $0 + $1.patterns.values.reduce(0, +) }
        return model
    }

    /// `u` without the pairs of one person among those picked at random: in a small file of many duplicates they are most of
    /// what agrees.
    public func withoutMatches() -> [Double] {
        let share = Double.exp2(prior)
        var clean = u
        for field in LinkageField.allCases where field.slot == nil {
            for level in 1..<16 {
                let place = LinkageModel.place(field, level)
                if u[place] > 0 { clean[place] = min(max((u[place] - share * m[place]) / (1 - share), u[place] * 0.1), 1) }
            }
        }
        return clean
    }

    /// Pairs of one person in all: the matches of a session over the chance that a match agrees on what the session fixes.
    /// The middle of the sessions' answers.
    private static func matches(
        _ lessons: [LinkageLesson], _ m: [Double], _ frequencies: LinkageFrequencies, records: Double
    ) -> Double {
        let answers = lessons.map { lesson in
            lesson.fixed.reduce(lesson.matches) { matches, field in
                if [.street, .locality, .town].contains(field) { return matches }
                let known = min(frequencies.holders[field.rawValue] / records, 1)
                let agree = (1...(field == .place ? 3 : 1)).reduce(0) { $0 + m[place(field, $1)] }
                return matches / max(agree * known * known, 0.01)
            }
        }.sorted()
        return answers.isEmpty ? records * 0.1 : answers[answers.count / 2]
    }
}
