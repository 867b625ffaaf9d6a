"""Signing in by a code that is sent to an e-mail address, for movers; and limits on guessing."""
