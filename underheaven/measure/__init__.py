"""What a run's counts mean: standing, denial, error, chill, ties and spiral, with intervals."""
