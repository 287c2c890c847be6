"""`havre bench`: what this machine does, beside a floor measured in the same run."""
