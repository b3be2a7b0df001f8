"""The tagger as a spaCy pipeline that pip installs: tokenizer, sentences and model in one package."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp import __version__
from nlp.errors import YusuanError
from nlp.tagger.model import card
from nlp.tagger.model.folder import model_dir
from nlp.tagger.model.runtime import load

if TYPE_CHECKING:
    from spacy.language import Language

#: The package's name without the language's code.
NAME: Final = "yusuan_budget"


def pipeline(folder: Path | None = None, *, rules: bool = False) -> Language:
    """Return the pipeline of configs/pipeline.cfg with the tagger of a model's folder behind it.

    Raises:
        ConfigError: if the model can't be loaded.
    """
    from spacy.util import load_config, load_model_from_config

    from nlp.language import pipeline_config_path, sentences, tokenizer  # noqa: F401
    from nlp.tagger.model import component

    folder = folder or model_dir()
    load(folder)
    nlp = load_model_from_config(load_config(pipeline_config_path()), auto_fill=True)
    # The folder is no part of the configuration: a package must not name this machine's.
    pipe = nlp.add_pipe("yusuan_tagger", config={"rules": rules})
    assert isinstance(pipe, component.TaggerComponent)
    pipe.folder = str(folder)
    return nlp


def package(
    out: Path,
    folder: Path | None = None,
    *,
    name: str = NAME,
    version: str = __version__,
    rules: bool = False,
) -> Path:
    """Write the package's source folder into ``out`` and return it; what had that name there is replaced.

    Raises:
        ConfigError: if the model can't be loaded.
        YusuanError: if the name is none that Python can import.
    """
    from spacy.cli.package import package as spacy_package

    if not name.isidentifier() or not name.isascii():
        raise YusuanError(f"{name} 不能作为包名。", f"{name} can't be a package's name")
    folder = folder or model_dir()
    nlp = pipeline(folder, rules=rules)
    # spaCy's property is typed as a mapping of its own.
    meta: Any = nlp.meta
    meta.update(_meta(folder, name, version, rules))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "pipeline"
        nlp.to_disk(made)
        if (folder / card.CARD).is_file():
            (made / card.CARD).write_bytes((folder / card.CARD).read_bytes())
        spacy_package(made, out, create_sdist=False, require_parent=True, force=True, silent=True)
    return out / f"zh_{name}-{version}"


def _meta(folder: Path, name: str, version: str, rules: bool) -> dict[str, Any]:
    """Return what spaCy keeps about a pipeline; figures are those of the model's own run."""
    path = folder / card.RUN
    run = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    tagger = "joint" if rules else "model"
    figures = {
        f"spans_{way}_{key}": found[tagger]["total"][figure]
        for key, found in run.get("metrics", {}).items()
        for way, figure in (("p", "precision"), ("r", "recall"), ("f", "f1"))
    }
    return {
        "name": name,
        "version": version,
        "description": "Implementing bodies, schedules, amounts, quarters and legal bases in Chinese "
        "government budget narratives: doc.spans['fields'].",
        "license": "MIT",
        "requirements": [f"yusuan[tagger]>={__version__}"],
        "performance": figures,
    }
