extension RowReason {
    /// What is wrong and what to do. `detail` is what a finding of this reason carries.
    public func message(_ detail: String = "") -> Text {
        switch self {
        case .impossibleDate:
            Text(
                en: "there is no such date. Correct it at the source\(Self.form(detail).en)",
                cy: "nid oes dyddiad o’r fath. Cywirwch ef yn y ffynhonnell\(Self.form(detail).cy)")
        case .dobInFuture:
            Text(
                en: "the date of birth is after the day of the extract. Correct it at the source",
                cy: "mae’r dyddiad geni ar ôl diwrnod yr echdyniad. Cywirwch ef yn y ffynhonnell")
        case .dobNotBeforeConviction:
            Text(
                en: "the date of birth is not before the conviction. Check both dates at the source",
                cy: "nid yw’r dyddiad geni cyn yr euogfarn. Gwiriwch y ddau ddyddiad yn y ffynhonnell")
        case .futureDate:
            Text(
                en: "the date is after the day of the extract. Correct it at the source",
                cy: "mae’r dyddiad ar ôl diwrnod yr echdyniad. Cywirwch ef yn y ffynhonnell")
        case .datesOutOfOrder:
            Text(
                en: "this date is before the one it must follow. Check both dates at the source",
                cy: "mae’r dyddiad hwn cyn yr un y dylai ei ddilyn. Gwiriwch y ddau ddyddiad yn y ffynhonnell")
        case .missingMandatory:
            Text(
                en: "this must not be empty. Fill it in at the source",
                cy: "ni chaiff hwn fod yn wag. Llenwch ef yn y ffynhonnell")
        case .tooManyColumns:
            Text(
                en: "the row has more columns than the header (\(detail)). Look for a separator that is not in quotes",
                cy: "mae gan y rhes fwy o golofnau na’r pennawd (\(detail)). Chwiliwch am wahanydd nad yw mewn dyfynodau")
        case .tooFewColumns:
            Text(
                en: "the row has fewer columns than the header (\(detail)). It may have been cut off: export it again",
                cy: "mae gan y rhes lai o golofnau na’r pennawd (\(detail)). Efallai ei bod wedi’i thorri: allforiwch hi eto")
        default: messageOnText(detail)
        }
    }

    private func messageOnText(_ detail: String) -> Text {
        switch self {
        case .nulByte:
            Text(
                en: "the field holds a NUL byte, which is no text. Export the row again",
                cy: "mae’r maes yn cynnwys beit NUL, nad yw’n destun. Allforiwch y rhes eto")
        case .controlCharacter:
            Text(
                en: "the field holds a control character. Remove it at the source",
                cy: "mae’r maes yn cynnwys nod rheoli. Tynnwch ef yn y ffynhonnell")
        case .invalidText:
            Text(
                en: "the field cannot be read in the encoding of this file. Export it again as the profile says",
                cy: "ni ellir darllen y maes yn amgodiad y ffeil hon. Allforiwch hi eto fel y mae’r proffil yn ei nodi")
        case .fieldTooLong:
            Text(
                en: "the field has more than 500 characters. Shorten it at the source",
                cy: "mae gan y maes fwy na 500 nod. Byrhewch ef yn y ffynhonnell")
        case .unbalancedQuote:
            Text(
                en: "the file ends inside a quoted field. It is incomplete: ask for it again",
                cy: "mae’r ffeil yn gorffen y tu mewn i faes mewn dyfynodau. Mae’n anghyflawn: gofynnwch amdani eto")
        case .notANumber:
            Text(
                en: "this is not a whole number that can be right. Correct it at the source",
                cy: "nid yw hwn yn rhif cyfan a all fod yn gywir. Cywirwch ef yn y ffynhonnell")
        case .unreadableCode:
            Text(
                en:
                    "the profile does not know this value, and the row means nothing without it. Add it to the profile or correct it",
                cy:
                    "nid yw’r proffil yn adnabod y gwerth hwn, ac nid oes ystyr i’r rhes hebddo. Ychwanegwch ef at y proffil neu cywirwch ef"
            )
        case .formulaText:
            Text(
                en: "a spreadsheet would run this name. It is kept as text and not used for matching",
                cy: "byddai taenlen yn rhedeg yr enw hwn. Fe’i cedwir fel testun ac ni chaiff ei ddefnyddio i baru")
        case .embeddedNewline:
            Text(en: "the field holds a line break, which is kept", cy: "mae’r maes yn cynnwys toriad llinell, a gedwir")
        case .embeddedQuote:
            Text(en: "the field holds quotation marks, which are kept", cy: "mae’r maes yn cynnwys dyfynodau, a gedwir")
        default: messageOnRecord(detail)
        }
    }

