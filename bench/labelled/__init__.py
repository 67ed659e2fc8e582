"""Generated disclosure sites whose faults are known: the independent adversary of the product."""
