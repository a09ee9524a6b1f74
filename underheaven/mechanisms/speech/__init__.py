"""Speech: who speaks up, and what is held back."""
