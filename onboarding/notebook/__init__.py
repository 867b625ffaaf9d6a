"""What a mover keeps: the household, notes, saved things, own tasks, reminders, and forgetting.

The mover's own space (eget utrymme): no staff screen, report, index or log reads it.
"""
