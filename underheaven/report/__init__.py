"""What a run looks like: pictures, one HTML page, and a summary for the terminal."""
