"""Scans: a picture of a page becomes the characters and ruling lines that a born-digital page has.

``scans`` picks the pages of a PDF that need it, ``reader`` takes picture files, ``page`` holds the order of
work. ``seal``, ``ink``, ``skew`` and ``ruling`` are pure numpy and run without the extra ``ocr``. Its models
come in a wheel; nothing is ever downloaded. This module imports nothing, so that PDFs with text start fast.
"""
