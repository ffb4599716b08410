"""`python -m bench`: what reading costs, then every comparison of `bench.cases` on one published sample build."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import httpx
from rich import box
from rich.console import Console, Group
from rich.progress import track
from rich.table import Table

from bench import assessing, reading
from bench.cases import CASES, Bench
from bench.timing import Result, compare
from deploy.processes import free_port
from pipeline.build import build
from pipeline.checks import check_build
from pipeline.collect import collect
from pipeline.publish import publish_build
from pipeline.settings import Settings

SECONDS = 30


@contextmanager
def server(data: Path) -> Iterator[httpx.Client]:
    """A client of `duixian serve` on a data folder, once it is ready."""
    port = str(free_port(0))
    command = [str(Path(sys.executable).with_name("duixian")), "--data", str(data), "serve"]
    environment = {"DUIXIAN_API_PORT": port, "PATH": ""}
    with (
        subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=SECONDS) as client,
    ):
        try:
            _wait(client)
            yield client
        finally:
            process.terminate()


def _wait(client: httpx.Client) -> None:
    deadline = monotonic() + SECONDS
    while monotonic() < deadline:
        try:
            if client.get("/readyz").is_success:
                return
        except httpx.ConnectError:
            sleep(0.1)
    raise SystemExit("the API did not become ready")


def table(results: list[Result]) -> Table:
    """Ratios first: seconds depend on the machine."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in ("what", "ours", "compared with", "ours s", "other s", "other / ours"):
        made.add_column(head, justify="right" if " s" in head or "/" in head else "left")
    for result in results:
        c = result.comparison
        made.add_row(c.what, c.ours_is, c.other_is, f"{result.ours:.3f}", f"{result.other:.3f}", f"{result.ratio:.2f}")
    return made


def compared() -> Group:
    """Publish the sample once and measure on it."""
    with TemporaryDirectory(prefix="duixian-bench-") as folder:
        settings = Settings(data=Path(folder) / "data", mode="sample")
        collect(None, settings)
        made = build(settings)
        check_build(settings, made.build_id)
        publish_build(settings, made.build_id)
        with server(settings.layout.root) as client:
            bench = Bench(settings, client)
            measured = [compare(case(bench)) for case in track(CASES, "measuring", console=Console(stderr=True))]
        return Group(table(measured), assessing.table(settings))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=("reading", "comparisons"), help="one part instead of both")
    parser.add_argument("--documents", type=int, default=1_000, help="how many mixed documents are read")
    asked = parser.parse_args()
    if asked.only != "comparisons":
        Console().print(*reading.tables(asked.documents))
    if asked.only != "reading":
        Console().print(compared())


if __name__ == "__main__":
    main()
