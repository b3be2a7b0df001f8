"""Values in Chinese budget prose: numbers, money, percentages, dates, document numbers, titles.

Every finder is a pure function of a text. It returns a tuple ordered by start, and for each value
``text[start:end] == value.text``. Money and percentages are ``Decimal``, never ``float``. The cue words
of all finders are data: ``configs/values.toml``.

>>> from nlp.values.amount import find_amounts
>>> [(a.text, a.value, a.qualifier) for a in find_amounts("预算约３.5 万 元。")]
[('３.5 万 元', Decimal('35000'), 'about')]
"""
