"""What a report shows, as files and as objects that show themselves; each says where it is from."""
