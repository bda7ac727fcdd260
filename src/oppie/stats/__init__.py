"""What measurements allow one to say: intervals and tests, pure and exact where that is cheap."""
