"""Doc to labelled spans: any tagger, rules or model, gives FieldSpans (see spans.py)."""
