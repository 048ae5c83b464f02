import Domain

/// Why a file cannot be linked: words for the person who asked. Nothing has been written when one is thrown.
enum LinkageProblem: Refusal, Equatable {
    case unreadable(String)
    case unwritable(String)
    case empty(String)
    case noRecordColumn(String)
    case nothingToCompare(String)
    case unknownColumn(String)
    case noHeading(String)
    case columnTwice(String)
    case recordColumns(file: String, headings: [String])
    case unknownNumber(file: String, heading: String, known: [String])
    case cells(file: String, row: Int, found: Int, wanted: Int)
    case noDates(file: String, heading: String)
    case datesStop(file: String, row: Int, heading: String)
    case recordTwice(String)
    case noRecordNumber(file: String, row: Int)
    case model(String)
    case sameFile(String, String)
    case overInput(output: String, input: String)
    case noFiles
    case folder(String)
    case foreign(String, ForeignFile)
    case wideLetters(String)
    case linesOfCR(String)
    case separator(String, Delimiter)
    case separatorLine(String)
    case tooMany(Int)
    case tooLittle(Int)
    case noColumn(file: String, heading: String)
    case noCell(file: String, row: Int, heading: String)
    case unknownRecord(file: String, row: Int, record: String)
    case recordAgain(file: String, row: Int, record: String)
    case noWeight(file: String, row: Int, text: String)
    case pairOfOne(file: String, row: Int, record: String)
    case pairAgain(file: String, row: Int, records: String)
    case notInTruth(record: String)

    /// The same problem of a stretch that starts at a row of the file.
    func moved(by rows: Int) -> LinkageProblem {
        switch self {
        case .cells(let file, let row, let found, let wanted): .cells(file: file, row: row + rows, found: found, wanted: wanted)
        case .noRecordNumber(let file, let row): .noRecordNumber(file: file, row: row + rows)
        case .datesStop(let file, let row, let heading): .datesStop(file: file, row: row + rows, heading: heading)
        default: self
        }
    }

    var message: Text {
        switch self {
        case .unreadable(let file):
            Text(en: "\(file) cannot be read.", cy: "Ni ellir darllen \(file).")
        case .unwritable(let file):
            Text(
                en: "\(file) cannot be written: is the disk full, or the folder locked? Nothing was written.",
                cy: "Ni ellir ysgrifennu \(file): a yw’r ddisg yn llawn, neu’r ffolder ar glo? Nid ysgrifennwyd dim.")
        case .empty(let file):
            Text(en: "\(file) holds no records.", cy: "Nid oes cofnodion yn \(file).")
        case .noRecordColumn(let file):
            Text(
                en: "\(file) has no column of record ids (rec_id). Name it with --columns HEADING=record.",
                cy: "Nid oes colofn rhifau cofnod (rec_id) yn \(file). Enwch hi â --columns PENNAWD=record.")
        case .nothingToCompare(let file):
            Text(
                en: "\(file) has no column with a name, a date of birth or a number. Name the columns with --columns.",
                cy: "Nid oes colofn ag enw, dyddiad geni na rhif yn \(file). Enwch y colofnau â --columns.")
        case .unknownColumn(let word):
            Text(
                en: "--columns: “\(word)” is not known. Use \(LinkageColumn.wordList).",
                cy:
                    "--columns: nid yw “\(word)” yn hysbys. Defnyddiwch \(LinkageColumn.wordList)."
            )
        case .cells(let file, let row, let found, let wanted):
            Text(
                en:
                    "\(file), row \(row): \(found) cells, but the heading has \(wanted). Is a column missing or a comma too many?",
                cy:
                    "\(file), rhes \(row): \(found) cell, ond mae \(wanted) yn y pennawd. A oes colofn ar goll neu goma’n ormod?"
            )
        case .recordTwice(let record):
            Text(
                en: "The record id \(record) occurs more than once. Every record needs an id of its own.",
                cy: "Mae rhif cofnod \(record) yn digwydd fwy nag unwaith. Mae angen ei rif ei hun ar bob cofnod.")
        case .noRecordNumber(let file, let row):
            Text(en: "\(file), row \(row): the record id is empty.", cy: "\(file), rhes \(row): mae rhif y cofnod yn wag.")
        case .model(let file):
            Text(
                en: "\(file) is not a model of this version of Carfan. Train it again without --model.",
                cy: "Nid yw \(file) yn fodel i’r fersiwn hon o Carfan. Hyfforddwch ef eto heb --model.")
        case .tooMany(let records):
            Text(
                en: "\(grouped(records)) records are more than one run can take: link them in parts.",
                cy: "Mae \(grouped(records)) cofnod yn fwy nag y gall un rhediad ei gymryd: cysylltwch hwy fesul rhan.")
        case .tooLittle(let records):
            Text(
                en:
                    "No model that could be kept can be learned from \(grouped(records)) records: they are too few, or too alike. Link more, or link without --keep-model. Nothing was written.",
                cy:
                    "Ni ellir dysgu model y gellid ei gadw o \(grouped(records)) cofnod: mae rhy ychydig ohonynt, neu maent yn rhy debyg i’w gilydd. Cysylltwch ragor, neu cysylltwch heb --keep-model. Nid ysgrifennwyd dim."
            )
        default: columns
        }
    }

