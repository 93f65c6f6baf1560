"""A standalone cluster on this machine: a real master and workers that talk over loopback."""

import contextlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from laju.core.errors import DomainError

HOST = "127.0.0.1"
START_SECONDS = 180  # a busy machine takes its time; a quiet one needs ten
_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"
ROOT = Path(__file__).resolve().parents[3]  # where workers find this very code


class NoSpark(DomainError):
    message = "Spark tidak dapat dijalankan: {what} tidak ada."
    remedy = "Pasang Java 17 dan paket tambahan spark (requirements/spark.txt)."
    status = 503


class ClusterDidNotStart(DomainError):
    message = "Klaster Spark belum siap setelah {seconds} detik."
    remedy = "Lihat catatan di {folder}."
    status = 503


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that runs: where its master listens, the secret it shares, its workers."""

    master: str
    secret: str
    workers: int


def insist_on_spark() -> Path:
    """Return the home of Spark. Raises: NoSpark."""
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise NoSpark(what="pyspark")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise NoSpark(what="Java")
    return Path(found.origin).parent


@contextlib.contextmanager
def local_cluster(*, workers: int = 2, cores: int = 1, memory: str = "1g") -> Iterator[Cluster]:
    """Start a master and workers, wait until all are alive, and end them afterwards.

    They listen on loopback only and ask for a secret that is made for this run.
    Raises: NoSpark, ClusterDidNotStart.
    """
    home = insist_on_spark()
    with tempfile.TemporaryDirectory(prefix="laju-spark-") as folder:
        port, page = _free_port(), _free_port()
        secret = secrets.token_urlsafe(24)
        master = f"spark://{HOST}:{port}"
        environment = _environment(home, Path(folder), secret)
        command = [str(home / "bin" / "spark-class")]
        started = [
            _start(
                [*command, _MASTER, "--host", HOST, "--port", str(port), "--webui-port", str(page)],
                environment,
                Path(folder) / "master.log",
            )
        ]
        try:
            for number in range(workers):
                own = Path(folder) / f"worker{number}"
                given = ["--host", HOST, "--webui-port", "0", "-c", str(cores), "-m", memory]
                started.append(
                    _start(
                        [*command, _WORKER, *given, "-d", str(own), master],
                        environment,
                        Path(folder) / f"worker{number}.log",
                    )
                )
            _wait(page, workers, folder)
            yield Cluster(master, secret, workers)
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=10)
                process.kill()


def _environment(home: Path, folder: Path, secret: str) -> dict[str, str]:
    return {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_PUBLIC_DNS": HOST,
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": "-Dspark.authenticate=true -Dspark.worker.cleanup.enabled=true",
        "_SPARK_AUTH_SECRET": secret,  # not in the options: other users can read a command line
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
    }


def _start(command: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen(  # noqa: S603  our own command
            command, env=environment, stdout=stream, stderr=subprocess.STDOUT
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(page: int, workers: int, folder: str) -> None:
    """Wait until the master tells of all workers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError):
            url = f"http://{HOST}:{page}/json/"
            with urllib.request.urlopen(url, timeout=2) as answer:
                told = json.load(answer)
            if sum(worker["state"] == "ALIVE" for worker in told["workers"]) >= workers:
                return
        time.sleep(0.25)
    kept = tempfile.mkdtemp(prefix="laju-spark-log-")
    for log in Path(folder).glob("*.log"):
        shutil.copy(log, kept)
    raise ClusterDidNotStart(seconds=START_SECONDS, folder=kept)
