"""What a policy asks of a society: acts that people consider (`naming`), people, services."""
