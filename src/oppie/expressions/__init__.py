"""Small languages that users write: triggers, metrics, targets, budgets. None runs code."""
