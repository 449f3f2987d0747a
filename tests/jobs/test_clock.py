"""The clock goes on when a job fails, and stops when it is told to."""

import threading

import pytest

from concordat.jobs.clock import Job, run


def test_a_failing_job_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    stop, done = threading.Event(), []

    def breaks() -> str:
        raise OSError("the disk is full")

    def works() -> str:
        done.append(1)
        if len(done) == 3:
            stop.set()
        return ""

    run([Job("breaks", 0, breaks), Job("works", 0, works)], stop=stop, tick=0.001)
    assert len(done) == 3
    assert "the disk is full" in caplog.text
    assert "tried again" in caplog.text


def test_a_job_is_not_run_before_it_is_due() -> None:
    stop, slow, fast = threading.Event(), [], []

    def count_fast() -> str:
        fast.append(1)
        if len(fast) == 20:
            stop.set()
        return ""

    jobs = [Job("slow", 3600, lambda: slow.append(1) or ""), Job("fast", 0, count_fast)]
    run(jobs, stop=stop, tick=0.001)
    assert len(slow) == 1
