/// The twenty groups that the current offence falls into. Source: OGRS3 specification, section 3.
public enum OGRS3Group: Int, Sendable, CaseIterable, Hashable {
    case violence, robbery, publicOrder, sexualNotChild, sexualChild, solicitingProstitution, burglaryDomestic
    case burglaryOther, theftNonMotor, handlingStolenGoods, fraudForgery, abscondingBail, takingAndDrivingAway
    case theftFromVehicles, otherMotoring, drinkDriving, criminalDamage, drugImportExportProduction
    case drugPossessionSupply, other

    /// `THEFT_NON_MOTOR`.
    public var code: String { OGRS3Group.words[rawValue].code }
    public var name: Text { OGRS3Group.words[rawValue].name }

    public init?(code: String) {
        guard let group = OGRS3Group.byCode[code] else { return nil }
        self = group
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: allCases.map { ($0.code, $0) })

    /// In the order of the cases.
    private static let words: [(code: String, name: Text)] = [
        ("VIOLENCE", Text(en: "violence", cy: "trais")),
        ("ROBBERY", Text(en: "robbery", cy: "lladrad")),
        ("PUBLIC_ORDER", Text(en: "public order", cy: "trefn gyhoeddus")),
        (
            "SEXUAL_NOT_CHILD",
            Text(en: "sexual offence, not against a child", cy: "trosedd rywiol, nid yn erbyn plentyn")
        ),
        ("SEXUAL_CHILD", Text(en: "sexual offence against a child", cy: "trosedd rywiol yn erbyn plentyn")),
        ("SOLICITING_PROSTITUTION", Text(en: "soliciting or prostitution", cy: "llithio neu buteindra")),
        ("BURGLARY_DOMESTIC", Text(en: "domestic burglary", cy: "bwrgleriaeth ddomestig")),
        ("BURGLARY_OTHER", Text(en: "other burglary", cy: "bwrgleriaeth arall")),
        ("THEFT_NON_MOTOR", Text(en: "theft, not of or from a vehicle", cy: "dwyn, ond nid cerbyd nac o gerbyd")),
        ("HANDLING_STOLEN_GOODS", Text(en: "handling stolen goods", cy: "trin nwyddau wedi’u dwyn")),
        ("FRAUD_FORGERY", Text(en: "fraud or forgery", cy: "twyll neu ffugio")),
        ("ABSCONDING_BAIL", Text(en: "absconding or bail", cy: "dianc neu dorri mechnïaeth")),
        ("TAKING_AND_DRIVING_AWAY", Text(en: "taking and driving away", cy: "cymryd cerbyd a’i yrru i ffwrdd")),
        ("THEFT_FROM_VEHICLES", Text(en: "theft from vehicles", cy: "dwyn o gerbydau")),
        ("OTHER_MOTORING", Text(en: "other motoring", cy: "trosedd foduro arall")),
        ("DRINK_DRIVING", Text(en: "drink driving", cy: "yfed a gyrru")),
        ("CRIMINAL_DAMAGE", Text(en: "criminal damage", cy: "difrod troseddol")),
        (
            "DRUG_IMPORT_EXPORT_PRODUCTION",
            Text(en: "drug import, export or production", cy: "mewnforio, allforio neu gynhyrchu cyffuriau")
        ),
        (
            "DRUG_POSSESSION_SUPPLY",
            Text(en: "drug possession or supply", cy: "meddu ar gyffuriau neu eu cyflenwi")
        ),
        ("OTHER", Text(en: "other offence", cy: "trosedd arall")),
    ]
}
