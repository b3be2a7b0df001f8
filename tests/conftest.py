"""Property-based tests have no deadline: a busy machine must fail nothing."""

from hypothesis import settings

settings.register_profile("yusuan", deadline=None)
settings.load_profile("yusuan")
