"""dlcourse: the foundations of deep learning, in NumPy you can read.

Every public function is the reference solution of an exercise in the lessons. Rows are examples everywhere:
`X (N, D) @ W (D, M) + b (M,)`. Importing the package loads NumPy and nothing else; concepts, exercises and widgets are
loaded when they are asked for.
"""

__version__ = "0.1.0"
