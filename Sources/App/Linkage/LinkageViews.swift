import Domain

/// The page of the model: what goes on, the versions, the one that is looked at, and what was in use when.
enum LinkageViews {
    static let title = Text(en: "The model that links records", cy: "Y model sy’n cysylltu cofnodion")

    static func path(_ version: Int64?) -> Path {
        version.map { ("/linkage" as Path).query([("number", String($0))]) } ?? "/linkage"
    }

    static func name(_ version: Int64) -> Text {
        version == 0
            ? Text(en: "Version 0, as shipped", cy: "Fersiwn 0, fel y’i cludir")
            : Text(en: "Version \(version)", cy: "Fersiwn \(version)")
    }

    static func officer(_ name: String) -> Text {
        name.isEmpty ? Text(en: "at the machine", cy: "wrth y peiriant") : Text(same: name)
    }

    static func page(_ sight: LinkageSight, _ visit: Visit, _ refused: Text? = nil) -> Page {
        let mayChange = visit.signedIn?.officer.role == .administrator
        return Page(
            title: title, section: .settings, refresh: sight.isWorking ? 2 : nil,
            body: """
                <h1>\(title)</h1>
                \(SettingsNavigation.html(.linkage))
                \(refused.map { Banner.warning($0) })
                <p>\(Text(
                    en: "Records of one person are joined by what agrees and differs, weighed by a version of this model. A new version is learned beside the one in use and weighs nothing until somebody takes it into use. What people decided stays, whatever the version.",
                    cy: "Cysylltir cofnodion un person yn ôl yr hyn sy’n cytuno ac yn wahanol, wedi’i bwyso gan fersiwn o’r model hwn. Dysgir fersiwn newydd wrth ymyl yr un sydd ar waith ac nid yw’n pwyso dim nes i rywun ei rhoi ar waith. Saif yr hyn y mae pobl wedi’i benderfynu, beth bynnag fo’r fersiwn."))</p>
                \(LinkageTaskView.html(sight.task))
                \(versions(sight))
                \(mayChange && !sight.isWorking ? learning(visit) : nil)
                \(LinkageChangeView.html(sight, visit, mayChange: mayChange))
                \(LinkageQualityView.html(sight, visit, mayChange: mayChange))
                \(history(sight.uses))
                """)
    }

    private static func versions(_ sight: LinkageSight) -> HTML {
        let heads = [
            DataTable.Head(Text(en: "Version", cy: "Fersiwn")), DataTable.Head(Text(en: "State", cy: "Statws")),
            DataTable.Head(Text(en: "Learned from records", cy: "Cofnodion y dysgwyd ohonynt"), numeric: true),
            DataTable.Head(Text(en: "and from decided pairs", cy: "a pharau y penderfynwyd amdanynt"), numeric: true),
            DataTable.Head(Text(en: "Learned", cy: "Dysgwyd")),
            DataTable.Head(Text(en: "Last taken into use", cy: "Rhoddwyd ar waith ddiwethaf")),
            DataTable.Head(Text(en: "Reason", cy: "Rheswm")),
        ]
        let learned: [[HTML]] = sight.lines.map { line in
            let used = sight.uses.first { $0.version == line.number }
            return [
                link(line.number, sight), state(line.state), "\(grouped(line.records))", "\(grouped(line.taught.pairs))",
                "\(London.day(of: line.madeAt).short), \(officer(line.madeBy))", date(used), "\(used?.reason)",
            ]
        }
        let used = sight.uses.first { $0.version == 0 }
        let shipped: [HTML] = [
            link(0, sight), state(sight.inUse == 0 ? "in_use" : "shipped"), "–", "–",
            "\(Text(en: "shipped with Carfan", cy: "wedi’i chludo gyda Carfan"))", date(used), "\(used?.reason)",
        ]
        return DataTable.html(Text(en: "Versions", cy: "Fersiynau"), heads, learned + [shipped], stacks: true)
    }

    private static func date(_ use: LinkageUse?) -> HTML {
        use.map { "\(London.day(of: $0.at).short), \(officer($0.by))" } ?? "–"
    }

    private static func link(_ version: Int64, _ sight: LinkageSight) -> HTML {
        "<a href=\"\(path(version))\"\(attribute: "aria-current", version == sight.chosen ? "true" : nil)>\(name(version))</a>"
    }

    private static func state(_ code: String) -> HTML {
        Tag.html(LinkageWords.state(code), code == "in_use" ? .green : code == "trained" ? .blue : .grey)
    }

    private static func learning(_ visit: Visit) -> HTML {
        """
        <p class="hint">\(Text(
            en: "Learning reads every stored record, and what people decided of one half of the pairs; the other half is kept to measure on. It changes nothing that is linked.",
            cy: "Mae dysgu’n darllen pob cofnod sydd wedi’i storio, a’r hyn a benderfynodd pobl am un hanner y parau; cedwir yr hanner arall i fesur arno. Nid yw’n newid dim sydd wedi’i gysylltu."))</p>
        \(MainForm.button(visit, action: "/linkage/learning", Text(en: "Learn a new version", cy: "Dysgu fersiwn newydd")))
        """
    }

    private static func history(_ uses: [LinkageUse]) -> HTML? {
        guard !uses.isEmpty else { return nil }
        let title = Text(en: "What was in use, and why", cy: "Beth oedd ar waith, a pham")
        let heads = [
            DataTable.Head(Text(en: "From", cy: "O")), DataTable.Head(Text(en: "Version", cy: "Fersiwn")),
            DataTable.Head(Text(en: "By", cy: "Gan")), DataTable.Head(Text(en: "Reason", cy: "Rheswm")),
        ]
        let rows: [[HTML]] = uses.map { use in
            ["\(use.at)", "\(name(use.version))", "\(officer(use.by))", "\(use.reason)"]
        }
        return Details.html(title, DataTable.html(title, captionHidden: true, heads, rows, stacks: true))
    }
}
