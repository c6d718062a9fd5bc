"""A Spark cluster of separate processes: a master, a worker, a Connect server."""

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

HERE = "127.0.0.1"
DAEMON = "256m"
# In a cluster of a few minutes thorough compiling never pays: without it all is twice as fast.
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
PARENT_DIED = 1
# The parts of a cluster, in the order in which they start.
MASTER, WORKER, CONNECT = "master", "worker", "connect"


def missing() -> str:
    """What a cluster needs and this machine does not have; empty when it has everything."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: ./dev.py setup spark"
    if shutil.which("java") is None:
        return "there is no Java: apt-get install default-jre-headless"
    return ""


@dataclass(slots=True)
class Cluster:
    """The processes of a cluster; `token` is what its Connect server wants to hear."""

    folder: Path
    ports: dict[str, int]
    token: str
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"sc://localhost:{self.ports[CONNECT]}"

    @property
    def token_file(self) -> Path:
        return self.folder / "token"

    def start(self, part: str) -> None:
        """Start one part and wait until it listens; fails with its log."""
        log = self.folder / f"{part}.log"
        with log.open("ab") as out:
            self.running[part] = subprocess.Popen(
                self._command(part),
                cwd=self.folder,
                env=self._environment(part),
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - a second process, made to die
            )
        self._wait(part, log)

    def kill(self, part: str) -> None:
        """End a part as a power cut would."""
        process = self.running.pop(part)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        for part in list(self.running)[::-1]:
            self.kill(part)

    def _command(self, part: str) -> list[str]:
        home = _spark_home()
        master = f"spark://{HERE}:{self.ports[MASTER]}"
        run = str(home / "bin" / "spark-class")
        match part:
            case "master":
                own = ["--host", HERE, "--port", str(self.ports[MASTER]), "--webui-port", "0"]
                return [run, "org.apache.spark.deploy.master.Master", *own]
            case "worker":
                own = ["--host", HERE, "--cores", "2", "--memory", "1g", "--webui-port", "0"]
                return [run, "org.apache.spark.deploy.worker.Worker", *own, master]
            case _:
                return [str(home / "bin" / "spark-submit"), *self._connect(master)]

    def _connect(self, master: str) -> Iterator[str]:
        configuration = {
            "spark.connect.grpc.binding.address": HERE,
            "spark.connect.grpc.binding.port": self.ports[CONNECT],
            "spark.driver.host": HERE,
            "spark.executor.memory": "768m",
            "spark.sql.shuffle.partitions": 2,
            "spark.sql.warehouse.dir": self.folder / "warehouse",
            "spark.ui.enabled": "false",
        }
        yield from ("--master", master, "--driver-memory", "768m")
        yield from ("--class", "org.apache.spark.sql.connect.service.SparkConnectServer")
        for name, value in configuration.items():
            yield from ("--conf", f"{name}={value}")
        yield "spark-internal"

    def _environment(self, part: str) -> dict[str, str]:
        own = {
            "SPARK_HOME": str(_spark_home()),
            "SPARK_LOCAL_IP": HERE,
            "SPARK_LOCAL_DIRS": str(self.folder / "scratch"),
            "SPARK_WORKER_DIR": str(self.folder / "work"),
            "JDK_JAVA_OPTIONS": SHORT_LIVED,
        }
        if part == CONNECT:
            return {**os.environ, **own, "SPARK_CONNECT_AUTHENTICATE_TOKEN": self.token}
        return {**os.environ, **own, "SPARK_DAEMON_MEMORY": DAEMON}

    def _wait(self, part: str, log: Path) -> None:
        last = time.monotonic() + 180
        while not self._is_up(part, log):
            if self.running[part].poll() is not None or time.monotonic() > last:
                raise AssertionError(f"no {part}:\n{log.read_text()[-4000:]}")
            time.sleep(0.1)

    def _is_up(self, part: str, log: Path) -> bool:
        if part == WORKER:
            return "Successfully registered with master" in log.read_text()
        with socket.socket() as probe:
            return probe.connect_ex((HERE, self.ports[part])) == 0


def _spark_home() -> Path:
    found = find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def _end_with_parent() -> None:
    """Linux ends a part with the tests, however they end."""
    prctl: Callable[[int, int], int] | None = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PARENT_DIED, signal.SIGKILL)


@contextmanager
def cluster_in(folder: Path) -> Iterator[Cluster]:
    """A cluster whose processes end with the block."""
    folder.mkdir(parents=True, exist_ok=True)
    own = Cluster(folder, {MASTER: _free(), CONNECT: _free()}, secrets.token_urlsafe(16))
    own.token_file.write_text(own.token)
    try:
        for part in (MASTER, WORKER, CONNECT):
            own.start(part)
        yield own
    finally:
        own.end()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
