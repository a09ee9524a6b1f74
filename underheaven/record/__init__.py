"""What a run keeps: the run folder, its provenance, its checkpoint, and questions put to it."""
