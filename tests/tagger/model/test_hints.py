"""What the network is told about characters, and the chain it learns by."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.annotate.suggest import Context, narratives_in
from nlp.tagger.model.bio import TAGS
from nlp.tagger.model.hints import COLUMNS, SECTIONS, SIZE, VALUES, hints, join, only, split

TEXT = """一、实施主体
柳浦市图书馆
二、实施周期
2024年3月至2024年9月
三、年度预算安排
2024年安排12.5万元，2023年安排9万元，一季度支付30%，依据柳府发〔2023〕7号
"""
CONTEXT = Context(2024, "柳浦市文化局", ("柳浦市图书馆",))


def _values_at(words: str) -> tuple[list[str], list[str]]:
    ((_, narrative, outline),) = narratives_in(TEXT, CONTEXT)
    at = outline.document.text.index(words)
    numbers = hints(narrative, outline)
    columns = split(numbers[at - narrative.start : at - narrative.start + len(words)])
    return tuple(  # type: ignore[return-value]
        [names[int(i)] for i in column] for names, column in zip((SECTIONS, VALUES), columns, strict=True)
    )


def test_sections_and_values_are_told() -> None:
    sections, values = _values_at("柳浦市图书馆")
    assert set(sections) == {"implementing_body"}
    assert values == ["B-listed", *["I-listed"] * 5]
    sections, values = _values_at("12.5万元")
    assert set(sections) == {"annual_budget"}
    assert values == ["B-amount", *["I-amount"] * 5]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("2024年3月至2024年9月", "period_now"), ("2023年", "period_before"), ("30%", "percent"),
     ("柳府发〔2023〕7号", "number"), ("一季度", "quarter")],
)  # fmt: skip
def test_kinds_of_values(words: str, kind: str) -> None:
    _, values = _values_at(words)
    assert values == [f"B-{kind}", *[f"I-{kind}"] * (len(words) - 1)]


def test_headings_are_told() -> None:
    assert set(_values_at("一、实施主体")[0]) == {"heading"}


@given(st.lists(st.tuples(*(st.integers(0, count - 1) for count in COLUMNS)), min_size=1))
def test_numbers_hold_their_columns(rows: list[tuple[int, int, int]]) -> None:
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    numbers = join(columns)
    assert numbers.max() < SIZE
    assert [column.tolist() for column in split(numbers)] == [column.tolist() for column in columns]
    told = split(only(numbers, ["value"]))
    assert (told[0].tolist(), told[1].tolist()) == ([0] * len(rows), columns[1].tolist())


def test_the_chains_likelihood_and_gradient() -> None:
    torch = pytest.importorskip("torch")
    from nlp.tagger.model.crf import likelihood

    torch.manual_seed(1)
    emissions = torch.randn(2, 4, 3, dtype=torch.float64)
    weights = torch.randn(4, 3, dtype=torch.float64)
    tags = torch.tensor([[0, 2, 1, 1], [2, 0, -100, -100]])

    def weight(own: Any, pairs: Any, path: tuple[int, ...]) -> Any:
        steps = [own[at][tag] + pairs[path[at - 1]][tag] for at, tag in enumerate(path) if at]
        return sum(steps, pairs[3][path[0]] + own[0][path[0]])

    def by_hand(own: Any, pairs: Any) -> Any:
        found = []
        for text, length in ((0, 4), (1, 2)):
            every = [weight(own[text], pairs, path) for path in product(range(3), repeat=length)]
            right = weight(own[text], pairs, tuple(tags[text, :length].tolist()))
            found.append(right - torch.logsumexp(torch.stack(every), 0))
        return torch.stack(found)

    results = []
    ways: list[Any] = [lambda e, w: likelihood(e, tags, w), by_hand]
    for way in ways:
        own, pairs = emissions.clone().requires_grad_(), weights.clone().requires_grad_()
        value = way(own, pairs)
        (value * torch.tensor([1.0, 0.5])).sum().backward()
        results.append((value.detach(), own.grad, pairs.grad))
    for ours, slow in zip(*results, strict=True):
        assert torch.allclose(ours.double(), slow, atol=1e-5)


def test_hints_fold_into_token_types_and_back(tmp_path: object) -> None:
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    from nlp.tagger.model.network import Network

    config = transformers.BertConfig(
        vocab_size=20, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=16, num_labels=len(TAGS),
    )  # fmt: skip
    network = Network(transformers.BertForTokenClassification(config)).eval()
    for table in network.hints:
        torch.nn.init.normal_(table.weight)
        # The value "not told" adds nothing: what it would add belongs to every row.
        table.weight.data[0] = 0
    network.save(tmp_path)
    again = Network.load(tmp_path).eval()  # type: ignore[arg-type]
    ids = torch.randint(4, 20, (2, 9))
    types = torch.randint(0, SIZE, (2, 9))
    with torch.no_grad():
        expected = network.emissions(ids, types)
        plain = network.folded().eval()(input_ids=ids, token_type_ids=types).logits[:, 1:-1]
        assert torch.allclose(plain, expected, atol=1e-4)
        assert torch.allclose(again.emissions(ids, types), expected, atol=1e-4)
