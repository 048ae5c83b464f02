import Domain
import Testing

@testable import App

@Suite("Codes of an authenticator app (RFC 6238)")
struct SecondFactorCodeTests {
    private static let seed = Array("12345678901234567890".utf8)

    /// Appendix B, the rows of SHA-1: eight digits; six are the last six of them.
    private static let vectors: [(Int64, String)] = [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ]

    @Test("Appendix B", arguments: vectors)
    func appendixB(time: Int64, code: String) {
        let step = TOTP.step(at: Instant(seconds: time))
        let eight = FactorSeed(bytes: Self.seed).codes(digits: 8)
        #expect(eight.code(step: step) == code)
        #expect(FactorSeed(bytes: Self.seed).codes().code(step: step) == String(code.suffix(6)))
    }

    /// RFC 4226, appendix D: the first ten codes by counter.
    @Test(
        arguments: zip(
            Int64(0)..<10, ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"])
    )
    func counters(step: Int64, code: String) {
        #expect(FactorSeed(bytes: Self.seed).codes().code(step: step) == code)
    }

    @Test("A step before and after, and no further", arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)])
    func window(step: Int64, accepted: Bool) {
        let (codes, now) = (FactorSeed(bytes: Self.seed).codes(), Instant(seconds: 1_111_111_109))
        let typed = TOTP.step(at: now) + step
        #expect(codes.accepted(codes.code(step: typed), at: now, after: nil) == (accepted ? typed : nil))
    }

    @Test("Once: neither the same step again nor an older one", arguments: [(-1, true), (0, false), (1, false)])
    func once(last: Int64, accepted: Bool) {
        let (codes, now) = (FactorSeed(bytes: Self.seed).codes(), Instant(seconds: 1_111_111_109))
        let present = TOTP.step(at: now)
        #expect((codes.accepted(codes.code(step: present), at: now, after: present + last) != nil) == accepted)
    }

    @Test(
        "To the second",
        arguments: [(1_111_111_049, false), (1_111_111_050, true), (1_111_111_139, true), (1_111_111_140, false)])
    func seconds(now: Int64, accepted: Bool) {
        // 081804 is the code of the seconds from 1 111 111 080 to 1 111 111 109.
        let codes = FactorSeed(bytes: Self.seed).codes()
        #expect((codes.accepted("081804", at: Instant(seconds: now), after: nil) != nil) == accepted)
    }

    @Test(
        "As people type it",
        arguments: [("081804", true), ("081 804", true), ("81804", false), ("0818041", false), ("", false)])
    func typed(text: String, accepted: Bool) {
        let codes = FactorSeed(bytes: Self.seed).codes()
        #expect((codes.accepted(text, at: Instant(seconds: 1_111_111_109), after: nil) != nil) == accepted)
    }

    @Test("What is typed into the app, or opened on it")
    func shown() {
        let seed = FactorSeed(bytes: Self.seed)
        #expect(seed.groups == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        #expect(
            seed.address("dewi.harries")
                == "otpauth://totp/Carfan:dewi.harries?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Carfan"
                + "&algorithm=SHA1&digits=6&period=30")
        #expect(FactorSeed.fresh().bytes.count == 20 && FactorSeed.fresh() != FactorSeed.fresh())
    }
}
