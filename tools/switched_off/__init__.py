"""What each row of the README's table of the article does: worlds with it and without it, in pairs."""
