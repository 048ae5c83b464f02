import ArgumentParser
import Domain
import Foundation
import Support
import Testing

@testable import App

@Suite("carfan link evaluate: the figures of reference/linkage/score_links.py")
struct LinkageEvaluateTests {
    private static let truth =
        "rec_id,person_id,related_person_id,relation\nA,1,2,twin\nB,1,2,twin\nC,2,1,twin\nD,3,,\nE,3,,\nF,4,,\n"

    @Test("Groups, pairs, decisions and the curve of six records")
    func six() throws {
        let folder = try LinkageFolder()
        let truth = try LinkageTruth(folder.write("truth.csv", Self.truth))
        let evaluation = try LinkageEvaluation(
            truth, clusters: folder.write("c.csv", "rec_id,cluster_id\nA,x\nB,x\nC,x\nD,y\n"),
            pairs: folder.write(
                "p.csv", "rec_id_a,rec_id_b,score,decision\nB,A,9,link\nA,C,9,link\nD,E,2.5,review\nD,F,-1,review\nE,F,-3,no\n")
        )
        #expect(evaluation.groups.agreement == LinkageAgreement(true: 1, of: 3, actual: 2))
        #expect(evaluation.groups.groups == 4 && evaluation.groups.largest == 3 && evaluation.groups.persons == 4)
        #expect(evaluation.groups.mixed == 1 && evaluation.groups.byRelation == ["twin": 1] && evaluation.groups.split == 1)
        let pairs = try #require(evaluation.pairs)
        #expect(pairs.curve.map(\.weight) == [9, 2.5, -1, -3])
        #expect(pairs.best == LinkagePoint(weight: 2.5, agreement: LinkageAgreement(true: 2, of: 3, actual: 2)))
        #expect(pairs.precision(atRecall: 0.9)?.weight == 2.5)
        #expect(pairs.recall(atPrecision: 0.99) == nil)
        #expect(pairs.links == LinkageAgreement(true: 1, of: 2, actual: 2))
        #expect(pairs.reviews == 2 && pairs.trueReviews == 1 && pairs.recallWithReview == 1)
        #expect(pairs.point(at: 5)?.weight == 9 && pairs.point(at: 10) == nil && pairs.point(at: -9)?.weight == -3)
        for language in Language.allCases { #expect(LinkageFigureLines(evaluation, language).rows.count > 30) }
    }

    @Test(
        "What cannot be scored is named, with its line",
        arguments: [
            ("rec_id,person_id\nA,1\nA,2\n", "", "", "row 3: the record A"),
            ("rec_id\nA\n", "", "", "no column “person_id”"),
            ("rec_id,person_id\nA,1\n\nB,\n", "", "", "row 4: “person_id” is empty"),
            ("rec_id,person_id\nA, \nB,\n", "", "", "row 2: “person_id” is empty"),
            ("rec_id,person_id\nA,1\n,2\n", "", "", "row 3: the record id is empty"),
            ("", "rec_id,cluster_id\nA,x\nB,\n", "", "row 3: “cluster_id” is empty"),
            ("", "rec_id,cluster_id\nA,x\nQ,x\n", "", "row 3: the record Q is not in the truth"),
            ("", "rec_id,cluster_id\nA,x\nA,y\n", "", "row 3: the record A"),
            ("", "rec_id,cluster_id\nA,x\nB\n", "", "row 3: 1 cells"),
            ("", "", "rec_id_a,rec_id_b,score\nA,B,1\nB,A,2\n", "row 3: the pair A – B"),
            ("", "", "rec_id_a,rec_id_b,score\n\nA,B,heavy\n", "row 3: “heavy” is not a number"),
            ("", "", "rec_id_a,rec_id_b,score\nA,A,1\n", "row 2: the record A is paired with itself"),
            ("", "", "rec_id_a,rec_id_b,score\nA,Z,1\n", "row 2: the record Z is not"),
        ])
    func wrong(truth: String, clusters: String, pairs: String, message: String) throws {
        let folder = try LinkageFolder()
        let files = [
            try folder.write("truth.csv", truth.isEmpty ? Self.truth : truth),
            try folder.write("c.csv", clusters.isEmpty ? "rec_id,cluster_id\nA,x\n" : clusters),
            try folder.write("p.csv", pairs.isEmpty ? "rec_id_a,rec_id_b,score\nA,B,1\n" : pairs),
        ]
        let problem = #expect(throws: LinkageProblem.self) {
            try LinkageEvaluation(LinkageTruth(files[0]), clusters: files[1], pairs: files[2])
        }
        #expect(problem?.message.en.contains(message) == true, "\(problem?.message.en ?? "")")
        #expect(problem?.message.en != problem?.message.cy)
    }

