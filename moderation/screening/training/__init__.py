"""Makes the weights from the texts beside it: `python -m moderation.screening.training risk|entities`."""
