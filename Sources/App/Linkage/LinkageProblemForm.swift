import Domain

extension LinkageProblem {
    /// Of files that are no tables of UTF-8 and commas, or are named for two things.
    var form: Text {
        switch self {
        case .noFiles:
            Text(en: "--in names no file to read.", cy: "Nid yw --in yn enwi’r un ffeil i’w darllen.")
        case .folder(let file):
            Text(en: "\(file) is a folder: name a file in it.", cy: "Ffolder yw \(file): enwch ffeil sydd ynddi.")
        case .foreign(let file, let kind):
            Text(
                en: "\(file) is \(kind.name.en), not text. Save it as “CSV UTF-8”.",
                cy: "\(file): \(kind.name.cy) yw hon, nid testun. Cadwch hi fel “CSV UTF-8”.")
        case .wideLetters(let file):
            Text(
                en: "\(file) is in UTF-16, two bytes a letter. Save it as “CSV UTF-8”.",
                cy: "Mae \(file) mewn UTF-16, dau feit i’r llythyren. Cadwch hi fel “CSV UTF-8”.")
        case .linesOfCR(let file):
            Text(
                en: "\(file): its lines end with CR alone, as on old Macs. Save it with LF or CRLF, as “CSV UTF-8” has them.",
                cy:
                    "\(file): CR yn unig sydd ar ddiwedd y llinellau, fel ar hen Mac. Cadwch hi â LF neu CRLF, fel yn “CSV UTF-8”."
            )
        default: columnsApart
        }
    }

    private var columnsApart: Text {
        switch self {
        case .separator(let file, let delimiter):
            Text(
                en:
                    "\(file): a \(delimiter.name.en) stands between the columns, not a comma. Save it as “CSV UTF-8”, with commas.",
                cy: "\(file): \(delimiter.name.cy) sydd rhwng y colofnau, nid coma. Cadwch hi fel “CSV UTF-8”, â choma.")
        case .separatorLine(let file):
            Text(
                en: "\(file): the first line says what stands between the columns (sep=), not what they hold. Take it out.",
                cy:
                    "\(file): mae’r llinell gyntaf yn dweud beth sydd rhwng y colofnau (sep=), nid beth sydd ynddynt. Tynnwch hi."
            )
        default: paths
        }
    }

    private var paths: Text {
        switch self {
        case .sameFile(let file, let other) where file == other:
            Text(
                en: "\(file) is named twice: every file to write needs a name of its own.",
                cy: "Enwir \(file) ddwywaith: mae angen ei henw ei hun ar bob ffeil i’w hysgrifennu.")
        case .sameFile(let file, let other):
            Text(
                en: "\(file) and \(other) are one file: every file to write needs a name of its own.",
                cy: "Un ffeil yw \(file) a \(other): mae angen ei henw ei hun ar bob ffeil i’w hysgrifennu.")
        case .overInput(let output, let input):
            Text(
                en:
                    "\(output) would be written over \(input), which is to be read. Name another file to write. Nothing was written.",
                cy:
                    "Byddai \(output) yn disodli \(input), sydd i’w darllen. Enwch ffeil arall i’w hysgrifennu. Nid ysgrifennwyd dim."
            )
        default: Text(same: "\(self)")
        }
    }
}
