"""Grading on more than one machine: a Dask cluster behind the interface that the pool already speaks.

Only this module knows Dask. Its workers need the course installed and a sandbox of their own, and nothing else: an item carries the
released notebook and the submission, its record comes back, no disk is shared and no database is seen.
"""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Any

from autograder.errors import WRONG_REQUEST, CourseError

SECONDS = 10  # to reach the cluster


class LostError(BrokenExecutor):
    """The workers that took an item died, as often as the cluster tries; nobody else's items are lost with it."""


class Cluster(Executor):
    """A Dask cluster as an executor. Dask itself gives a dead worker's items to others."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise CourseError(
                where="--cluster",
                what="Dask is not installed here",
                fix='install the extra that brings it: pip install "dlcourse[cluster]"',
                code=WRONG_REQUEST,
            ) from error
        self.address, self._killed = address, KilledWorker
        try:
            connect: Any = Client  # Dask carries no types
            self._client: Any = connect(address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CourseError(
                where=f"--cluster {address}",
                what="no cluster answers at this address",
                fix="start one (dask scheduler, then dask worker ADDRESS on each machine) and name what it prints",
                code=WRONG_REQUEST,
            ) from error
        self._inner = self._client.get_executor(pure=False)

    @property
    def workers(self) -> int:
        """How many items the cluster works on at a time."""
        return max(1, sum(self._client.nthreads().values()))

    def submit(self, do: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Give one item to the cluster."""
        asked: Future[Any] = Future()
        asked.set_running_or_notify_cancel()
        self._inner.submit(do, *args, **kwargs).add_done_callback(lambda done: self._settle(asked, done))
        return asked

    def _settle(self, asked: "Future[Any]", done: "Future[Any]") -> None:
        try:
            asked.set_result(done.result())
        except self._killed as error:
            asked.set_exception(LostError(str(error)))
        except CancelledError:
            asked.set_exception(
                CourseError(
                    where=f"--cluster {self.address}",
                    what="the cluster went away",
                    fix="start it again, then run the command again: it goes on where it stopped",
                )
            )
        except Exception as error:  # the work's own: a worker without the course, or without a sandbox
            asked.set_exception(
                CourseError(
                    where=f"--cluster {self.address}",
                    what=f"a worker could not grade ({type(error).__name__}: {error})",
                    fix="run autograder doctor on its machine, then run the command again: it goes on where it stopped",
                )
            )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; it goes on for others."""
        self._inner.shutdown(wait=wait)
        self._client.close()
