import Crypto
import Foundation

/// A hash of the journal's tree: SHA-256, 32 bytes.
public struct MerkleHash: Sendable, Hashable {
    // Not a vector of four: an async frame does not keep its alignment.
    private let a, b, c, d: UInt64

    static let size = 32

    /// nil when there are not 32 bytes.
    public init?(_ bytes: some Sequence<UInt8>) {
        var words: [UInt64] = [0, 0, 0, 0]
        var count = 0
        for byte in bytes {
            guard count < MerkleHash.size else { return nil }
            words[count >> 3] = words[count >> 3] << 8 | UInt64(byte)
            count += 1
        }
        guard count == MerkleHash.size else { return nil }
        (a, b, c, d) = (words[0], words[1], words[2], words[3])
    }

    private init(_ digest: SHA256.Digest) {
        (a, b, c, d) = digest.withUnsafeBytes { bytes in
            func word(_ place: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    public var bytes: [UInt8] {
        [a, b, c, d].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } }
    }

    /// The hash of no leaf at all. Source: RFC 6962 section 2.1.
    static let empty = MerkleHash(SHA256.hash(data: [UInt8]()))

    /// SHA-256 over 0x00 and the data. Source: RFC 6962 section 2.1.
    public static func leaf(_ data: [UInt8]) -> MerkleHash {
        var hash = SHA256()
        hash.update(data: [0])
        hash.update(data: data)
        return MerkleHash(hash.finalize())
    }

    /// SHA-256 over 0x01, the left and the right. Source: RFC 6962 section 2.1.
    static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        var hash = SHA256()
        withUnsafeBytes(of: (left.bigEndian, right.bigEndian)) { halves in
            hash.update(data: [1])
            hash.update(bufferPointer: halves)
        }
        return MerkleHash(hash.finalize())
    }

    private typealias Words = (UInt64, UInt64, UInt64, UInt64)

    private var bigEndian: Words { (a.bigEndian, b.bigEndian, c.bigEndian, d.bigEndian) }
}

extension MerkleHash {
    public var base64: String { Data(bytes).base64EncodedString() }

    /// nil when it is something else.
    public init?(base64 text: String) {
        guard let data = Data(base64Encoded: text) else { return nil }
        self.init(data)
    }
}
