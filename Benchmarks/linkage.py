#!/usr/bin/env python3
"""Record linkage beside Splink 5 on DuckDB, in turns, on the same files: seconds, processor, memory, quality by score_links.py.
BENCH_ROWS takes fewer people, SPLINK another Python that has Splink, `--large` links ten million rows as well."""
import hashlib
import json
import os
import subprocess
import sys

import measure

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
SEEDS = [int(seed) for seed in os.environ.get("BENCH_SEEDS", "1,2").split(",")]
SHARED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "reference", "linkage")

# The column left out, the best pair F1 that must be reached, and what the reference's README says of Splink.
SMALL = [
    ("febrl3", "febrl3.csv", "febrl3_truth.csv", None, 0.999, 0.9989),
    ("febrl3 without the identifier", "febrl3.csv", "febrl3_truth.csv", "soc_sec_id", 0.993, 0.9930),
    ("febrl4", "febrl4a.csv,febrl4b.csv", "febrl4_truth.csv", None, 0.9998, 0.9998),
    ("febrl4 without the identifier", "febrl4a.csv,febrl4b.csv", "febrl4_truth.csv", "soc_sec_id", 0.998, 0.9978),
    ("fake_1000", "fake_1000.csv", "fake_1000_truth.csv", None, 0.911, 0.9107),
]


# Where each leaves what it found.
PLACES = (("splink", "splink"), ("twins", "twins"), ("ours", "small"))


def shared(name):
    return ",".join(os.path.join(SHARED, part) for part in name.split(","))


def folder(name):
    path = os.path.join(measure.WORK, "linkage", name)
    os.makedirs(path, exist_ok=True)
    return path


def splink():
    """A Python that has Splink: the one that SPLINK names, or one made here from the package index."""
    if named := os.environ.get("SPLINK"):
        return named
    python = os.path.join(folder("venv"), "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder("venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "splink==5.0.0", "duckdb==2.0.0"], check=True)
    return python


def score(out, truth):
    said = subprocess.run(
        [sys.executable, os.path.join(SHARED, "score_links.py"), "--json", "--truth", truth,
         "--clusters", os.path.join(out, "clusters.csv"), "--pairs", os.path.join(out, "pairs.csv")],
        check=True, capture_output=True, text=True).stdout
    return json.loads(said)


def carfan(files, out, *options):
    return measure.Run(
        "link", "--in", files, "--out", os.path.join(out, "clusters.csv"), "--pairs", os.path.join(out, "pairs.csv"), *options)


def digest(out):
    whole = hashlib.sha256()
    for name in ("clusters.csv", "pairs.csv"):
        with open(os.path.join(out, name), "rb") as file:
            whole.update(file.read())
    return whole.hexdigest()


def verdict(what, value, bar, most=False):
    met = value <= bar if most else value >= bar
    print(f"{what:<58} {value:>12,.4f} {'≤' if most else '≥'} {bar:.5g}: {'met' if met else 'MISSED'}", flush=True)


def beats(what, found):
    """Better than Splink, and than Splink with the twins rule, in this run."""
    best = {one: found[one]["pairs"]["best_f1"]["f1"] for one in found}
    theirs = max(best["splink"], best["twins"])
    print(f"{what:<58} {best['ours']:>12,.4f} > {theirs:.5g}: {'met' if best['ours'] > theirs else 'MISSED'}", flush=True)


def small():
    """The public sets, each with Splink and with Splink and the twins rule beside it."""
    peer = os.path.join(os.path.dirname(os.path.abspath(__file__)), "splink_small.py")
    for name, files, truth, without, bar, readme in SMALL:
        if not all(os.path.exists(path) for path in (shared(files) + "," + shared(truth)).split(",")):
            print(f"Not measured: {name} is not in ../shared.")
            continue
        theirs = ("--without", without) if without else ()
        measure.Run(peer, "--in", shared(files), "--out", folder("splink"), *theirs, program=splink())
        measure.Run(peer, "--in", shared(files), "--out", folder("twins"), *theirs, "--twins", program=splink())
        carfan(shared(files), folder("small"), *(("--columns", f"{without}=-") if without else ()))
        found = {one: score(folder(place), shared(truth)) for one, place in PLACES}
        verdict(f"{name}: best pair F1", found["ours"]["pairs"]["best_f1"]["f1"], bar)
        beats(f"{name}: better than Splink (README: {readme:.4f})", found)
        for one in found:
            quality(one, found[one])


