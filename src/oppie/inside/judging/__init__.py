"""Candidates judged without running the tests against them.

The tests run once, as they are. Each time that they come to a statement, what candidates would
have made of it is worked out beside it, as far as that can have no effect: the value that is
assigned or returned, the truth of a condition, the arguments of a call.
"""
