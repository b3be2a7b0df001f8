"""A busy machine must fail nothing (property-based tests have no deadline), nor a run in the background."""

import signal

from hypothesis import settings

settings.register_profile("yusuan", deadline=None)
settings.load_profile("yusuan")

# A shell starts background jobs with ctrl-c ignored, and programs inherit that: those that the tests start
# and interrupt would never end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
