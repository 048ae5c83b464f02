#!/usr/bin/env python3
"""Splink on the small public sets, set up as its own examples have it: names with term frequencies, date levels, numbers and places, u from
random pairs, m by expectation–maximisation. `--without COLUMN` leaves a column out, `--twins` adds the rule of the prison and probation
service's person matching. Writes OUT/pairs.csv (rec_id_a, rec_id_b, score in bits) and OUT/clusters.csv (at probability 0.95)."""
import argparse
import logging
import os
import warnings

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

# What the columns of the sets are, and what of one person is mostly equal.
FEBRL = {
    "given": "given_name", "family": "surname", "born": "date_of_birth", "place": "postcode", "number": "soc_sec_id",
    "others": ["street_number", "address_1", "suburb"],
}
FAKE = {"given": "first_name", "family": "surname", "born": "dob", "place": "city", "number": "email", "others": []}


def parsed():
    parser = argparse.ArgumentParser(description="Link a small public set with Splink.")
    parser.add_argument("--in", dest="files", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--without", default="")
    parser.add_argument("--twins", action="store_true")
    return parser.parse_args()


def tables(connection, files, words):
    """Each file as a table: empty is missing; a date is eight digits."""
    names = []
    for number, path in enumerate(files):
        name = f"part_{number}"
        connection.execute(f"""
            create table {name} as select * replace (replace({words['born']}, '-', '') as {words['born']})
            from read_csv('{path}', all_varchar=true, header=true)""")
        names.append(name)
    return names


def born(column):
    return cl.CustomComparison(output_column_name=column, comparison_levels=[
        cll.NullLevel(column),
        cll.ExactMatchLevel(column),
        cll.DamerauLevenshteinLevel(column, 1),
        cll.DamerauLevenshteinLevel(column, 2),
        {"sql_condition": f"substr({column}_l,1,4)=substr({column}_r,1,4)", "label_for_charts": "same year"},
        cll.ElseLevel()])


def comparisons(words, holds_number):
    found = [
        cl.ForenameSurnameComparison(words["given"], words["family"], forename_surname_concat_col_name="full_name")
        if words is FEBRL else cl.NameComparison(words["given"]),
        born(words["born"]),
    ]
    if words is FAKE:
        found.append(cl.NameComparison(words["family"]))
        found.append(cl.ExactMatch(words["place"]).configure(term_frequency_adjustments=True))
        found.append(cl.EmailComparison(words["number"]))
        return found
    found.append(cl.LevenshteinAtThresholds(words["place"], [1, 2]).configure(term_frequency_adjustments=True))
    found += [cl.LevenshteinAtThresholds(column, [1, 3]) for column in words["others"]]
    if holds_number:
        found.append(cl.DamerauLevenshteinAtThresholds(words["number"], [1, 2]))
    return found


def blocking(words, holds_number):
    given, family, date, place = words["given"], words["family"], words["born"], words["place"]
    rules = [block_on(given, family), block_on(given, date), block_on(family, date), block_on(given, place), block_on(family, place),
             block_on(date), block_on(f"substr({given},1,3)", f"substr({family},1,4)")]
    rules += [block_on(column, place) for column in words["others"]]
    rules.append(f"l.{given} = r.{family} and l.{family} = r.{given}")
    return rules + ([block_on(words["number"])] if holds_number else [])


def twins(connection, api, predictions, words):
    """Same family name, date and place, and another given name: not one person, whatever else agrees."""
    given, family, date, place = words["given"], words["family"], words["born"], words["place"]
    connection.execute(f"""
        create table kept as select * replace (case when tw then -5.0 else match_weight end as match_weight,
            case when tw then 0.03 else match_probability end as match_probability)
        from (select *, coalesce({family}_l = {family}_r and {date}_l = {date}_r and {place}_l = {place}_r
            and jaro_winkler_similarity({given}_l, {given}_r) < 0.9, false) as tw from {predictions.physical_name})""")
    return api.register(connection.table("kept"))


def main():
    options = parsed()
    os.makedirs(options.out, exist_ok=True)
    logging.getLogger("splink").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore")
    files = options.files.split(",")
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    with open(files[0], encoding="utf-8") as file:
        words = FEBRL if "soc_sec_id" in file.readline() else FAKE
    holds_number = words["number"] != options.without
    names = tables(connection, files, words)
    for name in names:
        connection.execute(f"alter table {name} add column full_name varchar")
        connection.execute(f"update {name} set full_name = {words['given']} || ' ' || {words['family']}")
    # The small set is compared whole: Splink does best on it so.
    rules = blocking(words, holds_number) if words is FEBRL else ["1=1"]
    settings = SettingsCreator(
        unique_id_column_name="rec_id", link_type="dedupe_only" if len(files) == 1 else "link_only",
        blocking_rules_to_generate_predictions=rules, comparisons=comparisons(words, holds_number),
        retain_intermediate_calculation_columns=False, retain_matching_columns=True)
    api = DuckDBAPI(connection=connection)
    linker = Linker([api.register(connection.table(name)) for name in names], settings)
    exact = [block_on(words["given"], words["family"], words["born"])] + ([block_on(words["number"])] if holds_number else [])
    linker.training.estimate_probability_two_random_records_match(exact, recall=0.8 if words is FEBRL else 0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=7)
    for rule in (block_on(words["born"]), block_on(words["given"], words["family"]), block_on(words["place"])):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, estimate_without_term_frequencies=True)
    predictions = linker.inference.predict(threshold_match_weight=-10)
    if options.twins:
        predictions = twins(connection, api, predictions, words)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=0.95)
    connection.execute(f"copy (select rec_id_l as rec_id_a, rec_id_r as rec_id_b, round(match_weight, 4) as score "
                       f"from {predictions.physical_name}) to '{options.out}/pairs.csv' (header)")
    connection.execute(f"copy (select rec_id, cluster_id from {clusters.physical_name}) to '{options.out}/clusters.csv' (header)")


if __name__ == "__main__":
    main()
