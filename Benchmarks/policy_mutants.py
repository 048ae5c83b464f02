#!/usr/bin/env python3
"""How many faults of the access policy its tests find.

Each mutant is the policy with one small fault (a comparison turned, a condition negated, a sight exchanged). A mutant that compiles and
passes the tests of the policy survives. Prints the survivors, and the share of those killed.

    Benchmarks/policy_mutants.py [--every N]
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
POLICY = ["Access", "AccessPolicy", "AccessActs", "CaseFacts", "CasePart", "Marking", "PartRules", "Viewer"]
CHANGES = [
    (r" && ", " || "), (r" \|\| ", " && "), (r" == ", " != "), (r" != ", " == "), (r" <= ", " < "), (r" < ", " <= "),
    (r"(?<=[ (])!(?=[a-z])", ""), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"\.open\b", ".withheld"),
    (r"\.masked\b", ".open"), (r"\.withheld\b", ".open"), (r"\bmin\(", "max("), (r"\bmax\(", "min("),
    (r"\.union\(", ".intersection("), (r"\.intersection\(", ".union("), (r"\bis(Disjoint|Empty)\b", r"isNot\1"),
    (r"\.closed\b", ".absent"), (r"\.absent\b", ".closed"), (r"\[\.share, \.glass\]", "[.share]"), (r"\[\.share\]", "[]"),
    (r"\.contains\(where: \{ ", ".contains(where: { !"), (r"guard (\w+(?:\.\w+)+\([^)]*\)) else", r"guard !\1 else"),
    (r"return \.known", "return .unknown"), (r"\.filter \{ ", ".filter { !"),
]
PACKAGE = """// swift-tools-version: 6.0
import PackageDescription
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
let package = Package(
    name: "policy", dependencies: [.package(path: "%s")],
    targets: [
        .target(name: "Domain", dependencies: [.product(name: "RealModule", package: "swift-numerics")], swiftSettings: settings),
        .target(name: "Support", dependencies: ["Domain"], swiftSettings: settings),
        .testTarget(name: "PolicyTests", dependencies: ["Domain", "Support"], swiftSettings: settings),
    ])
"""


def lay_out(folder):
    os.makedirs(f"{folder}/Sources")
    shutil.copytree(f"{ROOT}/Sources/Domain", f"{folder}/Sources/Domain")
    os.makedirs(f"{folder}/Sources/Support")
    for name in ("PolicyMatrix", "ReachMatrix"):
        shutil.copy(f"{ROOT}/Tests/Support/{name}.swift", f"{folder}/Sources/Support")
    os.makedirs(f"{folder}/Tests/PolicyTests")
    for path in ("AccessTests.swift", "Access/AccessPolicyTests.swift", "Access/AccessActsTests.swift"):
        shutil.copy(f"{ROOT}/Tests/DomainTests/{path}", f"{folder}/Tests/PolicyTests")
    with open(f"{folder}/Package.swift", "w") as file:
        file.write(PACKAGE % f"{ROOT}/.build/checkouts/swift-numerics")


def run(folder):
    """built, passed"""
    build = subprocess.run(["swift", "build", "--build-tests"], cwd=folder, capture_output=True, text=True)
    if build.returncode:
        return False, build.stdout + build.stderr
    test = subprocess.run(
        ["swift", "test", "--skip-build", "--disable-xctest"], cwd=folder, capture_output=True, text=True, timeout=300)
    return True, test.returncode == 0


def mutants(folder):
    for name in POLICY:
        path = f"{folder}/Sources/Domain/Access/{name}.swift"
        with open(path) as file:
            lines = file.read().split("\n")
        for number, line in enumerate(lines):
            if line.strip().startswith("//") or "Text(" in line or "cy:" in line or "import " in line:
                continue
            for pattern, other in CHANGES:
                for found in re.finditer(pattern, line):
                    changed = line[: found.start()] + found.expand(other) + line[found.end():]
                    if changed != line:
                        yield name, path, lines, number, changed


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--every", type=int, default=1, help="only every n-th mutant")
    every = arguments.parse_args().every
    started = time.time()
    with tempfile.TemporaryDirectory(prefix="policy-") as folder:
        lay_out(folder)
        built, passed = run(folder)
        if not (built and passed is True):
            sys.exit(f"The policy itself does not pass its tests.\n{passed}")
        killed, survivors, stillborn = 0, [], 0
        for place, (name, path, lines, number, changed) in enumerate(mutants(folder)):
            if place % every:
                continue
            with open(path, "w") as file:
                file.write("\n".join(lines[:number] + [changed] + lines[number + 1:]))
            try:
                built, passed = run(folder)
            except subprocess.TimeoutExpired:
                built, passed = True, False
            if not built:
                stillborn += 1
            elif passed:
                survivors.append(f"{name}.swift:{number + 1}: {changed.strip()}")
                print("survives:", survivors[-1], flush=True)
            else:
                killed += 1
            with open(path, "w") as file:
                file.write("\n".join(lines))
        total = killed + len(survivors)
        print(
            f"{total} mutants, {killed} killed ({killed / max(total, 1):.1%}), {len(survivors)} survive, "
            f"{stillborn} do not compile; {time.time() - started:.0f} s")


main()
