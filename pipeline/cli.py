"""`duixian …`: everything a DAG does can be done by hand, without Airflow."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from pipeline.errors import DuixianError
from pipeline.settings import Settings
from schemas.storage import NoBuild, current_build

app = typer.Typer(
    name="duixian",
    help="Follow a public report from its words to its outcome · 公开承诺，从文字跟到结果",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
report_app = typer.Typer(help="Supply a report's page · 提供报告原文", no_args_is_help=True)
app.add_typer(report_app, name="report")
console = Console()
errors = Console(stderr=True)

Data = Annotated[Path | None, typer.Option(help="Folder everything is kept in (DUIXIAN_DATA)")]
Report = Annotated[Path | None, typer.Option(help="The report's page: text, HTML, PDF or DOCX")]
Live = Annotated[bool, typer.Option("--live", help="Ask the publishers instead of the sample site")]
AsOf = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Judge as of this day")]
BuildId = Annotated[str | None, typer.Argument(help="Build; the published one unless given")]
Lang = Annotated[str, typer.Option(help="zh or en")]


@app.callback()
def options(
    context: typer.Context, data: Data = None, report: Report = None, live: Live = False, as_of: AsOf = None
) -> None:
    """Options before the command hold for every command."""
    day: date | None = as_of.date() if as_of else None
    given = {"data": data, "report": report, "mode": "live" if live else None, "as_of": day}
    context.obj = Settings().model_copy(update={k: v for k, v in given.items() if v is not None})


@app.command()
def run(context: typer.Context) -> None:
    """Collect, build, check, compare, publish; then print the table of targets."""
    settings: Settings = context.obj
    if settings.report:
        _add_report(settings, settings.report)
    failed = _collect(settings, [])
    _make(settings)
    _print_status(settings, _lang())
    if failed:
        raise typer.Exit(1)


@app.command()
def collect(
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(help="Sources; all unless named")] = None,
) -> None:
    """Fetch what the publishers list now and read it."""
    if _collect(context.obj, sources or []):
        raise typer.Exit(1)


@app.command()
def build(context: typer.Context) -> None:
    """Make a new build from everything read; nothing new makes no build."""
    from pipeline.build import build as make

    with _working("build"):
        result = make(context.obj)
    console.print(f"build {result.build_id} {'made' if result.is_new else 'is up to date'}")


@app.command()
def check(context: typer.Context, build_id: BuildId = None) -> None:
    """Run every named check on a build."""
    from pipeline.checks import check_build

    chosen = build_id or _newest(context.obj)
    for name, failures in check_build(context.obj, chosen).items():
        console.print(f"{'[red]✗' if failures else '[green]✓'}[/] {name}{f': {failures}' if failures else ''}")


@app.command()
def diff(context: typer.Context, build_id: BuildId = None) -> None:
    """Compare a build with the published one."""
    from pipeline.diff import diff_build

    for table, changes in diff_build(context.obj, build_id or _newest(context.obj)).items():
        console.print(f"{table}: {changes}")


@app.command()
def publish(context: typer.Context, build_id: BuildId = None) -> None:
    """Write the exports of a build and move the pointer to it."""
    from pipeline.publish import publish_build

    chosen = build_id or _newest(context.obj)
    with _working("publish"):
        publish_build(context.obj, chosen)
    console.print(f"published {chosen}")


@app.command()
def status(context: typer.Context, lang: Lang = "") -> None:
    """Where each numeric target stands."""
    _print_status(context.obj, lang or _lang())


@app.command()
def assess(
    context: typer.Context,
    commitments: Annotated[list[str] | None, typer.Argument(help="Commitments; all unless named")] = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day; the build's unless given")] = None,
    rules: Annotated[
        str, typer.Option(help="today: today's rules on what was known then; then: as published")
    ] = "today",
    form: Annotated[str, typer.Option("--format", help="table, jsonl or csv")] = "table",
    lang: Lang = "",
) -> None:
    """How commitments stood on a day."""
    from pipeline.cli_assess import assess as standing

    day = as_of.date() if as_of else context.obj.as_of
    answer = standing(context.obj, day, commitments or [], rules, form, lang or _lang())
    if isinstance(answer, str):
        print(answer)
    else:
        console.print(answer)


@app.command()
def serve(context: typer.Context) -> None:
    """Serve the published build (needs the `api` extra)."""
    settings: Settings = context.obj
    os.environ["DUIXIAN_DATA"] = str(settings.layout.root)
    address = ["--host", settings.api_host, "--port", str(settings.api_port)]
    command = [sys.executable, "-m", "uvicorn", "--factory", "api.main:create_app", *address, "--no-access-log"]
    os.execv(sys.executable, command)  # noqa: S606  (our own command, no shell)


@app.command()
def extract(
    context: typer.Context,
    pages: Annotated[list[str], typer.Argument(help="Text, HTML, PDF, DOCX, XLSX files, or addresses")],
    kind: Annotated[str, typer.Option(help="observations or commitments")] = "observations",
    area: Annotated[str | None, typer.Option(help="Area the pages are about: 台山 or 440781")] = None,
    issued: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the pages")] = None,
    form: Annotated[str, typer.Option("--format", help="table, jsonl or csv")] = "table",
) -> None:
    """Try the engine on pages of your own; nothing is kept."""
    from pipeline import cli_extract, own_pages

    for option, value, allowed in (("--kind", kind, own_pages.KINDS), ("--format", form, cli_extract.FORMATS)):
        if value not in allowed:
            raise DuixianError(f"{option} is {' or '.join(allowed)}, not {value!r}")
    code = own_pages.area_code(area) if area else None
    asked = own_pages.Asked(kind, code, issued.date() if issued else None, publisher)
    found: dict[str, own_pages.Found] = {}
    with _progress() as progress:
        bar = progress.add_task("extract", total=len(pages), visible=len(pages) > own_pages.FEW)
        for done in own_pages.extract_pages(pages, asked, context.obj):
            found[done.page] = done
            progress.advance(bar)
    results = [found[page] for page in dict.fromkeys(pages)]
    cli_extract.write([row for f in results for row in f.rows], kind, form, console)
    for result in results:
        if result.error:
            errors.print(Text(f"{result.page}: {result.error}", style="yellow"))
        elif result.unmapped:
            errors.print(Text(f"{result.page}: {result.unmapped} figures of indicators the dictionary lacks"))
    if any(r.error for r in results):
        raise typer.Exit(1)


@app.command("eval")
def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Option(help="Folder with dev/ and held_out/")] = Path("tests/gold"),
    errors_of: Annotated[str | None, typer.Option("--errors", help="List each miss of dev or held_out")] = None,
) -> None:
    """Measure the engine on documents whose figures were listed by hand."""
    from pipeline.cli_eval import evaluate as measure

    measure(context.obj, gold, errors_of, console)


@app.command()
def review(
    context: typer.Context,
    write: Annotated[bool, typer.Option("--write", help="Put what waits into reviews.yml, to be decided")] = False,
) -> None:
    """List figures whose reading is in doubt."""
    from pipeline.cli_review import review as show

    show(context.obj, console, write=write)


@report_app.command("add")
def report_add(context: typer.Context, file: Annotated[Path, typer.Argument(help="Text, HTML, PDF or DOCX")]) -> None:
    """Put a report's page into the inbox; the next build checks every quote against it."""
    _add_report(context.obj, file)