    /// Of columns that do not fit what was said of them, or the model.
    private var columns: Text {
        switch self {
        case .noHeading(let heading):
            Text(
                en: "--columns: none of the files has a column “\(heading)”.",
                cy: "--columns: nid oes colofn “\(heading)” yn yr un o’r ffeiliau.")
        case .columnTwice(let heading):
            Text(en: "--columns: “\(heading)” is named twice.", cy: "--columns: enwir “\(heading)” ddwywaith.")
        case .noDates(let file, let heading):
            Text(
                en: "\(file): hardly anything in the column “\(heading)” is a date. Are the columns shifted?",
                cy: "\(file): prin fod unrhyw ddyddiad yn y golofn “\(heading)”. A yw’r colofnau wedi symud?")
        case .datesStop(let file, let row, let heading):
            Text(
                en:
                    "\(file), row \(row): from here on hardly anything in the column “\(heading)” is a date. Are the columns shifted?",
                cy:
                    "\(file), rhes \(row): o’r fan hon ymlaen, prin fod unrhyw ddyddiad yn y golofn “\(heading)”. A yw’r colofnau wedi symud?"
            )
        case .recordColumns(let file, let headings):
            Text(
                en: "\(file): --columns says “record” of more than one column: \(headings.joined(separator: ", ")).",
                cy: "\(file): dywed --columns “record” am fwy nag un golofn: \(headings.joined(separator: ", ")).")
        case .unknownNumber(let file, let heading, let known) where known.isEmpty:
            Text(
                en:
                    "\(file): the model was learned without numbers and does not know “\(heading)”. Leave it out with --columns \"\(heading)=-\".",
                cy:
                    "\(file): dysgwyd y model heb rifau, ac ni ŵyr am “\(heading)”. Gadewch hi allan â --columns \"\(heading)=-\"."
            )
        case .unknownNumber(let file, let heading, let known):
            Text(
                en:
                    "\(file): the model knows no number “\(heading)”, only: \(known.joined(separator: ", ")). Head the column as it was then, or leave it out with --columns \"\(heading)=-\".",
                cy:
                    "\(file): ni ŵyr y model am rif “\(heading)”, dim ond: \(known.joined(separator: ", ")). Rhowch yr hen bennawd ar y golofn, neu gadewch hi allan â --columns \"\(heading)=-\"."
            )
        default: scoring
        }
    }

    /// Of files that a result is scored by.
    private var scoring: Text {
        switch self {
        case .noColumn(let file, let heading):
            Text(en: "\(file) has no column “\(heading)”.", cy: "Nid oes colofn “\(heading)” yn \(file).")
        case .noCell(let file, let row, let heading):
            Text(en: "\(file), row \(row): “\(heading)” is empty.", cy: "\(file), rhes \(row): mae “\(heading)” yn wag.")
        case .unknownRecord(let file, let row, let record):
            Text(
                en: "\(file), row \(row): the record \(record) is not in the truth.",
                cy: "\(file), rhes \(row): nid yw’r cofnod \(record) yn y gwirionedd.")
        case .recordAgain(let file, let row, let record):
            Text(
                en: "\(file), row \(row): the record \(record) occurs a second time.",
                cy: "\(file), rhes \(row): mae’r cofnod \(record) yn digwydd eilwaith.")
        case .noWeight(let file, let row, let text):
            Text(
                en: "\(file), row \(row): “\(text)” is not a number.", cy: "\(file), rhes \(row): nid rhif yw “\(text)”.")
        case .pairOfOne(let file, let row, let record):
            Text(
                en: "\(file), row \(row): the record \(record) is paired with itself.",
                cy: "\(file), rhes \(row): mae’r cofnod \(record) wedi’i baru ag ef ei hun.")
        case .pairAgain(let file, let row, let records):
            Text(
                en: "\(file), row \(row): the pair \(records) occurs a second time.",
                cy: "\(file), rhes \(row): mae’r pâr \(records) yn digwydd eilwaith.")
        case .notInTruth(let record):
            Text(
                en: "The record \(record) of the linked files is not in the truth.",
                cy: "Nid yw’r cofnod \(record) o’r ffeiliau a gysylltwyd yn y gwirionedd.")
        default: form
        }
    }
}
