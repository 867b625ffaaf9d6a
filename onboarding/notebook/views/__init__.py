"""Pages of what a mover keeps, one module for each rule."""
