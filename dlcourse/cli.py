"""The `dlcourse` command."""
