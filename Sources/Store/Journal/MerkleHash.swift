import Crypto
import Foundation

/// A hash of the journal's tree: SHA-256, 32 bytes.
public struct MerkleHash: Sendable, Hashable {
    // Not a vector of four: an async frame does not keep its alignment.
    private let a, b, c, d: UInt64

    static let size = 32

    /// nil when there are not 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == MerkleHash.size else { return nil }
        self =
            bytes.withContiguousStorageIfAvailable { MerkleHash(UnsafeRawBufferPointer($0)) }
            ?? Array(bytes).withUnsafeBytes { MerkleHash($0) }
    }

    private init(_ digest: SHA256.Digest) {
        self = digest.withUnsafeBytes { MerkleHash($0) }
    }

    /// Of 32 bytes.
    private init(_ bytes: UnsafeRawBufferPointer) {
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
        }
        (a, b, c, d) = (word(0), word(1), word(2), word(3))
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

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
    public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
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
