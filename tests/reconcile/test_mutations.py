"""A consistent document has no finding; any changed figure has some, and only about that figure."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.reconcile import reconcile
from tests.reconcile.sample import amounts_in, document, outlined

TEXT = document()
FIGURES = amounts_in(TEXT)


def test_clean_document_has_no_finding() -> None:
    statements, findings = reconcile(outlined(TEXT), [])
    assert findings == ()
    unconfirmed = [s.what for s in statements if s.verdict == "unverifiable"]
    assert unconfirmed == [
        "财政拨款收入比2024年增加",
        "财政拨款支出预算比2024年增加",
        "政府采购货物",
        "政府采购工程",
        "政府采购服务",
    ]
    assert all(s.verdict in ("exact", "rounded") for s in statements if s.what not in unconfirmed)


def test_thresholds_and_prices_are_no_statements() -> None:
    statements, _ = reconcile(outlined(TEXT), [])
    assert not [s for s in statements if s.amount.as_written in ("400万元", "50万元")]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FIGURES), st.sampled_from([1, 2, 7]), st.booleans())
def test_any_changed_figure_is_found(figure: tuple[int, int], times: int, up: bool) -> None:
    start, end = figure
    written = TEXT[start:end]
    value = Decimal(written.replace(",", ""))
    # Beyond the rounding of everything that the figure is compared with: 万元 without decimals in prose.
    step = Decimal(30_000) if value > 1_000 else (Decimal("0.30") if "." in written else Decimal(2))
    changed = value + step * times if up or value < step * times else value - step * times
    mutated = TEXT[:start] + f"{changed:,f}" + TEXT[end:]
    _, findings = reconcile(outlined(mutated), [])
    assert any(f.severity != "info" for f in findings)
    for finding in findings:
        assert any(e.start <= start < e.end for e in finding.evidence), finding


def test_parts_that_make_up_a_whole_within_rounding_go_on() -> None:
    written = "事业单位经营收入0万元；其他收入5万元"
    assert written in TEXT
    # 812 + 65 + 4 are 882 within rounding, but 其他收入 is a part of it, too.
    _, findings = reconcile(outlined(TEXT.replace(written, written.replace("0", "4"))), [])
    assert [f.rule for f in findings] == ["prose-disagrees"]
