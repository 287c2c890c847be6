"""The invented boards, and the synthetic load for measuring."""
