"""Questions to a candidate beyond the project's own tests, asked by small files of tests.

Such a file lies in the copy only, holds one call of a function of this package, and gives a
``unittest.TestCase``, which every driver runs. What is to be known leaves as the message of a
failure, since that is what each driver tells.
"""
