"""The line between the grader and a submission's process: nothing is lost on it, and nobody waits on it for ever."""

import socket
import threading
import time

import numpy as np
import pytest

from autograder.grade.wall import channel
from autograder.grade.wall.channel import Channel, ClosedError, TooLateError
from autograder.grade.wall.packing import pack


@pytest.fixture
def ends():
    a, b = socket.socketpair()
    with a, b:
        yield Channel(a), Channel(b)


def test_frames_cross_a_socket_whatever_their_size(ends):
    ours, theirs = ends
    big = np.arange(500_000.0)
    sender = threading.Thread(target=lambda: [theirs.send({"x": big}), theirs.send({"y": 1})])
    sender.start()
    until = time.monotonic() + 5
    assert np.array_equal(ours.receive(until)["x"], big)
    assert ours.receive(until) == {"y": 1}
    sender.join()


def test_silence_and_half_frames_end_in_time(ends):
    ours, theirs = ends
    theirs.socket.sendall(pack({"x": 1})[:-2])
    start = time.monotonic()
    with pytest.raises(TooLateError, match="the partner does not answer"):
        ours.receive(start + 0.05)
    assert time.monotonic() - start < 30


def test_a_partner_who_does_not_listen_is_left(ends):
    ours, _ = ends
    with pytest.raises(TooLateError, match="the partner does not listen"):
        ours.send({"x": np.zeros(2_000_000)}, time.monotonic() + 0.05)


def test_a_partner_who_is_gone_is_noticed(ends):
    ours, theirs = ends
    theirs.close()
    with pytest.raises(ClosedError, match="the partner is gone"):
        ours.receive(time.monotonic() + 1)
    with pytest.raises(ClosedError, match="the partner is gone"):
        ours.send({"x": 1}, time.monotonic() + 1)


def test_a_descriptor_travels_with_its_message(ends):
    ours, theirs = ends
    a, b = socket.socketpair()
    with a, b:
        ours.send({"x": 1}, time.monotonic() + 1, descriptor=b.fileno())
        ours.send({"x": 2}, time.monotonic() + 1)
        message, descriptor = theirs.receive_with_descriptor()
        assert message == {"x": 1}
        with socket.socket(fileno=descriptor) as twin:
            a.sendall(b"hi")
            assert twin.recv(2) == b"hi"
        assert theirs.receive_with_descriptor() == ({"x": 2}, None)


def test_what_is_kept_goes_out_in_order_with_the_next_or_before_a_wait(ends):
    ours, theirs = ends
    soon = time.monotonic() + 5
    ours.keep({"x": 1})
    with pytest.raises(TooLateError):
        theirs.receive(time.monotonic() + 0.05)
    ours.send({"x": 2})
    assert [theirs.receive(soon)["x"] for _ in range(2)] == [1, 2]
    ours.keep({"x": 3})
    with pytest.raises(TooLateError):
        ours.receive(time.monotonic() + 0.05)
    assert theirs.receive(soon) == {"x": 3}
    ours.keep({"x": np.zeros(channel.MOST_KEPT, np.uint8)})  # much of it does not wait
    assert theirs.receive(soon)["x"].size == channel.MOST_KEPT
    ours.flush()
    with pytest.raises(TooLateError):
        theirs.receive(time.monotonic() + 0.05)


def test_what_was_read_ahead_is_there_when_it_is_asked_for():
    a, b = socket.socketpair()
    with a, b:
        ours, theirs = Channel(a), Channel(b, ahead=channel.AHEAD)
        big = np.arange(20_000.0)
        for value in (1, "two", big[:9]):
            ours.send({"x": value})
        assert theirs.receive(time.monotonic() + 5) == {"x": 1}
        b.setblocking(False)
        with pytest.raises(BlockingIOError):  # all of it was read
            b.recv(1)
        ours.send({"x": 3})
        assert theirs.receive(time.monotonic() - 1) == {"x": "two"}  # no wait, so nobody is late
        assert np.array_equal(theirs.receive()["x"], big[:9])
        assert theirs.receive(time.monotonic() + 5) == {"x": 3}
        a.close()
        with pytest.raises(ClosedError):
            theirs.receive(time.monotonic() + 1)
