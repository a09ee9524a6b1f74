"""What the rules about people make of each preset's harms: the uncertainty of structure."""
