"""News and announcements: what is heard of the scheme frightens, less and less."""
