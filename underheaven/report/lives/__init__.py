"""One life as a table, as a picture and as a page, and beside its twin under another policy."""