    private func messageOnRecord(_ detail: String) -> Text {
        switch self {
        case .unknownNominal:
            Text(
                en: "no accepted row of the force’s nominals has this reference. Import the nominal first, then this row again",
                cy:
                    "nid oes rhes a dderbyniwyd yn enwolion yr heddlu â’r cyfeirnod hwn. Mewnforiwch yr enwol yn gyntaf, yna’r rhes hon eto"
            )
        case .nonexistentLocalTime:
            Text(
                en: "the clock left this hour out when summer time began. Correct the time at the source",
                cy: "hepgorodd y cloc yr awr hon pan ddechreuodd amser haf. Cywirwch yr amser yn y ffynhonnell")
        case .pncCheckLetter, .croCheckLetter:
            Text(
                en: "the check letter does not fit the number. It is kept as received, and never used to link records",
                cy:
                    "nid yw’r llythyren wirio yn cyd-fynd â’r rhif. Fe’i cedwir fel y daeth i law, ac ni chaiff ei ddefnyddio i gysylltu cofnodion"
            )
        case .crnForm, .prisonNumberForm:
            Text(
                en: "the number does not have its usual form. It is kept as received, and not used to link records",
                cy:
                    "nid yw’r rhif yn y ffurf arferol. Fe’i cedwir fel y daeth i law, ac ni chaiff ei ddefnyddio i gysylltu cofnodion"
            )
        case .unreadableOffenceCode:
            Text(
                en:
                    "this is not a Home Office offence code: a class and a subclass, five digits such as 02801. Correct it at the source",
                cy:
                    "nid cod trosedd y Swyddfa Gartref yw hwn: dosbarth ac is-ddosbarth, pum digid fel 02801. Cywirwch ef yn y ffynhonnell"
            )
        case .unknownOffenceCode:
            Text(
                en: "the code is not in the table of offences. The row counts, but has no offence group",
                cy: "nid yw’r cod yn y tabl troseddau. Mae’r rhes yn cyfrif, ond nid oes ganddi grŵp trosedd")
        case .unknownCode:
            Text(
                en: "the profile does not know this value. The row is kept without it",
                cy: "nid yw’r proffil yn adnabod y gwerth hwn. Cedwir y rhes hebddo")
        case .trailingBlankLines:
            Text(
                en: "the file ends with blank lines, which are ignored",
                cy: "mae’r ffeil yn gorffen â llinellau gwag, a anwybyddir")
        case .duplicateRow:
            Text(
                en: "every field equals an earlier row of the file. It is counted once",
                cy: "mae pob maes yr un fath â rhes gynharach yn y ffeil. Fe’i cyfrifir unwaith")
        case .updatedRow:
            Text(
                en: "the newer of two rows with this reference: it counts",
                cy: "y rhes ddiweddaraf o ddwy â’r cyfeirnod hwn: hon sy’n cyfrif")
        case .supersededRow:
            Text(
                en: "a row with this reference was updated later. This one is kept as history",
                cy: "diweddarwyd rhes â’r cyfeirnod hwn yn ddiweddarach. Cedwir hon fel hanes")
        default:
            Text(same: rawValue)
        }
    }

    private static func form(_ detail: String) -> Text {
        detail.isEmpty ? Text(same: "") : Text(en: "; the form is \(detail)", cy: "; y ffurf yw \(detail)")
    }
}
