"""Partners: the people outside of the municipality who keep a listing of the directory true."""
