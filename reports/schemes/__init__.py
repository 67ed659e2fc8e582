"""Schemes: how evaluators turn findings into points, as data. The files stand beside this one."""
