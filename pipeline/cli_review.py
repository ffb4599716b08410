"""What `duixian review` prints and writes."""

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, select

from pipeline.reviews import write_waiting
from pipeline.settings import Settings
from schemas.codelists import Doubt, ReviewState
from schemas.reading import Review
from schemas.storage import Layout, current_build, open_read_only


def review(settings: Settings, console: Console, *, write: bool) -> None:
    """Figures of the published build that wait; with `write` they are put into the file for a decision."""
    layout = settings.layout
    waiting = _waiting(layout)
    table = Table("id", "read as", "value", "doubt", "sentence", box=None)
    for row in waiting:
        doubt = Doubt(row.doubt) if row.doubt else None
        read_as = f"{row.series_key} {row.time_period}"
        cells = (row.review_id, read_as, f"{row.value_text}{row.unit_text}", doubt.en if doubt else "", row.quote)
        table.add_row(*map(Text, cells))
    console.print(table)
    console.print(f"{len(waiting)} figures wait for a decision")
    if write:
        added = write_waiting(layout.reviews, waiting)
        console.print(
            f"{added} added to {layout.reviews}; decide there and run `duixian build`", soft_wrap=True, markup=False
        )


def _waiting(layout: Layout) -> list[Review]:
    engine = open_read_only(layout.database(current_build(layout.root)))
    try:
        with Session(engine) as session:
            statement = select(Review).where(Review.state == ReviewState.WAITING)
            return list(session.exec(statement.order_by(Review.review_id)))
    finally:
        engine.dispose()
