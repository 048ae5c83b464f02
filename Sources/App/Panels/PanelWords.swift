import Domain

/// What changed and how things stand, in words.
enum PanelWords {
    static func change(_ line: PanelLine) -> HTML {
        switch line.news {
        case .new: return Tag.html(line.news.name, .green)
        case .changed:
            let was = RoundWords.proposal(line.before, line.percentBefore)
            return "\(Tag.html(line.news.name, .amber)) \(Text(en: "was: \(was.en)", cy: "cynt: \(was.cy)"))"
        case .same:
            guard let before = line.percentBefore, let now = line.percent, before != now else {
                return "\(Text(en: "no change", cy: "dim newid"))"
            }
            return "\(Text(en: "score was \(before)%", cy: "\(before)% oedd y sgôr"))"
        }
    }

    /// The official score, which comes first, and ours.
    static func scores(_ line: PanelLine) -> HTML {
        let ours = line.percent.map { ScoreBar.html($0) }
        guard let official = line.official else { return ours ?? PeopleListView.unknown }
        let percent = official.twoYear.map { "\($0)%" } ?? "–"
        let whose =
            official.isStale
            ? Text(en: "official, for an earlier conviction", cy: "swyddogol, am euogfarn gynharach")
            : Text(en: "official", cy: "swyddogol")
        let own: HTML? = ours.map {
            "<div><span class=\"hidden\">\(Text(en: "ours:", cy: "ein sgôr ni:")) </span>\($0)</div>"
        }
        return "<div>\(percent) \(whose)</div>\(own)"
    }

    /// What was decided in this round, how the person stands in the cohort, and when that is looked at again.
    static func standing(_ line: PanelLine, _ area: Area, _ today: Day) -> HTML {
        var parts: [HTML] = []
        if let outcome = line.outcome { parts.append("\(outcome.done)") }
        if let enrolment = line.enrolment {
            let place: Text? = enrolment.area == area ? enrolment.place?.name : PanelListView.name(enrolment.area)
            let words = place.map { $0 + Text(same: ", ") + enrolment.state.name } ?? enrolment.state.name
            parts.append(Tag.html(words, colour(enrolment.state)))
            if let day = enrolment.nextReview, enrolment.area == area { parts.append(review(day, today)) }
        }
        if line.outcome == nil, line.enrolment == nil || line.kind.isProposed {
            parts.insert("\(Text(en: "to be decided", cy: "i’w benderfynu"))", at: 0)
        }
        return HTML.joined(parts, separator: " ")
    }

    private static func review(_ day: Day, _ today: Day) -> HTML {
        guard day <= today else {
            return "<span class=\"hint\">\(Text(en: "review \(day.short)", cy: "adolygiad \(day.short)"))</span>"
        }
        return Tag.html(Text(en: "review due \(day.short)", cy: "adolygiad i’w gynnal \(day.short)"), .amber)
    }

    static func colour(_ state: EnrolmentState) -> Tag.Colour {
        switch state {
        case .active: .green
        case .adopted: .blue
        case .proposed, .deferred: .amber
        case .declined, .exited: .grey
        }
    }
}
