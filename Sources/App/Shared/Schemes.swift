public import Domain

/// One entry of the main navigation.
public struct NavigationItem: Sendable {
    public let section: Page.Section
    public let label: Text
    public let path: Path
    public let roles: Set<Role>
}

/// The one list of what is registered: every slice gives its routes here, and nowhere else.
public enum Schemes {
    public static func routes(_ site: Site) -> [Route] {
        [
            PublicFiles(site: site).routes,
            OpenPages(site: site).routes,
            ReportPages(site: site).routes,
            Gallery(site: site).routes,
            SignInPages(site: site).routes,
            PeoplePages(site: site).routes,
            CaseAccessPages(site: site).routes,
            GlassPages(site: site).routes,
            CaseNoticePages(site: site).routes,
            PeopleAPI(site: site).routes,
            NarrativePages(site: site).routes,
            IntelligencePages(site: site).routes,
            VictimPages(site: site).routes,
            ReviewPages(site: site).routes,
            RoundPages(site: site).routes,
            TeamPages(site: site).routes,
            SettingsPages(site: site).routes,
            LinkagePages(site: site).routes,
            LinkageFoundPages(site: site).routes,
            PanelPages(site: site).routes,
            EnrolmentPages(site: site).routes,
            SharePages(site: site).routes,
            CorrectionPages(site: site).routes,
            ShareInboxPages(site: site).routes,
            AgreementPages(site: site).routes,
            RegisterPages(site: site).routes,
            SharingAPI(site: site).routes,
            ImportPages(site: site).routes,
            ImportAPI(site: site).routes,
            ProfilePages(site: site).routes,
            JournalPages(site: site).routes,
            UnusualPages(site: site).routes,
            PackPages(site: site).routes,
            WitnessPages(site: site).routes,
            HealthPages(site: site).routes,
        ].flatMap { $0 }
    }

    static let cases = Set(Role.allCases.filter(\.opensCases))
    static let casework = Set(Role.allCases.filter(\.worksWithCases))

    public static let navigation: [NavigationItem] = [
        NavigationItem(
            section: .people, label: Text(en: "People", cy: "Pobl"), path: "/people", roles: cases),
        NavigationItem(
            section: .panels, label: Text(en: "Panels", cy: "Paneli"), path: "/panels", roles: casework),
        NavigationItem(
            section: .sharing, label: Text(en: "Sharing", cy: "Rhannu"), path: "/shares", roles: cases),
        NavigationItem(
            section: .sharing, label: Text(en: "Agreements", cy: "Cytundebau"), path: "/agreements",
            roles: [.administrator, .informationOfficer]),
        NavigationItem(
            section: .reviews, label: Text(en: "Records to review", cy: "Cofnodion i’w hadolygu"), path: "/reviews",
            roles: [.coordinator]),
        NavigationItem(
            section: .imports, label: Text(en: "Files", cy: "Ffeiliau"), path: "/imports", roles: [.coordinator]),
        NavigationItem(
            section: .settings, label: Text(en: "Rules and bands", cy: "Rheolau a bandiau"), path: "/settings",
            roles: [.coordinator, .administrator]),
        NavigationItem(
            section: .journal, label: Text(en: "Who looked", cy: "Pwy edrychodd"), path: "/journal",
            roles: [.informationOfficer]),
        NavigationItem(
            section: .glass, label: Text(en: "Broken glass", cy: "Gwydr a dorrwyd"), path: "/glass/breaks",
            roles: [.coordinator, .informationOfficer]),
        NavigationItem(
            section: .accounts, label: Text(en: "Accounts", cy: "Cyfrifon"), path: "/accounts", roles: [.administrator]),
    ]
}
