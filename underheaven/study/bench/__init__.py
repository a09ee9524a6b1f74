"""The engine's speed, as ratios over yardsticks that are fixed, and their base line."""
