"""Tables of what each shipped policy should give, from runs, and how many disturbed worlds they tell."""