def generated(rows, seed):
    path = folder(f"people-{rows}-{seed}")
    if not os.path.exists(os.path.join(path, "truth.csv")):
        subprocess.run(
            [sys.executable, os.path.join(SHARED, "generate_people.py"), "--rows", str(rows), "--seed", str(seed), "--out", path],
            check=True, stdout=subprocess.DEVNULL)
    return path


def quality(name, found):
    """One line, as the README has it."""
    pairs, groups = found["pairs"], found["clusters"]
    at = lambda point, field: f"{point[field]:.4f}" if point else "–"
    print(f"   {name:<16} F1 {pairs['best_f1']['f1']:.4f} · P at R 0.9 {at(pairs['precision_at_recall']['0.9'], 'precision')}"
          f" · R at P 0.999 {at(pairs['recall_at_precision']['0.999'], 'recall')}"
          f" · groups P {groups['precision']:.5f} R {groups['recall']:.4f} · mixed {groups['mixed_clusters']:,}", flush=True)


def people(seed):
    path = generated(ROWS, seed)
    file, truth = os.path.join(path, "people.csv"), os.path.join(path, "truth.csv")
    peer = os.path.join(SHARED, "splink_people.py")
    ours, theirs, twins = [], [], []
    print(f"{ROWS:,} people, seed {seed}")
    for _ in range(measure.ROUNDS):
        theirs.append(measure.Run(peer, "--people", file, "--out", folder("splink"), program=splink()))
        twins.append(measure.Run(peer, "--people", file, "--out", folder("twins"), "--twins", program=splink()))
        ours.append(carfan(file, folder("ours")))
    for name, runs in (("Splink", theirs), ("Splink + twins rule", twins), ("carfan link", ours)):
        measure.report(f"{name}, on the clock", [run.seconds for run in runs], unit="s")
        measure.report(f"{name}, processor", [run.cpu for run in runs], unit="s")
        measure.report(f"{name}, peak memory", [run.memory for run in runs], unit="MB")
    pairs = list(zip(theirs, ours))
    measure.report("Splink over ours, on the clock", [peer.seconds / run.seconds for peer, run in pairs], 10, most=False)
    measure.report("Splink over ours, processor", [peer.cpu / run.cpu for peer, run in pairs])
    measure.report("Splink over ours, peak memory", [peer.memory / run.memory for peer, run in pairs], 4, most=False)
    found = {name: score(folder(name), truth) for name in ("splink", "twins", "ours")}
    for name in found:
        quality(name, found[name])
    beats("best pair F1: better than Splink", found)
    if ROWS >= 1_000_000:
        bars(found["ours"])
    two = digest(folder("ours"))
    carfan(file, folder("ours"), "--threads", "1")
    print(f"   1 and 2 threads: {'the same bytes' if digest(folder('ours')) == two else 'DIFFERENT BYTES'}")


def bars(found):
    """The bars are for a million rows: fewer have fewer namesakes and are easier."""
    pairs, groups, decisions = found["pairs"], found["clusters"], found["pairs"]["decisions"]
    verdict("best pair F1", pairs["best_f1"]["f1"], 0.955)
    verdict("precision at recall 0.9", (pairs["precision_at_recall"]["0.9"] or {"precision": 0})["precision"], 0.992)
    verdict("recall at precision 0.999", (pairs["recall_at_precision"]["0.999"] or {"recall": 0})["recall"], 0.80)
    verdict("groups: precision", groups["precision"], 0.9995)
    verdict("groups: recall", groups["recall"], 0.75)
    verdict("groups of more than one person", groups["mixed_clusters"], 60, most=True)
    verdict("true pairs linked or in review", decisions["recall_with_review"], 0.95)
    verdict("pairs for review, of 1,000 records", decisions["reviews_per_1000_records"], 125, most=True)


def large():
    path = generated(10 * ROWS, 1)
    run = carfan(os.path.join(path, "people.csv"), folder("large"))
    print(f"{10 * ROWS:,} people: {run.seconds:.1f} s on the clock, {run.cpu:.1f} s of processor")
    measure.report("peak memory", [run.memory], 4096, unit="MB")
    one = carfan(os.path.join(generated(ROWS, 1), "people.csv"), folder("ours"))
    measure.report("processor over ten times that of a tenth", [run.cpu / one.cpu / 10], 1.5)


def main():
    if not os.path.exists(os.path.join(SHARED, "score_links.py")):
        print("Not measured: ../shared/reference/linkage is not there.")
        return
    small()
    for seed in SEEDS:
        people(seed)
    if "--large" in sys.argv:
        large()


if __name__ == "__main__":
    main()
