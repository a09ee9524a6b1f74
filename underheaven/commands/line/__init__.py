"""The command line itself: what each command is asked with. What it does is in the modules above."""
