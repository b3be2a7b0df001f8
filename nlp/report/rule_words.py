"""Short names of the rules in Chinese; a rule without one (an analyst's own) goes by its id."""

from __future__ import annotations

from typing import Final

RULES: Final[dict[str, str]] = {
    "announced-table-missing": "应有的表缺失",
    "annual-amount-missing": "没有年度金额",
    "body-not-listed": "实施主体不在机构设置中",
    "change-columns-differ": "增减列不符",
    "citation-with-two-numbers": "同一文件两个文号",
    "code-of-another-name": "编码与名称不符",
    "columns-do-not-add-up": "各列之和不符",
    "completion-rate-differs": "完成率不符",
    "components-do-not-add-up": "分项之和不等于总额",
    "fiscal-plus-own-differs": "财政与自有资金之和不符",
    "form-count-differs": "绩效表数量不符",
    "form-does-not-add-up": "绩效表内合计不符",
    "count-differs": "数量不符",
    "functional-code-with-two-names": "同一编码两个名称",
    "impossible-date": "不存在的日期",
    "income-expenditure-differ": "收支不平衡",
    "incomplete-writing": "文字不完整",
    "last-year-differs": "上年数不符",
    "level-but-different": "写“持平”而数不同",
    "likely-slip": "疑似笔误",
    "narrative-and-form-differ": "项目说明与绩效表不符",
    "narrative-repeated": "项目说明重复",
    "note-contradicts-table": "表注与表不符",
    "number-after-fiscal-year": "文号晚于预算年度",
    "number-with-two-titles": "同一文号两个名称",
    "overlapping-phases": "阶段重叠",
    "part-larger-than-whole": "部分大于整体",
    "percent-change-differs": "增减百分比不符",
    "period-length-differs": "时长不符",
    "period-outside-fiscal-year": "周期不含预算年度",
    "prose-disagrees": "文字与表格不符",
    "prose-truncated": "按截尾而非四舍五入",
    "project-amounts-differ": "项目金额前后不同",
    "project-name-differs": "项目名称前后不同",
    "quarters-do-not-add-up": "季度执行不符",
    "ratio-of-zero": "以零为基数的比例",
    "reason-contradicts-change": "原因与增减相反",
    "reversed-period": "起止颠倒",
    "rows-do-not-add-up": "各行之和不符",
    "share-differs": "占比不符",
    "stated-parts-differ": "其中各项之和不符",
    "stated-twice-differently": "同一事项前后不同",
    "tables-differ": "表与表不符",
    "three-public-parts-differ": "“三公”经费各项之和不符",
    "totals-do-not-add-up": "合计不符",
    "unidentified-body": "实施主体无法确定",
    "units-differ-from-department": "单位之和与部门不符",
    "years-do-not-add-up": "各年之和不符",
    "zero-with-increase": "为零却写增加",
}


def rule_name(rule: str) -> tuple[str, str]:
    """Return a rule's name in Chinese and English.

    >>> rule_name("impossible-date"), rule_name("own-rule")
    (('不存在的日期', 'impossible date'), ('own-rule', 'own rule'))
    """
    return RULES.get(rule, rule), rule.replace("-", " ")
