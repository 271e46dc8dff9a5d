"""Work that others do."""
