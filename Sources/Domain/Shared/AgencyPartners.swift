extension Agency {
    /// Partners whose practitioners see what is shared with them. Names of councils as they use them; health boards: `wales-bodies.csv`;
    /// charities: those that the schemes' histories name.
    public static let partners: [Agency] =
        [
            council("anglesey-council", "Isle of Anglesey County Council", "Cyngor Sir Ynys Môn", .northWales),
            council("gwynedd-council", "Gwynedd Council", "Cyngor Gwynedd", .northWales),
            council("conwy-council", "Conwy County Borough Council", "Cyngor Bwrdeistref Sirol Conwy", .northWales),
            council("denbighshire-council", "Denbighshire County Council", "Cyngor Sir Ddinbych", .northWales),
            council("flintshire-council", "Flintshire County Council", "Cyngor Sir y Fflint", .northWales),
            council("wrexham-council", "Wrexham County Borough Council", "Cyngor Bwrdeistref Sirol Wrecsam", .northWales),
            council("ceredigion-council", "Ceredigion County Council", "Cyngor Sir Ceredigion", .dyfedPowys),
            council("pembrokeshire-council", "Pembrokeshire County Council", "Cyngor Sir Penfro", .dyfedPowys),
            council("carmarthenshire-council", "Carmarthenshire County Council", "Cyngor Sir Gâr", .dyfedPowys),
            council("powys-council", "Powys County Council", "Cyngor Sir Powys", .dyfedPowys),
            council("swansea-council", "Swansea Council", "Cyngor Abertawe", .southWales),
            council("neath-port-talbot-council", "Neath Port Talbot Council", "Cyngor Castell-nedd Port Talbot", .southWales),
            council(
                "bridgend-council", "Bridgend County Borough Council", "Cyngor Bwrdeistref Sirol Pen-y-bont ar Ogwr",
                .southWales),
            council("vale-council", "Vale of Glamorgan Council", "Cyngor Bro Morgannwg", .southWales),
            council("cardiff-council", "Cardiff Council", "Cyngor Caerdydd", .southWales),
            council(
                "rhondda-cynon-taf-council", "Rhondda Cynon Taf County Borough Council",
                "Cyngor Bwrdeistref Sirol Rhondda Cynon Taf", .southWales),
            council(
                "merthyr-council", "Merthyr Tydfil County Borough Council", "Cyngor Bwrdeistref Sirol Merthyr Tudful",
                .southWales),
            council("caerphilly-council", "Caerphilly County Borough Council", "Cyngor Bwrdeistref Sirol Caerffili", .gwent),
            council(
                "blaenau-gwent-council", "Blaenau Gwent County Borough Council", "Cyngor Bwrdeistref Sirol Blaenau Gwent",
                .gwent),
            council("torfaen-council", "Torfaen County Borough Council", "Cyngor Bwrdeistref Sirol Torfaen", .gwent),
            council("monmouthshire-council", "Monmouthshire County Council", "Cyngor Sir Fynwy", .gwent),
            council("newport-council", "Newport City Council", "Cyngor Dinas Casnewydd", .gwent),
        ] + [
            health(
                "betsi-cadwaladr", "Betsi Cadwaladr University Health Board", "Bwrdd Iechyd Prifysgol Betsi Cadwaladr",
                .northWales),
            health("powys-health", "Powys Teaching Health Board", "Bwrdd Iechyd Addysgu Powys", .dyfedPowys),
            health("hywel-dda", "Hywel Dda University Health Board", "Bwrdd Iechyd Prifysgol Hywel Dda", .dyfedPowys),
            health("aneurin-bevan", "Aneurin Bevan University Health Board", "Bwrdd Iechyd Prifysgol Aneurin Bevan", .gwent),
            health(
                "cardiff-and-vale", "Cardiff and Vale University Health Board", "Bwrdd Iechyd Prifysgol Caerdydd a’r Fro",
                .southWales),
            health(
                "cwm-taf-morgannwg", "Cwm Taf Morgannwg University Health Board", "Bwrdd Iechyd Prifysgol Cwm Taf Morgannwg",
                .southWales),
            health("swansea-bay", "Swansea Bay University Health Board", "Bwrdd Iechyd Prifysgol Bae Abertawe", .southWales),
        ] + [
            charity("safer-wales", "Safer Wales", .wales), charity("llamau", "Llamau", .wales),
            charity("include", "Include", .wales), charity("newport-womens-aid", "Newport Women’s Aid", .gwent),
        ]

    private static func council(_ code: String, _ en: String, _ cy: String, _ area: Area) -> Agency {
        Agency(code: code, kind: .council, name: Text(en: en, cy: cy), area: area)
    }

    private static func health(_ code: String, _ en: String, _ cy: String, _ area: Area) -> Agency {
        Agency(code: code, kind: .health, name: Text(en: en, cy: cy), area: area)
    }

    private static func charity(_ code: String, _ name: String, _ area: Area) -> Agency {
        Agency(code: code, kind: .voluntary, name: Text(same: name), area: area)
    }
}
