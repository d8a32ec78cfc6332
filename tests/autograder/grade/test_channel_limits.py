"""Frames over sockets that drip, break off, hang up or say nothing."""

import socket
import threading
import time

import numpy as np
import pytest

from autograder.grade.wall.channel import Channel, ClosedError, TooLateError
from autograder.grade.wall.packing import Handle, pack
from dlcourse.exercises.outcome import Strange


@pytest.fixture
def ends():
    a, b = socket.socketpair()
    with a, b:
        yield Channel(a), Channel(b)


def test_a_message_may_come_byte_by_byte(ends):
    ours, theirs = ends
    data = pack({"x": np.arange(5), "y": "ü"}) + pack({"z": 1})

    def drip():
        for at in range(len(data)):
            theirs.socket.sendall(data[at : at + 1])

    sender = threading.Thread(target=drip)
    sender.start()
    assert ours.receive(time.monotonic() + 5)["y"] == "ü"
    assert ours.receive(time.monotonic() + 5) == {"z": 1}
    sender.join()


def test_a_time_that_is_over_is_not_waited_for(ends):
    ours, _ = ends
    with pytest.raises(TooLateError, match="the partner does not answer"):
        ours.receive(time.monotonic() - 1)
    with pytest.raises(TooLateError, match="the partner does not listen"):
        ours.send({"x": 1}, time.monotonic() - 1)


def test_after_a_wait_with_an_end_one_without_may_follow(ends):
    ours, theirs = ends
    with pytest.raises(TooLateError):
        ours.receive(time.monotonic() + 0.01)
    threading.Timer(0.05, lambda: theirs.send({"x": 1})).start()
    assert ours.receive() == {"x": 1}


def test_a_partner_who_breaks_off_is_gone(ends):
    ours, theirs = ends
    theirs.socket.sendall(pack({"x": 1})[:-1])
    theirs.close()
    with pytest.raises(ClosedError, match="the partner is gone"):
        ours.receive(time.monotonic() + 5)
    with pytest.raises(ClosedError, match="the partner is gone"):
        theirs.receive(time.monotonic() + 5)


def test_a_trusted_partner_who_is_gone_is_noticed(ends):
    ours, theirs = ends
    theirs.close()
    with pytest.raises(ClosedError, match="the partner is gone"):
        ours.receive_with_descriptor()
    with pytest.raises(ClosedError, match="the partner is gone"):
        theirs.receive_with_descriptor()


def test_a_prefix_may_be_cut_when_descriptors_come_by(ends):
    ours, theirs = ends
    data = pack({"x": np.arange(3)})
    theirs.socket.sendall(data[:5])
    threading.Timer(0.05, lambda: theirs.socket.sendall(data[5:])).start()
    message, descriptor = ours.receive_with_descriptor()
    assert (message["x"].tolist(), descriptor) == ([0, 1, 2], None)


def test_what_was_kept_goes_before_and_once(ends):
    ours, theirs = ends
    ours.flush()  # nothing there, nothing sent
    ours.keep({"x": 1})
    ours.keep({"x": 2})
    ours.flush()
    ours.flush()
    ours.send_frames(pack({"x": 3}) + pack({"x": 4}))
    assert [theirs.receive(time.monotonic() + 5)["x"] for _ in range(4)] == [1, 2, 3, 4]
    with pytest.raises(TooLateError):
        theirs.receive(time.monotonic() + 0.05)


def test_a_channel_names_odd_values_its_own_way():
    a, b = socket.socketpair()
    with a, b:
        ours, theirs = Channel(a, lambda value: Handle(4, "set")), Channel(b)
        ours.send({"x": {1}})
        ours.keep({"x": {1}})
        ours.flush()
        assert [theirs.receive(time.monotonic() + 5)["x"] for _ in range(2)] == [Handle(4, "set")] * 2
        theirs.send({"x": {1}})
        assert ours.receive(time.monotonic() + 5)["x"] == Strange("set")


def test_nothing_is_read_before_it_is_asked_for_unless_it_is_wished():
    a, b = socket.socketpair()
    with a, b:
        assert (Channel(a).ahead, Channel(a, ahead=7).ahead) == (0, 7)


def test_a_flush_with_nothing_to_send_asks_nothing_of_a_partner_who_is_gone():
    a, b = socket.socketpair()
    b.close()
    with a:
        ours = Channel(a)
        a.close()
        ours.flush()
        ours.keep({"x": 1})
        with pytest.raises(ClosedError):
            ours.flush()
