"""The tokenizer gives the text back, keeps values whole, and survives saving and copying."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import jieba
import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Example

from nlp.errors import ConfigError
from nlp.language.lexicon import Lexicon
from nlp.language.tokenizer import JiebaTokenizer, create_jieba_tokenizer

TEXT = "六、年度预算安排\n财政资金：1, 312.5 万元。\t2024年1月1日起，第一季度执行率30 %"

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
# Shapes of real documents, mixed: plain random text hardly ever holds a number, a word, or two blanks.
pieces = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "预算",
                "科学技术支出",
                "1, 229, 841",
                "2024年1月1日",
                "某发〔2015〕87号",
                "“三公”经费",
                "😀",
                "e\u0301",
            ]
        ),
        st.sampled_from(
            [" ", "  ", "\n", "\r\n", "\t", "\u3000", "\u00a0", "\u2028", "\x1f", "\x00", "\ufeff"]
        ),
        any_text,
    ),
    max_size=12,
).map("".join)


@given(st.one_of(any_text, pieces))
@example("")
@example(" ")
@example("  预算 \n\n 决算  ")
@example("\x00")
@settings(deadline=None)
def test_text_is_given_back_exactly(tokenizer: JiebaTokenizer, text: str) -> None:
    doc = tokenizer(text)
    assert "".join(token.text_with_ws for token in doc) == text
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert all(len(token) > 0 for token in doc)


@given(pieces)
@settings(deadline=None, max_examples=30)
def test_text_is_given_back_by_a_doc_bin(tokenizer: JiebaTokenizer, text: str) -> None:
    doc_bin = DocBin(docs=[tokenizer(text)])
    (doc,) = DocBin().from_bytes(doc_bin.to_bytes()).get_docs(tokenizer.vocab)
    assert doc.text == text


def words(tokenizer: JiebaTokenizer, text: str) -> list[str]:
    return [token.text for token in tokenizer(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一季度执行率30%", ["第一季度", "执行率", "30%"]),
        ("季度执行率", ["季度执行率"]),
        ("财政资金：1, 312.5万元", ["财政资金", "：", "1, 312.5", "万元"]),
        ("机关事业单位基本养老保险缴费支出", ["机关事业单位基本养老保险缴费支出"]),
        ("因公出国(境)费用", ["因公出国(境)费用"]),
        ("三、实施主体", ["三", "、", "实施主体"]),
        ("由市数据管理局实施", ["由", "市", "数据", "管理局", "实施"]),
        ("依据某发〔2015〕87号。", ["依据", "某发〔2015〕87号", "。"]),
    ],
)
def test_domain_words_and_values(tokenizer: JiebaTokenizer, text: str, expected: list[str]) -> None:
    assert words(tokenizer, text) == expected


def test_one_blank_belongs_to_its_word_and_other_space_is_a_token(tokenizer: JiebaTokenizer) -> None:
    doc = tokenizer(" 预算 决算  \n支出\t")
    assert [(token.text, token.whitespace_, token.is_space) for token in doc] == [
        (" ", "", True),
        ("预算", " ", False),
        ("决算", " ", False),
        (" \n", "", True),
        ("支出", "", False),
        ("\t", "", True),
    ]


def test_settings_and_words_survive_bytes_disk_and_pickle(tmp_path: Path) -> None:
    vocab = spacy.blank("zh").vocab
    own = JiebaTokenizer(
        vocab, Lexicon((("砂糖桔补贴", 9000),), ("甲（乙）丙",)), hmm=True, protect=["phrase"]
    )
    own.to_disk(tmp_path / "tokenizer")
    copies = [
        JiebaTokenizer(vocab).from_bytes(own.to_bytes()),
        JiebaTokenizer(vocab).from_disk(tmp_path / "tokenizer"),
        pickle.loads(pickle.dumps(own)),
    ]
    for copy in copies:
        assert (copy.lexicon, copy.hmm, copy.protect) == (own.lexicon, True, ("phrase",))
        assert words(copy, "砂糖桔补贴甲(乙)丙1,229") == words(own, "砂糖桔补贴甲(乙)丙1,229")
    assert words(own, "砂糖桔补贴甲(乙)丙")[:2] == ["砂糖桔补贴", "甲(乙)丙"]


def test_saved_pipeline_does_not_need_its_lexicon_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[words]]\nkind = "own"\nfrequency = 9000\nwords = ["砂糖桔补贴"]\n', encoding="utf-8")
    nlp = spacy.blank("zh")
    nlp.tokenizer = create_jieba_tokenizer(lexicon=str(path))(nlp)
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "yusuan.JiebaTokenizer.v1", "lexicon": str(path)}
    nlp.to_disk(tmp_path / "model")
    path.unlink()
    loaded = spacy.load(tmp_path / "model")
    assert [token.text for token in loaded("砂糖桔补贴")] == ["砂糖桔补贴"]


def test_missing_lexicon_is_reported_by_the_first_text() -> None:
    with pytest.raises(ConfigError):
        JiebaTokenizer(spacy.blank("zh").vocab, "nowhere")("预算")


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        JiebaTokenizer(spacy.blank("zh").vocab, protect=["colour"])  # type: ignore[list-item]


def test_protection_can_be_switched_off() -> None:
    plain = JiebaTokenizer(spacy.blank("zh").vocab, Lexicon(), protect=[])
    assert words(plain, "1,229") == ["1", ",", "229"]


def test_tokens_are_scored(tokenizer: JiebaTokenizer) -> None:
    doc = tokenizer(TEXT)
    assert tokenizer.score([Example(doc, doc)])["token_acc"] == 1.0


def test_global_jieba_and_the_streams_stay_untouched(tmp_path: Path) -> None:
    code = (
        "import spacy, jieba; from nlp.language import build_pipeline;"
        "build_pipeline()('预算执行率');"
        "assert not jieba.dt.initialized and not jieba.dt.FREQ"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"YUSUAN_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert len(list(tmp_path.iterdir())) == 1


def test_instance_is_not_the_global_one(tokenizer: JiebaTokenizer) -> None:
    tokenizer(TEXT)
    assert "季度执行率" not in jieba.dt.FREQ
