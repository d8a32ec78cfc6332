"""What a learner has done: what there is to do, what was checked, where they stand, and all of it in one file to take along."""
