import Foundation
import Store
import Testing

/// A tree that keeps its leaves and works everything out.
private struct NaiveTree: MerkleTree {
    let leaves: [MerkleHash]

    func node(_ level: Int, _ index: Int64) throws -> MerkleHash {
        guard level > 0 else { return leaves[Int(index)] }
        let (left, right) = (try node(level - 1, index * 2), try node(level - 1, index * 2 + 1))
        return MerkleHash.node(left, right)
    }
}

/// `merkle-vectors.json`: trees of up to eight leaves, their roots and proofs.
private struct MerkleVectors: Decodable {
    struct Inclusion: Decodable {
        let index, size: Int64
        let path: [String]
    }
    struct Consistency: Decodable {
        let old, new: Int64
        let proof: [String]
    }

    let leaves: [String]
    let roots: [String: String]
    let inclusion: [Inclusion]
    let consistency: [Consistency]

    static let shipped: MerkleVectors? = {
        guard let file = Bundle.module.url(forResource: "merkle-vectors", withExtension: "json", subdirectory: "Vectors") else {
            return nil
        }
        return try? JSONDecoder().decode(MerkleVectors.self, from: Data(contentsOf: file))
    }()
}

private func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.utf8.count, by: 2).compactMap { offset in
        UInt8(hexadecimal.dropFirst(offset).prefix(2), radix: 16)
    }
}

@Suite("The journal’s tree: RFC 6962 section 2.1")
struct MerkleTreeTests {
    private let vectors: MerkleVectors
    private let tree: NaiveTree

    init() throws {
        vectors = try #require(MerkleVectors.shipped)
        tree = NaiveTree(leaves: vectors.leaves.map { MerkleHash.leaf(bytes($0)) })
    }

    private func hash(_ text: String) throws -> MerkleHash { try #require(MerkleHash(bytes(text))) }

    @Test func roots() throws {
        #expect(vectors.roots.count == 9)
        for (size, root) in vectors.roots {
            #expect(try tree.root(try #require(Int64(size))) == hash(root))
        }
    }

    @Test func inclusionProofs() throws {
        #expect(vectors.inclusion.count == 36)
        for vector in vectors.inclusion {
            let path = try vector.path.map { try hash($0) }
            #expect(try tree.inclusion(of: vector.index, in: vector.size) == path)
            let (leaf, root) = (tree.leaves[Int(vector.index)], try tree.root(vector.size))
            #expect(MerkleProof.holds(leaf, at: vector.index, in: vector.size, root, path))
        }
    }

    @Test func consistencyProofs() throws {
        #expect(vectors.consistency.count == 36)
        for vector in vectors.consistency {
            let proof = try vector.proof.map { try hash($0) }
            #expect(try tree.consistency(from: vector.old, to: vector.new) == proof)
            let (old, new) = (try tree.root(vector.old), try tree.root(vector.new))
            #expect(MerkleProof.isBeginning(vector.old, old, of: vector.new, new, proof))
        }
    }

    @Test("All pairs up to 256: every proof holds, for its own leaf and size only")
    func allPairs() throws {
        let tree = NaiveTree(leaves: (0..<256).map { MerkleHash.leaf([UInt8($0)]) })
        let roots = try (0...256).map { try tree.root(Int64($0)) }
        var held = 0
        for new in 1...256 {
            for old in stride(from: 0, through: new, by: new > 40 ? 7 : 1) {
                let proof = try tree.consistency(from: Int64(old), to: Int64(new))
                #expect(MerkleProof.isBeginning(Int64(old), roots[old], of: Int64(new), roots[new], proof))
                if old > 0, old < new {
                    #expect(!MerkleProof.isBeginning(Int64(old), roots[old - 1], of: Int64(new), roots[new], proof))
                    #expect(!MerkleProof.isBeginning(Int64(old), roots[old], of: Int64(new), roots[new - 1], proof))
                }
                guard old < new else { continue }
                let path = try tree.inclusion(of: Int64(old), in: Int64(new))
                #expect(MerkleProof.holds(tree.leaves[old], at: Int64(old), in: Int64(new), roots[new], path))
                #expect(!MerkleProof.holds(roots[0], at: Int64(old), in: Int64(new), roots[new], path))
                if new > 1 {
                    #expect(!MerkleProof.holds(tree.leaves[old], at: Int64(old), in: Int64(new), roots[new], path.dropLast()))
                }
                held += 1
            }
        }
        #expect(held > 5000)
    }

    @Test func whatIsNoProof() throws {
        let (leaf, root) = (tree.leaves[0], try tree.root(8))
        #expect(!MerkleProof.holds(leaf, at: -1, in: 8, root, []))
        #expect(!MerkleProof.holds(leaf, at: 8, in: 8, root, []))
        #expect(!MerkleProof.isBeginning(9, root, of: 8, root, []))
        #expect(!MerkleProof.isBeginning(8, root, of: 8, root, [leaf]))
        #expect(!MerkleProof.isBeginning(3, root, of: 8, root, []))
    }

    @Test func aHashIsThirtyTwoBytes() {
        #expect(MerkleHash([UInt8](repeating: 7, count: 31)) == nil && MerkleHash([UInt8](repeating: 7, count: 33)) == nil)
        let bytes = (0..<32).map { UInt8($0 * 7) }
        #expect(MerkleHash(bytes)?.bytes == bytes)
    }
}
