"""The other side of the wall: sealed records, the seniors who may open them, the ledger that tells."""
