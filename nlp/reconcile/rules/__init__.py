"""The rules, one row each: id, usual severity, function; then those that configs/rules.toml declares."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.reconcile.limits import rule_data
from nlp.reconcile.model import Finding
from nlp.reconcile.rules.all_of_one import subject_of_no_table
from nlp.reconcile.rules.assets import counts_differ_from_table, more_vehicles_than_all
from nlp.reconcile.rules.bodies import body_not_listed, unidentified_body
from nlp.reconcile.rules.bounds import narratives_exceed_projects
from nlp.reconcile.rules.calendar import (
    impossible_date_in_prose,
    quarters_in_prose,
)
from nlp.reconcile.rules.carriers import carrier_differs, carrier_mistyped
from nlp.reconcile.rules.changes import (
    balance_differs,
    changes_do_not_add_up,
    grown_balance_differs,
)
from nlp.reconcile.rules.citations import (
    citation_with_two_numbers,
    number_after_fiscal_year,
    number_told_again_differs,
    number_with_two_titles,
    title_with_two_numbers,
)
from nlp.reconcile.rules.coded_names import code_behind_another_name
from nlp.reconcile.rules.codes import (
    code_of_another_name,
    code_of_one_table_alone,
    code_with_two_names,
    group_of_another_item,
    item_of_another_amount,
    prose_code_of_another_name,
)
from nlp.reconcile.rules.columns import change_columns_differ, columns_do_not_add_up, twin_columns_differ
from nlp.reconcile.rules.completeness import announced_table_missing
from nlp.reconcile.rules.context import Context, Draft, Rule
from nlp.reconcile.rules.count_shares import count_share_differs
from nlp.reconcile.rules.counted_lists import counted_list_differs
from nlp.reconcile.rules.counted_money import counts_with_money_differ
from nlp.reconcile.rules.counts import count_parts_differ, counts_differ_from_sum, unit_count_differs
from nlp.reconcile.rules.declared import declared_findings
from nlp.reconcile.rules.directions import directions_differ
from nlp.reconcile.rules.economic_groups import economic_group_differs
from nlp.reconcile.rules.enumerated import enumerated_parts_differ
from nlp.reconcile.rules.events import (
    event_in_two_quarters,
    milestone_in_another_month,
    month_in_another_quarter,
)
from nlp.reconcile.rules.executions import execution_rate_differs
from nlp.reconcile.rules.form_parts import form_parts_differ, price_rows_differ
from nlp.reconcile.rules.form_stages import form_stage_differs
from nlp.reconcile.rules.forms import (
    form_count_differs,
    form_does_not_add_up,
    form_part_too_large,
    narrative_and_form_differ,
    schedule_and_form_differ,
)
from nlp.reconcile.rules.growth import zero_with_increase
from nlp.reconcile.rules.in_brackets import (
    bracket_tells_another_amount,
    bracketed_counts_differ,
    bracketed_shares_differ,
)
from nlp.reconcile.rules.largest_quarters import largest_quarter_differs, quarter_share_differs
from nlp.reconcile.rules.lengths import period_length_differs
from nlp.reconcile.rules.level import level_but_different, level_with_budget, spent_but_different
from nlp.reconcile.rules.list_units import unit_in_a_breakdown, unit_in_a_list
from nlp.reconcile.rules.listed_rows import listed_rows_differ
from nlp.reconcile.rules.made_of import made_of_differs, used_for_differs
from nlp.reconcile.rules.means import mean_of_counts_differs
from nlp.reconcile.rules.named_lists import named_list_differs
from nlp.reconcile.rules.narratives import (
    annual_amount_missing,
    components_do_not_add_up,
    fiscal_plus_own_differs,
    stated_twice_differently,
    years_do_not_add_up,
)
from nlp.reconcile.rules.near import complete_list_differs, likely_slip
from nlp.reconcile.rules.nearby import sentence_differs_from_its_table
from nlp.reconcile.rules.notes import note_contradicts_table, prose_denies_table
from nlp.reconcile.rules.organs import organs_differ
from nlp.reconcile.rules.paired_counts import paired_counts_differ
from nlp.reconcile.rules.people import people_differ_from_list, people_differ_from_table
from nlp.reconcile.rules.periods import quarter_amounts_differ, year_amounts_differ
from nlp.reconcile.rules.prices import price_times_count_differs
from nlp.reconcile.rules.progress import progress_falls
from nlp.reconcile.rules.project_sources import project_source_differs
from nlp.reconcile.rules.projects import (
    project_amounts_differ,
    project_list_differs,
    project_name_differs,
)
from nlp.reconcile.rules.prose import (
    completion_differs,
    listed_parts_exceed,
    percent_change_differs,
    prose_disagrees,
    prose_truncated,
    ratio_of_zero,
    stated_parts_differ,
)
from nlp.reconcile.rules.purchases import vehicles_to_buy_differ
from nlp.reconcile.rules.quarter_names import quarter_named_twice, sum_so_far_differs
from nlp.reconcile.rules.quarters import quarters_do_not_add_up
from nlp.reconcile.rules.rates import rate_columns_differ
from nlp.reconcile.rules.retold import retold_totals_differ
from nlp.reconcile.rules.reversed import reversed_period, reversed_period_anywhere
from nlp.reconcile.rules.row_balances import row_balance_differs
from nlp.reconcile.rules.schedules import (
    impossible_date,
    overlapping_phases,
    period_outside_fiscal_year,
    phases_pay_more_than_all,
    year_of_money_outside_schedule,
)
from nlp.reconcile.rules.scores import scores_do_not_add_up
from nlp.reconcile.rules.seats import units_beside_the_seat_differ, units_beside_the_seat_told_twice
from nlp.reconcile.rules.shares import group_share_differs, share_differs
from nlp.reconcile.rules.slips import (
    change_with_two_directions,
    completion_contradicts_direction,
    incomplete_writing,
    moved_and_level,
    reason_contradicts_change,
)
from nlp.reconcile.rules.standards import standard_differs
from nlp.reconcile.rules.sums import (
    halves_differ,
    rows_do_not_add_up,
    totals_do_not_add_up,
)
from nlp.reconcile.rules.swapped import rows_changed_round
from nlp.reconcile.rules.tables import part_larger_than_whole, tables_differ
from nlp.reconcile.rules.tallies import (
    gathered_sum_differs,
    grades_differ,
    listed_projects_differ,
    listed_units_differ,
)
from nlp.reconcile.rules.title_years import columns_of_another_year, title_of_another_year
from nlp.reconcile.rules.told_changes import told_change_differs
from nlp.reconcile.rules.twins import unit_in_a_form, unit_of_a_twin
from nlp.reconcile.rules.uncoded import uncoded_totals_differ
from nlp.reconcile.rules.unknown_items import item_of_no_table
from nlp.reconcile.rules.unmarked import unmarked_parts_differ
from nlp.reconcile.rules.whole_lists import whole_list_differs
from nlp.reconcile.rules.wholes import sentence_parts_differ
from nlp.reconcile.rules.year_slips import year_compared_with_itself, year_slip

RULES: tuple[Rule, ...] = (
    Rule("prose-disagrees", "error", prose_disagrees),
    Rule("stated-parts-differ", "warning", sentence_parts_differ),
    Rule("stated-parts-differ", "warning", whole_list_differs),
    Rule("stated-parts-differ", "warning", enumerated_parts_differ),
    Rule("stated-parts-differ", "warning", bracketed_shares_differ),
    Rule("prose-disagrees", "warning", subject_of_no_table),
    Rule("prose-disagrees", "warning", economic_group_differs),
    Rule("prose-disagrees", "warning", told_change_differs),
    Rule("prose-truncated", "info", prose_truncated),
    Rule("stated-parts-differ", "error", stated_parts_differ),
    Rule("stated-parts-differ", "error", listed_parts_exceed),
    Rule("stated-parts-differ", "warning", complete_list_differs),
    Rule("stated-parts-differ", "error", changes_do_not_add_up),
    Rule("stated-parts-differ", "error", balance_differs),
    Rule("stated-parts-differ", "error", grown_balance_differs),
    Rule("likely-slip", "info", likely_slip),
    Rule("likely-slip", "info", unmarked_parts_differ),
    Rule("likely-slip", "warning", year_slip),
    Rule("likely-slip", "warning", year_compared_with_itself),
    Rule("stated-parts-differ", "warning", sentence_differs_from_its_table),
    Rule("stated-parts-differ", "warning", made_of_differs),
    Rule("stated-parts-differ", "warning", used_for_differs),
    Rule("stated-parts-differ", "warning", gathered_sum_differs),
    Rule("likely-slip", "warning", rows_changed_round),
    Rule("likely-slip", "warning", unit_of_a_twin),
    Rule("likely-slip", "warning", unit_in_a_list),
    Rule("likely-slip", "warning", unit_in_a_breakdown),
    Rule("likely-slip", "warning", unit_in_a_form),
    Rule("likely-slip", "warning", title_of_another_year),
    Rule("likely-slip", "warning", columns_of_another_year),
    Rule("stated-twice-differently", "warning", stated_twice_differently),
    Rule("stated-twice-differently", "warning", bracket_tells_another_amount),
    Rule("zero-with-increase", "error", zero_with_increase),
    Rule("level-but-different", "warning", level_but_different),
    Rule("level-but-different", "warning", level_with_budget),
    Rule("level-but-different", "warning", spent_but_different),
    Rule("percent-change-differs", "warning", percent_change_differs),
    Rule("completion-rate-differs", "warning", completion_differs),
    Rule("completion-rate-differs", "warning", execution_rate_differs),
    Rule("share-differs", "warning", share_differs),
    Rule("share-differs", "warning", group_share_differs),
    Rule("share-differs", "warning", count_share_differs),
    Rule("ratio-of-zero", "warning", ratio_of_zero),
    Rule("reason-contradicts-change", "warning", reason_contradicts_change),
    Rule("change-with-two-directions", "warning", change_with_two_directions),
    Rule("change-with-two-directions", "warning", completion_contradicts_direction),
    Rule("change-with-two-directions", "warning", moved_and_level),
    Rule("incomplete-writing", "info", incomplete_writing),
    Rule("rows-do-not-add-up", "error", rows_do_not_add_up),
    Rule("totals-do-not-add-up", "error", totals_do_not_add_up),
    Rule("totals-do-not-add-up", "error", uncoded_totals_differ),
    Rule("columns-do-not-add-up", "error", columns_do_not_add_up),
    Rule("columns-do-not-add-up", "error", twin_columns_differ),
    Rule("columns-do-not-add-up", "error", row_balance_differs),
    Rule("change-columns-differ", "error", change_columns_differ),
    Rule("completion-rate-differs", "warning", rate_columns_differ),
    Rule("income-expenditure-differ", "error", halves_differ),
    Rule("tables-differ", "error", tables_differ),
    Rule("part-larger-than-whole", "error", part_larger_than_whole),
    Rule("part-larger-than-whole", "error", form_part_too_large),
    Rule("part-larger-than-whole", "error", narratives_exceed_projects),
    Rule("form-does-not-add-up", "warning", form_does_not_add_up),
    Rule("form-does-not-add-up", "warning", form_stage_differs),
    Rule("form-does-not-add-up", "warning", form_parts_differ),
    Rule("form-count-differs", "warning", form_count_differs),
    Rule("form-count-differs", "warning", project_list_differs),
    Rule("form-count-differs", "warning", listed_projects_differ),
    Rule("narrative-and-form-differ", "warning", narrative_and_form_differ),
    Rule("narrative-and-form-differ", "warning", schedule_and_form_differ),
    Rule("narrative-and-form-differ", "warning", carrier_differs),
    Rule("narrative-and-form-differ", "warning", carrier_mistyped),
    Rule("project-amounts-differ", "warning", project_amounts_differ),
    Rule("project-amounts-differ", "warning", project_source_differs),
    Rule("project-name-differs", "warning", project_name_differs),
    Rule("note-contradicts-table", "warning", note_contradicts_table),
    Rule("note-contradicts-table", "warning", prose_denies_table),
    Rule("functional-code-with-two-names", "warning", code_with_two_names),
    Rule("code-of-another-name", "warning", code_of_another_name),
    Rule("code-of-another-name", "warning", code_of_one_table_alone),
    Rule("count-differs", "warning", count_parts_differ),
    Rule("count-differs", "warning", counted_list_differs),
    Rule("count-differs", "warning", bracketed_counts_differ),
    Rule("count-differs", "warning", named_list_differs),
    Rule("count-differs", "warning", people_differ_from_table),
    Rule("count-differs", "warning", people_differ_from_list),
    Rule("count-differs", "warning", mean_of_counts_differs),
    Rule("count-differs", "warning", unit_count_differs),
    Rule("count-differs", "warning", counts_differ_from_sum),
    Rule("count-differs", "warning", counts_differ_from_table),
    Rule("count-differs", "warning", vehicles_to_buy_differ),
    Rule("count-differs", "warning", more_vehicles_than_all),
    Rule("count-differs", "warning", grades_differ),
    Rule("count-differs", "warning", listed_units_differ),
    Rule("count-differs", "warning", units_beside_the_seat_differ),
    Rule("count-differs", "warning", units_beside_the_seat_told_twice),
    Rule("count-differs", "warning", organs_differ),
    Rule("count-differs", "warning", directions_differ),
    Rule("count-differs", "warning", counts_with_money_differ),
    Rule("count-differs", "warning", listed_rows_differ),
    Rule("count-differs", "warning", paired_counts_differ),
    Rule("standard-differs", "warning", standard_differs),
    Rule("standard-differs", "warning", price_times_count_differs),
    Rule("standard-differs", "warning", price_rows_differ),
    Rule("count-differs", "warning", scores_do_not_add_up),
    Rule("code-of-another-name", "warning", prose_code_of_another_name),
    Rule("code-of-another-name", "warning", code_behind_another_name),
    Rule("code-of-another-name", "warning", group_of_another_item),
    Rule("code-of-another-name", "warning", item_of_another_amount),
    Rule("code-of-another-name", "warning", item_of_no_table),
    Rule("announced-table-missing", "info", announced_table_missing),
    Rule("impossible-date", "error", impossible_date),
    Rule("impossible-date", "error", impossible_date_in_prose),
    Rule("reversed-period", "warning", reversed_period),
    Rule("reversed-period", "warning", reversed_period_anywhere),
    Rule("impossible-date", "warning", month_in_another_quarter),
    Rule("narrative-and-form-differ", "warning", event_in_two_quarters),
    Rule("narrative-and-form-differ", "warning", milestone_in_another_month),
    Rule("project-amounts-differ", "warning", retold_totals_differ),
    Rule("period-length-differs", "warning", period_length_differs),
    Rule("period-outside-fiscal-year", "info", period_outside_fiscal_year),
    Rule("overlapping-phases", "warning", overlapping_phases),
    Rule("quarters-do-not-add-up", "error", quarters_do_not_add_up),
    Rule("quarters-do-not-add-up", "error", quarters_in_prose),
    Rule("quarters-do-not-add-up", "error", quarter_amounts_differ),
    Rule("quarters-do-not-add-up", "warning", progress_falls),
    Rule("quarters-do-not-add-up", "warning", phases_pay_more_than_all),
    Rule("quarters-do-not-add-up", "warning", quarter_named_twice),
    Rule("quarters-do-not-add-up", "warning", sum_so_far_differs),
    Rule("quarters-do-not-add-up", "warning", largest_quarter_differs),
    Rule("share-differs", "warning", quarter_share_differs),
    Rule("components-do-not-add-up", "error", components_do_not_add_up),
    Rule("years-do-not-add-up", "warning", years_do_not_add_up),
    Rule("years-do-not-add-up", "warning", year_amounts_differ),
    Rule("years-do-not-add-up", "warning", year_of_money_outside_schedule),
    Rule("fiscal-plus-own-differs", "error", fiscal_plus_own_differs),
    Rule("annual-amount-missing", "warning", annual_amount_missing),
    Rule("body-not-listed", "info", body_not_listed),
    Rule("unidentified-body", "info", unidentified_body),
    Rule("citation-with-two-numbers", "warning", citation_with_two_numbers),
    Rule("citation-with-two-numbers", "warning", number_told_again_differs),
    Rule("citation-with-two-numbers", "warning", title_with_two_numbers),
    Rule("number-with-two-titles", "warning", number_with_two_titles),
    Rule("number-after-fiscal-year", "warning", number_after_fiscal_year),
)


def find(context: Context) -> Iterator[Finding]:
    """Yield the findings of every rule, in the rules' order."""
    seen: set[frozenset[int]] = set()
    for rule in RULES:
        for draft in rule.find(context):
            seen.add(frozenset(e.start for e in draft.evidence))
            yield Finding(
                rule.id, draft.severity or rule.severity, draft.message, draft.computation, draft.evidence
            )
    for finding in declared_findings(context.outline, rule_data().rule):
        # A table's header may say already what a declared rule says.
        if frozenset(e.start for e in finding.evidence) not in seen:
            yield finding


__all__ = ["RULES", "Context", "Draft", "Rule", "find"]
