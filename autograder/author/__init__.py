"""The author's desk: a new lesson begins as a small true one, which builds, is judged and passes; then it is rewritten."""
