"""Binding strengths of operators, on one scale for all languages."""

OR, AND, NOT, COMPARISON, ADDITION, PRODUCT, UNARY, ATOM = 2, 3, 4, 5, 10, 11, 12, 15
"""That of names, literals and calls never needs parentheses."""
