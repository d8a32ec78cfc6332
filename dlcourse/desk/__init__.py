"""What a learner types: the `dlcourse` command and what stands behind each of its words."""
