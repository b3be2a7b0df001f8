"""Read Chinese government budget documents (预算、决算) and reconcile prose with tables.

The rooms and their order are described in ``docs/architecture.md``. Nothing heavy is imported here,
so that ``import nlp`` is immediate.
"""

__version__ = "0.1.0"
