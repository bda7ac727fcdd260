"""Expressions grown to order: what they are to come to is known from the tests.

A test that fails says what a call should have returned; a condition that was forced and made a
test pass says what its truth should have been. The tests run once, plain values at the places in
question are kept, and expressions over them are put together, the small ones first, until one
comes to what is wanted at every visit.
"""
