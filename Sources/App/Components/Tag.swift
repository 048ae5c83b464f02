import Domain

/// A status in words. The colour only repeats what the words say.
enum Tag {
    enum Colour: String, Sendable {
        case grey, blue, green, amber, red, purple
    }

    static func html(_ text: Text, _ colour: Colour = .grey) -> HTML {
        "<strong class=\"tag \(colour.rawValue)\">\(text)</strong>"
    }
}

/// Risk information, used sparingly and for nothing else.
enum Badge {
    static func html(_ text: Text, _ colour: Tag.Colour = .red) -> HTML {
        "<span class=\"badge \(colour.rawValue)\">\(text)</span>"
    }
}
