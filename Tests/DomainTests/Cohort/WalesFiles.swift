import Domain
import Foundation
import Support

/// The synthetic agency files, read just far enough to rebuild what the truth was made from.
struct WalesFiles {
    private var files: [String: RuleFile] = [:]
    private let rejected: Set<String>
    let truth: RuleFile
    let records: [[String: String]]

    private static let formats: [String: (encoding: String.Encoding, separator: Character)] = [
        "gwent-police/nominals.csv": (.utf8, ","), "south-wales-police/nominals.csv": (.windowsCP1252, ";"),
        "north-wales-police/nominals.csv": (.utf8, ","), "dyfed-powys-police/nominals.csv": (.utf16, "\t"),
        "pnc/convictions.csv": (.ascii, ","), "probation/cases.csv": (.utf8, ","), "prison/releases.csv": (.utf8, ","),
    ]

    init() throws {
        for (name, format) in WalesFiles.formats {
            files[name] = try RuleFile(
                ShippedWales.file(name), encoding: format.encoding, separator: format.separator)
        }
        let refused = ["REJECT", "DUPLICATE", "SUPERSEDED"]
        rejected = Set(
            try RuleFile(ShippedWales.file("truth/rejects.csv")).records
                .filter { refused.contains($0["outcome"] ?? "") }.map { "\($0["file"] ?? "")#\($0["row"] ?? "")" })
        truth = try RuleFile(ShippedWales.file("truth/proposals.csv"))
        records = try RuleFile(ShippedWales.file("truth/records.csv")).records
    }

    /// An accepted row, by column; nil when the truth refuses it.
    private func accepted(_ file: String, _ row: String) -> [String: String]? {
        guard !rejected.contains("\(file)#\(row)"), let table = files[file], let number = Int(row),
            table.rows.indices.contains(number - 1)
        else { return nil }
        return Dictionary(zip(table.header, table.rows[number - 1]), uniquingKeysWith: { first, _ in first })
    }

    /// Every person's record, linked perfectly.
    func criminalRecords() -> [String: CriminalRecord] {
        let convictions = convictionsByPNC()
        var people: [String: (record: CriminalRecord, pncs: Set<String>, votes: [BirthDateVote])] = [:]
        for entry in records {
            let (person, file) = (entry["person_id"] ?? "", entry["file"] ?? "")
            guard file != "pnc/convictions.csv", let row = accepted(file, entry["row"] ?? "") else { continue }
            var known = people[person] ?? (CriminalRecord(hasPNC: false, sex: nil, dateOfBirth: nil), [], [])
            read(row, agency: entry["agency"] ?? "", reference: entry["local_reference"] ?? "", into: &known)
            people[person] = known
        }
        return people.mapValues { known in
            var record = known.record
            record.hasPNC = !known.pncs.isEmpty
            record.dateOfBirth = agreedDateOfBirth(known.votes)
            record.convictions = known.pncs.flatMap { convictions[$0] ?? [] }
            return record
        }
    }

    private func read(
        _ row: [String: String], agency: String, reference: String,
        into known: inout (record: CriminalRecord, pncs: Set<String>, votes: [BirthDateVote])
    ) {
        func field(_ names: String...) -> String { names.compactMap { row[$0] }.first ?? "" }
        let sex = field("Sex", "GENDER", "rhyw").uppercased()
        if ["M", "MALE", "GWRYW", "1"].contains(sex) { known.record.sex = .male }
        if ["F", "FEMALE", "BENYW", "2"].contains(sex) { known.record.sex = .female }
        if let pnc = WalesFiles.pnc(field("PNCID", "PNC_NO", "rhif_pnc", "PNC", "PNC_NUMBER")) { known.pncs.insert(pnc) }
        let born = WalesFiles.moment(field("DOB", "DATE_OF_BIRTH", "dyddiad_geni", "Born"))?.day
        let holder: BirthDateVote.Holder
        switch agency {
        case "prison":
            holder = .prison
            if let reception = WalesFiles.moment(field("RECEPTION_DATE"))?.day,
                let release = WalesFiles.moment(field("RELEASE_DATE"))?.day
            {
                known.record.prison.append(PrisonSentence(reception: reception, release: release))
            }
        case "probation":
            holder = .probation
            if let kind = ProbationKind(rawValue: field("TYPE")), let start = WalesFiles.moment(field("START_DATE"))?.day,
                let convicted = WalesFiles.moment(field("CONVICTION_DATE"))?.day
            {
                let end = WalesFiles.moment(field("END_DATE"))?.day
                known.record.probation.append(
                    ProbationOrder(kind: kind, start: start, end: end, convictionDate: convicted))
            }
        default:
            let updated = WalesFiles.moment(field("LastUpdated", "DATE_MODIFIED", "diweddarwyd", "Updated"))
            holder = .police(updated: updated?.instant ?? Instant(seconds: 0))
        }
        known.votes.append(BirthDateVote(holder: holder, reference: reference, dateOfBirth: born))
    }

    private func convictionsByPNC() -> [String: [ConvictionRow]] {
        guard let table = files["pnc/convictions.csv"] else { return [:] }
        var rows: [String: [ConvictionRow]] = [:]
        for number in table.rows.indices {
            guard let row = accepted("pnc/convictions.csv", "\(number + 1)"),
                let pnc = WalesFiles.pnc(row["PNC_ID"] ?? ""), let date = WalesFiles.moment(row["COURT_DATE"] ?? "")?.day,
                let adjudication = Adjudication(rawValue: row["ADJUDICATION"] ?? ""),
                let offence = HomeOfficeCode(row["OFFENCE_CODE"] ?? "")
            else { continue }
            rows[pnc, default: []].append(
                ConvictionRow(
                    courtDate: date, adjudication: adjudication, offence: offence,
                    sentenceDays: Int32(row["SENTENCE_DAYS"] ?? "") ?? 0))
        }
        return rows
    }

    /// `YYYYNNNNNNNL`, or nil without a right check letter.
    static func pnc(_ text: String) -> String? {
        let parts = text.uppercased().split(separator: "/").map(String.init)
        let joined: String
        if parts.count == 2, parts[0].count == 2 {
            joined = (parts[0] <= "26" ? "20" : "19") + parts[0] + parts[1]
        } else {
            joined = parts.joined()
        }
        let letters = Array("ZABCDEFGHJKLMNPQRTUVWXY")
        guard joined.count == 12, let number = Int(joined.dropFirst(2).prefix(9)), joined.last == letters[number % 23]
        else { return nil }
        return joined
    }

    private static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    /// A date in any of the agencies' habits, with its time of day where there is one.
    static func moment(_ text: String) -> (day: Day, instant: Instant)? {
        // The T of `2026-10-07T11:38` separates; that of `12-OCT-2026` does not.
        let plain = text.dropFirst(10).first == "T" ? text.prefix(10) + " " + text.dropFirst(11) : text[...]
        let parts = plain.uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        guard parts.count >= 3 else { return nil }
        let month = Int(parts[1]) ?? ((months.firstIndex(of: parts[1]) ?? -1) + 1)
        let (year, date) = parts[0].count == 4 ? (parts[0], parts[2]) : (parts[2], parts[0])
        guard let year = Int(year), let date = Int(date), let day = Day(year: year, month: month, day: date) else {
            return nil
        }
        let clock = parts.dropFirst(3).compactMap { Int64($0) }
        let seconds = clock.count >= 2 ? clock[0] * 3600 + clock[1] * 60 : 0
        return (day, Instant(seconds: Int64(day.number) * 86400 + seconds))
    }
}
