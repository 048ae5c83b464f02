public import Domain
import Store

/// JSON written by hand in the order of the calls: the encoder of the standard library costs four times what a page costs.
public struct JSONText: Sendable {
    private var bytes: [UInt8] = []
    private var needsComma = false

    public init() {
        bytes.reserveCapacity(4096)
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// `{…}`
    public mutating func object(_ body: (inout JSONText) throws -> Void) rethrows {
        try enclosed(123, 125, body)
    }

    /// `[…]`, one call of `each` for every item.
    public mutating func array<Item>(_ items: [Item], _ each: (inout JSONText, Item) throws -> Void) rethrows {
        try enclosed(91, 93) { json in
            for item in items { try each(&json, item) }
        }
    }

    public mutating func name(_ name: StaticString) {
        comma()
        bytes.append(34)
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes += [34, 58]
        needsComma = false
    }

    public mutating func name(_ name: String) {
        comma()
        bytes.append(contentsOf: quotedJSON(name).utf8)
        bytes.append(58)
        needsComma = false
    }

    public mutating func value(_ text: String) {
        comma()
        bytes.append(contentsOf: quotedJSON(text).utf8)
    }

    public mutating func value(_ number: Int64) {
        comma()
        bytes.append(contentsOf: String(number).utf8)
    }

    public mutating func value(_ number: Double) {
        comma()
        bytes.append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
    }

    public mutating func value(_ flag: Bool) {
        comma()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    public mutating func null() {
        comma()
        bytes.append(contentsOf: "null".utf8)
    }

    public mutating func field(_ name: StaticString, _ text: String?) {
        self.name(name)
        if let text { value(text) } else { null() }
    }

    public mutating func field(_ name: StaticString, _ number: Int64?) {
        self.name(name)
        if let number { value(number) } else { null() }
    }

    public mutating func field(_ name: StaticString, _ number: Int?) {
        field(name, number.map(Int64.init))
    }

    public mutating func field(_ name: StaticString, _ number: Double) {
        self.name(name)
        value(number)
    }

    public mutating func field(_ name: StaticString, _ flag: Bool) {
        self.name(name)
        value(flag)
    }

    public mutating func field(_ name: StaticString, _ day: Day?) {
        field(name, day?.iso)
    }

    /// Words in both languages: `{"en": …, "cy": …}`.
    public mutating func field(_ name: StaticString, _ text: Text) {
        self.name(name)
        object { json in
            json.field("en", text.en)
            json.field("cy", text.cy)
        }
    }

    public mutating func list<Item>(_ name: StaticString, _ items: [Item], _ each: (inout JSONText, Item) throws -> Void)
        rethrows
    {
        self.name(name)
        try array(items, each)
    }

    private mutating func enclosed(_ open: UInt8, _ close: UInt8, _ body: (inout JSONText) throws -> Void) rethrows {
        comma()
        bytes.append(open)
        needsComma = false
        try body(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(44) }
        needsComma = true
    }
}
