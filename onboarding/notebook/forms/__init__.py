"""What is typed into the notebook, one module for each rule."""