def _add_report(settings: Settings, file: Path) -> None:
    from pipeline.inbox import add_report

    console.print(f"report {add_report(settings.layout, file)} added from {file.name}", markup=False, emoji=False)


def _collect(settings: Settings, sources: list[str]) -> int:
    """Collect with a progress bar; the number of documents that failed, each named with its reason."""
    from pipeline.collect import collect as collect_all

    with _progress() as progress:
        bar = progress.add_task("collect", total=None)
        report = collect_all(
            sources or None, settings, lambda done, total: progress.update(bar, completed=done, total=total)
        )
    for problem in report.problems:
        errors.print(Text(problem, style="yellow"))
    console.print(f"collected {report.documents} documents, {report.parsed} read anew, {len(report.problems)} problems")
    return len(report.problems)


def _progress() -> Progress:
    """A progress bar on standard error, gone when done."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=errors, transient=True)


def _make(settings: Settings) -> None:
    """Build, check, compare, publish."""
    from pipeline.build import build as make
    from pipeline.checks import check_build
    from pipeline.diff import diff_build
    from pipeline.publish import publish_build

    with _working("build, check, publish"):
        result = make(settings)
        if result.is_new:
            check_build(settings, result.build_id)
            diff_build(settings, result.build_id)
            publish_build(settings, result.build_id)
    console.print(f"build {result.build_id} {'published' if result.is_new else 'is up to date: nothing new'}")


def _newest(settings: Settings) -> str:
    """The newest build on disk, published or not."""
    folder = settings.layout.builds
    builds = sorted(
        (p for p in folder.glob("*") if p.is_dir() and not p.name.startswith(".")), key=lambda p: p.stat().st_mtime_ns
    )
    return builds[-1].name if builds else current_build(settings.layout.root)


def _print_status(settings: Settings, lang: str) -> None:
    from pipeline.status import status as table

    if lang not in ("zh", "en"):
        raise DuixianError(f"--lang is zh or en, not {lang!r}")
    console.print(table(settings.layout.root, lang))


def _lang() -> str:
    """Language of the terminal."""
    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


@contextmanager
def _working(what: str) -> Iterator[None]:
    with errors.status(what):
        yield


def main() -> None:
    """Entry point: our own errors are one clear line, never a stack trace."""
    try:
        app()
    except (DuixianError, NoBuild) as error:
        errors.print(Text.assemble((type(error).__name__, "red"), f": {error}"))
        raise SystemExit(1) from None
