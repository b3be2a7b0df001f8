"""The protections against hostile input, each with the text that makes it and the tests that hold it.

:mod:`tests.trust.take_away` takes them away one by one. Where the protection is that something is not there,
taking it away is putting it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Protection:
    """``written`` in ``file`` protects; with ``instead`` in its place one of ``tests`` must fail."""

    name: str
    file: str
    written: str
    instead: str
    tests: tuple[str, ...]


_OUTSIDE: Final = "tests/trust/test_outside.py::"
_PAGE: Final = "tests/report/test_page.py::"
_BOOK: Final = "tests/report/test_workbook.py::"
_ISOLATE: Final = "tests/test_isolate.py::"
_INPUTS: Final = "tests/archive/test_inputs.py::"
_TERMINAL: Final = "tests/trust/test_terminal.py::"
_SUPPLY: Final = "tests/trust/test_supply.py::"
_CONTAINER: Final = "nlp/readers/office/container.py"
_QUERY: Final = ("tests/archive/test_data.py::test_a_query_reads_the_store_and_nothing_else",)
_SAME: Final = ("tests/trust/test_same_results.py::test_surroundings_change_nothing",)

PROTECTIONS: Final = (
    # Bounds before unpacking
    Protection(
        "a part of an Office file that grows past a hundredfold",
        _CONTAINER,
        "return member.file_size > max(GROWTH_GRACE, MAX_GROWTH * member.compress_size)",
        "return False",
        (
            f"{_OUTSIDE}test_a_part_that_grows_without_measure_is_not_unpacked",
            f"{_OUTSIDE}test_a_member_of_an_archive_that_grows_without_measure",
        ),
    ),
    Protection(
        "an Office file of too many parts",
        _CONTAINER,
        "len(members) > MAX_MEMBERS or ",
        "",
        (f"{_OUTSIDE}test_a_package_has_its_bounds",),
    ),
    Protection(
        "an Office file that unpacks to too much in all",
        _CONTAINER,
        " or total > MAX_TOTAL",
        "",
        (f"{_OUTSIDE}test_a_package_has_its_bounds",),
    ),
    Protection(
        "a part of an Office file that is too large",
        _CONTAINER,
        "if member.file_size > MAX_PART:",
        "if False:",
        (f"{_OUTSIDE}test_a_package_has_its_bounds",),
    ),
    Protection(
        "cells of .xlsx, under whatever name a sheet lies",
        "nlp/readers/xlsx.py",
        "if cells > MAX_CELLS:",
        "if False:",
        (f"{_OUTSIDE}test_cells_count_whatever_the_sheet_is_called",),
    ),
    Protection(
        "a sheet of scattered cells",
        "nlp/readers/office/sheets.py",
        "        raise TooManyCellsError\n    by_row",
        "        pass\n    by_row",
        ("tests/readers/test_xlsx.py::test_a_sheet_of_scattered_cells_is_refused",),
    ),
    Protection(
        "an .xls file too large for its reader",
        "nlp/readers/xls.py",
        "if len(data) > MAX_BYTES:",
        "if False:",
        (f"{_OUTSIDE}test_a_large_xls_is_not_opened",),
    ),
    Protection(
        "spans of millions of cells (DOCX, HTML)",
        "nlp/readers/blocks.py",
        "if width * len(grid.rows) > MAX_CELLS:",
        "if False:",
        ("tests/readers/test_html.py::test_huge_spans_are_refused",),
    ),
    Protection(
        "elements nested thousands deep in DOCX",
        "nlp/readers/docx.py",
        "except RecursionError as error:",
        "except ZeroDivisionError as error:",
        ("tests/readers/test_docx.py::test_deep_nesting_is_refused_or_read",),
    ),
    Protection(
        "tables nested hundreds deep in HTML",
        "nlp/readers/html.py",
        "_MAX_DEPTH: Final = 20",
        "_MAX_DEPTH: Final = 10**9",
        ("tests/readers/test_html.py::test_deep_nesting_does_no_harm",),
    ),
    Protection(
        "a file over 256 MB, before it is read",
        "nlp/readers/registry.py",
        'data = path.read_bytes() if size <= MAX_BYTES else b""',
        "data = path.read_bytes()",
        (f"{_OUTSIDE}test_a_file_over_the_limit_is_not_read",),
    ),
    Protection(
        "an archive that grows without measure",
        "nlp/archive/inputs.py",
        " or size > max(FREE_GROWTH, MAX_GROWTH * packed)",
        "",
        (f"{_INPUTS}test_an_archive_that_grows_without_measure_is_refused",),
    ),
    Protection(
        "archives in archives",
        "nlp/archive/inputs.py",
        'or ("",), suffixes)',
        'or ("",), suffixes | {".zip"})',
        (f"{_OUTSIDE}test_a_member_of_an_archive_that_grows_without_measure",),
    ),
    Protection(
        "a DocBin bomb",
        "nlp/annotate/formats/docbin.py",
        "        _measure(data)\n",
        "",
        (f"{_OUTSIDE}test_a_docbin_is_measured_before_it_is_unpacked",),
    ),
    Protection(
        "huge pictures",
        "nlp/readers/ocr/picture.py",
        "if frame.width * frame.height > _MOST_PIXELS:",
        "if False:",
        (f"{_OUTSIDE}test_a_huge_picture_is_not_unpacked",),
    ),
    Protection(
        "huge pages that are drawn for OCR",
        "nlp/readers/ocr/picture.py",
        "math.sqrt(_MOST_PIXELS / 4 / max(width * height, 1.0))",
        "math.inf",
        (f"{_OUTSIDE}test_a_huge_page_is_drawn_small",),
    ),
    # Limits of a document
    Protection(
        "time: endless lines, deep pages, object bombs",
        "nlp/isolate.py",
        "self._limits.seconds or None)",
        "None)",
        (f"{_ISOLATE}test_an_item_over_the_time_limit_is_ended_and_the_next_one_done",),
    ),
    Protection(
        "memory: object bombs, pictures, 100 MB lines",
        "nlp/isolate_child.py",
        "if resource is None or not memory_bytes or not used:",
        "if True:",
        (f"{_ISOLATE}test_an_item_over_the_memory_limit_is_too_large",),
    ),
    Protection(
        "a library that ends the process",
        "nlp/isolate.py",
        "raise self._timeout(item) if reply is None else self._crash(item, reply)",
        "raise self._timeout(item)",
        (f"{_ISOLATE}test_an_item_that_kills_the_child",),
    ),
    Protection(
        "a child that outlives its parent",
        "nlp/isolate_child.py",
        "    threading.Thread(target=_end_with_parent, daemon=True).start()\n",
        "",
        (f"{_ISOLATE}test_a_parent_that_is_killed_leaves_no_orphan",),
    ),
    Protection(
        "words that divide in every way",
        "nlp/tagger/rules/quarters.py",
        "    reached = [True, *[False] * len(text)]\n",
        '    if len(text) > 99:\n        return re.fullmatch("(?:用款额|用款|额)+", text) is not None\n'
        "    reached = [True, *[False] * len(text)]\n",
        ("tests/fuzz/test_found.py::test_words_that_divide_in_many_ways_are_read_in_their_time",),
    ),
    # What may not come in
    Protection(
        "unpickling",
        "nlp/tagger/model/train.py",
        ", weights_only=True)",
        ")",
        (f"{_OUTSIDE}test_no_module_makes_code_of_data",),
    ),
    Protection(
        "modules that fetch or unpickle",
        "nlp/readers/html.py",
        "from __future__ import annotations\n",
        "from __future__ import annotations\n\nimport pickle\nimport urllib.request\n",
        (f"{_OUTSIDE}test_no_module_makes_code_of_data",),
    ),
    Protection(
        "pickled weights of a foreign checkpoint (with torch)",
        "nlp/tagger/model/network.py",
        ", use_safetensors=True",
        "",
        ("tests/tagger/model/test_pretrain.py::test_pickled_weights_are_refused",),
    ),
    Protection(
        "entities, late or in UTF-16",
        _CONTAINER,
        "if any(mark in data for mark in _DOCTYPE):",
        "if False:",
        (f"{_OUTSIDE}test_xml_with_entities_is_refused", f"{_OUTSIDE}test_entities_in_utf_16_are_refused"),
    ),
    Protection(
        "a part that lies outside its file",
        "nlp/readers/office/container.py",
        "            member = self._zip.getinfo(part)\n        except KeyError:\n            return None\n",
        "            member = self._zip.getinfo(part)\n        except KeyError:\n"
        '            import os\n            path = "/" + part.lstrip("./")\n'
        '            return open(path, "rb").read() if os.path.isfile(path) else None\n',
        (f"{_OUTSIDE}test_a_part_may_not_lie_elsewhere",),
    ),
    Protection(
        "remote parts of a web page",
        "nlp/readers/html.py",
        "    frames = [_Frame()]\n",
        '    for node in root.css("[src], link"):\n'
        '        __import__("socket").create_connection((node.attributes.get("src"), 80))\n'
        "    frames = [_Frame()]\n",
        (f"{_OUTSIDE}test_remote_parts_are_not_fetched",),
    ),
    Protection(
        "names in an archive that lead out of it",
        "nlp/archive/inputs.py",
        ' or ".." in parts or any(":" in part for part in parts[:1]):',
        " and False:",
        (f"{_INPUTS}test_unsafe_names_are_refused",),
    ),
    Protection(
        "links in an archive",
        "nlp/archive/inputs.py",
        "if stat.S_ISLNK(info.external_attr >> 16):",
        "if False:",
        (f"{_INPUTS}test_links_passwords_and_large_members_are_refused",),
    ),
    Protection(
        "a store's manifest that names files outside",
        "nlp/archive/manifest.py",
        "if not all(_own(name) for name in (manifest.inputs, *(part.path for part in parts))):",
        "if False:",
        (f"{_OUTSIDE}test_a_manifest_names_its_own_files_only",),
    ),
    Protection(
        "a link out of a store",
        "nlp/archive/query.py",
        "if not place.is_relative_to(store.resolve()):",
        "if False:",
        (f"{_OUTSIDE}test_a_link_out_of_a_store_is_not_followed",),
    ),
    Protection(
        "SQL that opens other files",
        "nlp/archive/query.py",
        '    connection.execute("SET enable_external_access = false")\n',
        "",
        _QUERY,
    ),
    Protection(
        "SQL that is no query",
        "nlp/archive/query.py",
        "if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:",
        "if False:",
        _QUERY,
    ),
    Protection(
        "SQL settings and extensions",
        "nlp/archive/query.py",
        '    connection.execute("SET lock_configuration = true")\n',
        "",
        ("tests/archive/test_data.py::test_the_settings_of_queries_are_locked",),
    ),
    # What may not go out
    Protection(
        "document text as markup of a report",
        "nlp/report/page.py",
        "autoescape=True,",
        "autoescape=False,",
        (f"{_PAGE}test_hostile_text_stays_text",),
    ),
    Protection(
        "scripts in a report that are not ours",
        "nlp/report/page.py",
        "default-src 'none'; ",
        "default-src *; ",
        (f"{_PAGE}test_the_policy_allows_our_script_and_style_alone",),
    ),
    Protection(
        "formulas in a workbook",
        "nlp/report/workbook_xlsx.py",
        'cell.data_type = "s" if made else "n"',
        "pass",
        (f"{_BOOK}test_document_text_never_becomes_a_formula",),
    ),
    Protection(
        "formulas in CSV",
        "nlp/report/workbook_text.py",
        'return clean(f"\'{text}" if starts_like_formula(text) else text)',
        "return clean(text)",
        (f"{_BOOK}test_document_text_never_becomes_a_formula",),
    ),
    Protection(
        "formulas once a cell is edited",
        "nlp/report/workbook_xlsx.py",
        "cell.quotePrefix = True",
        "pass",
        (f"{_BOOK}test_text_that_might_be_a_formula_stays_text_once_it_is_edited",),
    ),
    Protection(
        "guards by the type of a column: negative numbers stay numbers",
        "nlp/report/workbook_text.py",
        "def number_text(number: Number, *, percent: bool = False) -> str:",
        "def number_text(number: Number, *, percent: bool = False) -> str:\n"
        "    return csv_text(_number_text(number, percent=percent))\n\n\n"
        "def _number_text(number: Number, *, percent: bool = False) -> str:",
        (f"{_BOOK}test_negative_numbers_stay_numbers",),
    ),
    Protection(
        "escape sequences in what is drawn",
        "nlp/cli/consoles.py",
        'OBEYED.sub("", text)',
        "text",
        (f"{_TERMINAL}test_a_table_of_foreign_data_obeys_nothing",),
    ),
    Protection(
        "escape sequences in messages",
        "nlp/cli/terminal.py",
        "return OBEYED.sub(lambda found: repr(found[0])[1:-1], line)",
        "return line",
        (f"{_TERMINAL}test_messages_write_out_what_a_name_holds",),
    ),
    Protection(
        "escape sequences in data on a terminal",
        "nlp/cli/output.py",
        "if not drawn and stream.isatty():",
        "if False:",
        (f"{_TERMINAL}test_data_goes_into_files_as_it_is_and_to_terminals_harmless",),
    ),
    # Numbers
    Protection(
        "results by the hash seed",
        "nlp/fields/legal_basis.py",
        "articles = tuple(dict.fromkeys((*other.articles, *entry.articles)))",
        "articles = tuple({*other.articles, *entry.articles})",
        ("tests/trust/test_same_results.py::test_the_seed_of_hashes_changes_nothing",),
    ),
    Protection(
        "results by the locale",
        "nlp/config.py",
        'path.read_text(encoding="utf-8")',
        "path.read_text()",
        _SAME,
    ),
    Protection(
        "results by the time zone",
        "nlp/serialise.py",
        "        sha256=document.sha256,",
        '        sha256=document.sha256[:-1] + str(__import__("time").timezone)[0].replace("-", "b"),',
        _SAME,
    ),
    Protection(
        "results by the order of processes",
        "nlp/archive/run.py",
        'self.results.put("records", task.record, outcome.record)',
        'self.results.put("records", tasks[count - 1].record, outcome.record)',
        ("tests/archive/test_run.py::test_the_same_inputs_give_the_same_bytes_in_any_order_of_work",),
    ),
    # Supply
    Protection(
        "a dependency without a pinned version",
        "constraints.txt",
        "pypdfium2==",
        "pypdfium2>=",
        (f"{_SUPPLY}test_every_dependency_is_pinned",),
    ),
    Protection(
        "a version with a published fault",
        "scripts/advisories.toml",
        'fixed = "6.1.0"',
        'fixed = "999"',
        (f"{_SUPPLY}test_no_pin_is_below_the_version_that_mends_a_published_fault",),
    ),
    Protection(
        "a licence that binds whoever uses the program",
        "scripts/licences.py",
        "if REFUSED.search(licence(each)) and not _LESSER.search(licence(each))",
        "if False",
        (f"{_SUPPLY}test_a_licence_that_binds_users_is_refused",),
    ),
)
