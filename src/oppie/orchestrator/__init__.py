"""What happens around a search: router, single loop, ledger, evaluation."""