    @Test("The curve is written over no file that is read; where it cannot be written the reason is said")
    func curve() async throws {
        let folder = try LinkageFolder()
        let texts = [
            "truth.csv": Self.truth, "c.csv": "rec_id,cluster_id\nA,x\nB,x\n", "p.csv": "rec_id_a,rec_id_b,score\nA,B,1\n",
        ]
        for (name, text) in texts { _ = try folder.write(name, text) }
        func evaluate(_ curve: String) async throws {
            let words = ["--truth", "truth.csv", "--clusters", "c.csv", "--pairs", "p.csv"]
            try await LinkEvaluateCommand.parse(
                words.map { $0.hasPrefix("--") ? $0 : folder.path($0) } + ["--curve", curve]
            ).run { _, _ in throw LinkageProblem.empty("database") }
        }
        for name in texts.keys.sorted() {
            let path = folder.path(name)
            await #expect(throws: LinkageProblem.overInput(output: path, input: path)) { try await evaluate(path) }
        }
        for (name, text) in texts { #expect(try folder.text(name) == text) }
        let nowhere = folder.path("none/curve.csv")
        await #expect(throws: LinkageProblem.unwritable(nowhere)) { try await evaluate(nowhere) }
        try await evaluate(folder.path("curve.csv"))
        #expect(try folder.text("curve.csv").hasPrefix("weight,precision,recall,f1,right,wrong,missed\n1.0,1.0"))
    }

    @Test("What a run of its own reads is not written either", arguments: ["people.csv", "model.json", "truth.csv"])
    func curveOfRun(name: String) async throws {
        let folder = try LinkageFolder()
        let command = try LinkEvaluateCommand.parse([
            "--truth", folder.write("truth.csv", Self.truth), "--in",
            "\(folder.write("people.csv", LinkagePeople.file(3))),\(folder.path("other.csv"))", "--model",
            folder.write("model.json", "{}"), "--curve", folder.path(name),
        ])
        await #expect(throws: LinkageProblem.overInput(output: folder.path(name), input: folder.path(name))) {
            try await command.run { _, _ in throw LinkageProblem.empty("database") }
        }
    }

    @Test("The scorer of the reference counts the same", arguments: ["people_5000/people.csv", "febrl3.csv"])
    func reference(file: String) async throws {
        let shared = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/reference/linkage")
        let input = shared.appending(path: file).standardized.path
        let truth = input.replacing("people.csv", with: "truth.csv").replacing("febrl3.csv", with: "febrl3_truth.csv")
        guard FileManager.default.fileExists(atPath: truth) else {
            print("Not tried: ../shared/reference/linkage is not there.")
            return
        }
        let folder = try LinkageFolder()
        try folder.link([input])
        let written = try LinkageEvaluation(
            LinkageTruth(truth), clusters: folder.path("clusters.csv"), pairs: folder.path("pairs.csv"))
        let linked = try LinkageEvaluation(LinkageTruth(truth), LinkageOrder(files: [input]))
        let said = try await run(
            "python3",
            [
                shared.appending(path: "score_links.py").standardized.path, "--truth", truth, "--clusters",
                folder.path("clusters.csv"), "--pairs", folder.path("pairs.csv"), "--json",
            ])
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let expected = try decoder.decode(Scored.self, from: Data(said.utf8))
        for evaluation in [written, linked] { try expected.agrees(evaluation) }
        #expect(try #require(linked.reach).truePairs == expected.pairs.truePairs)
    }
}

/// What `score_links.py --json` says, under its own names.
private struct Scored: Decodable {
    struct Agreement: Decodable, Equatable {
        let truePositives, falsePositives, falseNegatives: Int
        let precision, recall, f1: Double
    }
    struct Clusters: Decodable {
        let truePositives, falsePositives, records, persons, clusters, largestCluster, mixedClusters, personsSplit: Int
        let recordsInMixedClusters: Int
        let mixedByRelation: [String: Int]
        let f1: Double
    }
    struct Point: Decodable {
        let threshold: Double
        let precision, recall, f1: Double?
    }
    struct Decisions: Decodable {
        let link: Agreement
        let reviewPairs, reviewTrue: Int
        let recallWithReview, reviewsPer1000Records: Double
    }
    struct Pairs: Decodable {
        let pairsScored, truePairs: Int
        let highestRecallPossible: Double
        let bestF1: Point
        let precisionAtRecall, recallAtPrecision: [String: Point?]
        let decisions: Decisions
    }
    let clusters: Clusters
    let pairs: Pairs

    func agrees(_ evaluation: LinkageEvaluation) throws {
        let groups = evaluation.groups
        #expect(groups.agreement.truePositives == clusters.truePositives)
        #expect(groups.agreement.falsePositives == clusters.falsePositives)
        #expect(groups.agreement.f1 == clusters.f1)
        #expect(groups.records == clusters.records && groups.persons == clusters.persons)
        #expect(groups.groups == clusters.clusters)
        #expect(groups.largest == clusters.largestCluster && groups.split == clusters.personsSplit)
        #expect(groups.mixed == clusters.mixedClusters && groups.recordsInMixed == clusters.recordsInMixedClusters)
        #expect(groups.byRelation == clusters.mixedByRelation)
        let own = try #require(evaluation.pairs)
        #expect(own.scored == pairs.pairsScored && own.truePairs == pairs.truePairs)
        #expect(own.highestRecall == pairs.highestRecallPossible)
        #expect(own.best?.weight == pairs.bestF1.threshold && own.best?.agreement.f1 == pairs.bestF1.f1)
        for recall in LinkagePairFigures.recalls {
            let point: Point? = pairs.precisionAtRecall["\(recall)"] ?? nil
            let found: Double? = own.precision(atRecall: recall)?.agreement.precision
            #expect(found == point?.precision)
        }
        for precision in LinkagePairFigures.precisions {
            let point: Point? = pairs.recallAtPrecision["\(precision)"] ?? nil
            let found: Double? = own.recall(atPrecision: precision)?.agreement.recall
            #expect(found == point?.recall)
        }
        #expect(own.links?.truePositives == pairs.decisions.link.truePositives)
        #expect(own.links?.falsePositives == pairs.decisions.link.falsePositives)
        #expect(own.reviews == pairs.decisions.reviewPairs && own.trueReviews == pairs.decisions.reviewTrue)
        #expect(own.recallWithReview == pairs.decisions.recallWithReview)
    }
}
