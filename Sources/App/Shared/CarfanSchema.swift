public import Store

/// The schema of Carfan: every slice's tables in the order in which they came. Released steps are never changed.
public let carfanSchema = Schema([
    Migration(1, "journal and accounts", [.table(Journal.table)] + AccountSchema.steps),
    Migration(2, "files, records and people", ImportSchema.steps + PeopleSchema.steps + UnverifiedIdentifiers.steps),
    Migration(3, "scores, rounds, panels and decisions", CohortSchema.steps + PanelSchema.steps),
    Migration(4, "careers", CareerSchema.steps),
    Migration(5, "the journal’s tree", Journal.treeSteps),
    Migration(6, "second factor", SecondFactorSchema.steps),
    Migration(7, "the journal’s readers", AuditSchema.steps),
    Migration(8, "the life of an account", AccountLifeSchema.steps),
    Migration(9, "access", AccessSchema.steps + OfficerNoticeSchema.steps),
    Migration(10, "sharing", SharingSchema.steps),
    Migration(11, "intelligence, notes, victims", IntelligenceSchema.steps + NarrativeSchema.steps + VictimSchema.steps),
    Migration(12, "linkage", LinkageSchema.steps + ReviewSchema.steps),
    Migration(13, "keys of more spellings", [.run(MatchKeys.renew)]),
])
