"""The class report: what a class can do, what it misunderstands, and whom a person should look at.

`gather` reads what is known of a lesson into plain records, `similarity` compares answers, `pictures` draws, `page` writes. Nothing here decides a score.
"""
