"""The blocks that pages are built of: one module per kind, one template per block."""
