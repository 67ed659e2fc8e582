"""Many sites, unattended: the clock, the queue of audits and the processes that do them."""
