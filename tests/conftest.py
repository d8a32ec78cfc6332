"""Tests run side by side; each keeps to one thread of linear algebra, so that they do not fight for the cores."""

import os
import tempfile

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

# kernels that tests start would otherwise write into the tester's own record of progress
os.environ["DLCOURSE_DATA"] = tempfile.mkdtemp(prefix="dlcourse-data-")
