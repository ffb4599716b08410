"""The errors users meet. Each message names the document or file, what is wrong, and what to do."""


class DuixianError(Exception):
    """Root of every error raised on purpose; the CLI prints it without a stack trace."""


class FetchFailed(DuixianError):
    """A publisher could not be reached or refused; `retry` says whether trying again can help."""

    def __init__(self, message: str, *, retry: bool = True) -> None:
        super().__init__(message)
        self.retry = retry


class NotThePage(DuixianError):
    """What came back is not what the source expects: empty, a block page, truncated, too large, binary junk."""


class Unreadable(DuixianError):
    """A file cannot be read as the format it claims to be."""


class CorrectionOutdated(DuixianError):
    """A correction's guard failed: the source no longer says what it corrects."""


class ReviewOutdated(DuixianError):
    """A decision's guard failed: the figure it was made for is read otherwise now, or not at all."""


class ChecksFailed(DuixianError):
    """A build failed a check that stops publication."""
