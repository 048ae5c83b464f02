import Domain

/// What somebody says of two records.
enum ReviewVerdict: String, Sendable, CaseIterable {
    case same, different
    case notYet = "not_yet"
    case askAgency = "ask_agency"

    /// What one can say without knowing what another said.
    static let blind: [ReviewVerdict] = [.same, .different, .notYet]

    var label: Text {
        switch self {
        case .same: Text(en: "The same person", cy: "Yr un person")
        case .different: Text(en: "Different people, for ever", cy: "Pobl wahanol, am byth")
        case .notYet: Text(en: "Not yet: I cannot tell", cy: "Ddim eto: ni allaf ddweud")
        case .askAgency: Text(en: "Ask the agency", cy: "Gofyn i’r asiantaeth")
        }
    }
}

/// What became of a question when somebody answered it: what the next page says.
enum ReviewOutcome: String, Sendable, CaseIterable {
    case same, different
    case notYet = "not_yet"
    case askAgency = "ask_agency"
    case opinion, disagreed, looked, reopened

    init(_ verdict: ReviewVerdict) {
        switch verdict {
        case .same: self = .same
        case .different: self = .different
        case .notYet: self = .notYet
        case .askAgency: self = .askAgency
        }
    }

    var words: Text {
        switch self {
        case .same, .different, .notYet, .askAgency:
            Text(en: "Decided: ", cy: "Penderfynwyd: ") + (ReviewVerdict(rawValue: rawValue)?.label ?? Text(same: ""))
        case .opinion:
            Text(
                en: "Your opinion is kept. The records are linked when a second coordinator says the same.",
                cy: "Cedwir eich barn. Cysylltir y cofnodion pan fydd ail gydlynydd yn dweud yr un peth.")
        case .disagreed:
            Text(
                en: "Your opinion differs from the first: nothing is linked. The question is open again, with both opinions.",
                cy: "Mae eich barn yn wahanol i’r gyntaf: ni chysylltir dim. Mae’r cwestiwn yn agored eto, gyda’r ddwy farn.")
        case .looked:
            Text(
                en: "Your second look is kept. It changes nothing.", cy: "Cedwir eich ail olwg. Nid yw’n newid dim.")
        case .reopened:
            Text(
                en: "Your second look differs from the decision: the question is open again, with both opinions.",
                cy: "Mae eich ail olwg yn wahanol i’r penderfyniad: mae’r cwestiwn yn agored eto, gyda’r ddwy farn.")
        }
    }
}

extension ReviewOutcome {
    /// As the journal says it. A first opinion is not told there: somebody else has to form their own.
    var journal: Text {
        switch self {
        case .same, .different, .notYet, .askAgency: ReviewVerdict(rawValue: rawValue)?.label ?? Text(same: rawValue)
        case .opinion: Text(en: "First opinion", cy: "Barn gyntaf")
        case .disagreed: Text(en: "Second opinion: not the same as the first", cy: "Ail farn: nid yr un â’r gyntaf")
        case .looked: Text(en: "Second look", cy: "Ail olwg")
        case .reopened: Text(en: "Second look: not as it was decided", cy: "Ail olwg: nid fel y penderfynwyd")
        }
    }
}

/// The lists in which questions wait.
enum ReviewList: String, Sendable, CaseIterable {
    case open
    /// Somebody said that records with conflicting numbers are of one person; another must say so too.
    case second
    case asked = "ask_agency"
    case notYet = "not_yet"
    /// Decided; some of them are looked at a second time.
    case look

    var label: Text {
        switch self {
        case .open: Text(en: "Open", cy: "Agored")
        case .second: Text(en: "Waiting for a second person", cy: "Yn aros am ail berson")
        case .asked: Text(en: "Asked the agency", cy: "Wedi gofyn i’r asiantaeth")
        case .notYet: Text(en: "Not yet decided", cy: "Heb benderfynu eto")
        case .look: Text(en: "To look at a second time", cy: "I edrych arnynt eilwaith")
        }
    }

    /// The states of `match_review` in it.
    var states: [String] {
        switch self {
        case .open: ["open", OpenQuestions.reopened]
        case .second: [OpenQuestions.second]
        case .asked: [ReviewVerdict.askAgency.rawValue]
        case .notYet: [ReviewVerdict.notYet.rawValue]
        case .look: [ReviewVerdict.same.rawValue, ReviewVerdict.different.rawValue]
        }
    }

    var path: Path { self == .open ? "/reviews" : ("/reviews" as Path).query([("state", rawValue)]) }
}
