import Domain
import Store

/// What a verification found, in words.
enum JournalWords {
    static func verdict(_ verdict: JournalVerdict) -> Text {
        switch verdict {
        case .whole:
            Text(
                en: "Whole: every entry is as it was entered, in its place.",
                cy: "Cyfan: mae pob cofnod fel y’i cofnodwyd, yn ei le.")
        case .altered:
            Text(
                en: "Altered: something was changed after it was entered.",
                cy: "Wedi’i newid: newidiwyd rhywbeth ar ôl ei gofnodi.")
        case .missing: Text(en: "Missing: something was taken out.", cy: "Ar goll: tynnwyd rhywbeth allan.")
        case .tailCut:
            Text(
                en: "Cut off: the end is gone, or this copy is older than a checkpoint that was kept.",
                cy: "Wedi’i dorri: mae’r diwedd wedi mynd, neu mae’r copi hwn yn hŷn na phwynt gwirio a gadwyd.")
        case .forked:
            Text(
                en: "Forked: the history is not the one that was signed before.",
                cy: "Wedi fforchio: nid yr hanes a lofnodwyd o’r blaen yw hwn.")
        case .anchorMismatch:
            Text(
                en: "Another history: it does not fit a checkpoint that was kept elsewhere.",
                cy: "Hanes arall: nid yw’n cyd-fynd â phwynt gwirio a gadwyd yn rhywle arall.")
        case .unrecorded:
            Text(
                en: "Unrecorded: something was changed without an entry.",
                cy: "Heb ei gofnodi: newidiwyd rhywbeth heb gofnod.")
        }
    }

    static func unchecked(_ count: Int) -> Text {
        Text(
            en:
                "NOT CHECKED: who signed the \(count) checkpoints, since no key was given. --keys FILE names the published ones.",
            cy:
                "HEB EI WIRIO: pwy lofnododd y \(count) o bwyntiau gwirio, gan na roddwyd allwedd. Mae --keys FFEIL yn enwi’r rhai "
                + "a gyhoeddwyd.")
    }

    static func older(_ size: Int64) -> Text {
        Text(
            en: "\(size) entries were signed here since: this is an older copy, or its end was cut off.",
            cy: "Llofnodwyd \(size) o gofnodion yma ers hynny: copi hŷn yw hwn, neu torrwyd ei ddiwedd.")
    }

    /// That times go back is no tampering: the order is the tree's, not the clock's.
    static func setBack(_ count: Int, seconds: Int64) -> Text {
        Text(
            en: "The clock went back at \(count) places, by \(seconds) s at most. The order of the entries stands: it is "
                + "the tree’s, not the clock’s.",
            cy: "Aeth y cloc yn ôl mewn \(count) o leoedd, \(seconds) eiliad ar y mwyaf. Mae trefn y cofnodion yn sefyll: "
                + "y goeden sy’n ei phennu, nid y cloc.")
    }

    static func place(_ place: JournalFinding.Place) -> Text {
        switch place {
        case .entry(let number): Text(en: "entry \(number)", cy: "cofnod \(number)")
        case .places(let places) where places.count == 1:
            Text(en: "the entry at place \(places.lowerBound)", cy: "y cofnod yn lle \(places.lowerBound)")
        case .places(let places):
            Text(
                en: "the entries at places \(places.lowerBound) to \(places.upperBound)",
                cy: "y cofnodion yn lleoedd \(places.lowerBound) hyd \(places.upperBound)")
        case .tile(let level, let number):
            Text(en: "tile \(number) of level \(level)", cy: "teilsen \(number) ar lefel \(level)")
        case .tree: Text(en: "the size of the tree", cy: "maint y goeden")
        case .checkpoint(let size): Text(en: "the checkpoint at \(size)", cy: "y pwynt gwirio yn \(size)")
        case .record(let name): Text(same: name)
        case .index(.subjects):
            Text(
                en: "the index that finds entries by the person: the entries are whole",
                cy: "y mynegai sy’n canfod cofnodion yn ôl y person: mae’r cofnodion yn gyfan")
        case .index(.actors):
            Text(
                en: "the index that finds entries by the officer: the entries are whole",
                cy: "y mynegai sy’n canfod cofnodion yn ôl y swyddog: mae’r cofnodion yn gyfan")
        case .index(.hours):
            Text(
                en: "the index that finds entries by the hour: the entries are whole",
                cy: "y mynegai sy’n canfod cofnodion yn ôl yr awr: mae’r cofnodion yn gyfan")
        case .anchor(let origin, let size):
            Text(en: "the kept checkpoint of \(origin) at \(size)", cy: "y pwynt gwirio a gadwyd o \(origin) yn \(size)")
        }
    }

    /// How a verdict is called in a column.
    static func name(_ verdict: JournalVerdict) -> Text {
        switch verdict {
        case .whole: Text(en: "whole", cy: "cyfan")
        case .altered: Text(en: "altered", cy: "wedi’i newid")
        case .missing: Text(en: "missing", cy: "ar goll")
        case .tailCut: Text(en: "cut off", cy: "wedi’i dorri")
        case .forked: Text(en: "forked", cy: "wedi fforchio")
        case .anchorMismatch: Text(en: "another history", cy: "hanes arall")
        case .unrecorded: Text(en: "unrecorded", cy: "heb ei gofnodi")
        }
    }
}
