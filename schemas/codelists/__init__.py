"""Closed vocabularies: each code with its label in Chinese and English, and the outside code it follows, if any.

To add a code, add one line. `CODELISTS` gives every list by name; the build writes them all into table `code`.
"""

from schemas.codelists.assessments import (
    ActionStage,
    Arrow,
    AssessmentMethod,
    Cause,
    Clarity,
    EvidenceGrade,
    FulfilmentStatus,
    NotAssessedReason,
    ProgressStatus,
    ProjectStage,
    Robustness,
    StageFlag,
)
from schemas.codelists.base import Code
from schemas.codelists.commitments import (
    CommitmentKind,
    Comparator,
    DeadlineBasis,
    QuoteStatus,
    Relation,
    ReviewStatus,
    VerbStrength,
)
from schemas.codelists.documents import DocType, Doubt, MediaType, PassageKind, ReviewState, Severity, Tier, Wording
from schemas.codelists.figures import (
    PROVISIONAL,
    Bound,
    CompilationStage,
    Freq,
    GuardReason,
    IndicatorKind,
    Measure,
    Nature,
    ObsStatus,
    PriceBase,
    VintageBasis,
)

CODELISTS: dict[str, type[Code]] = {cls.__name__: cls for cls in Code.__subclasses__()}

__all__ = [
    "CODELISTS",
    "PROVISIONAL",
    "ActionStage",
    "Arrow",
    "AssessmentMethod",
    "Bound",
    "Cause",
    "Clarity",
    "Code",
    "CommitmentKind",
    "Comparator",
    "CompilationStage",
    "DeadlineBasis",
    "DocType",
    "Doubt",
    "EvidenceGrade",
    "Freq",
    "FulfilmentStatus",
    "GuardReason",
    "IndicatorKind",
    "Measure",
    "MediaType",
    "Nature",
    "NotAssessedReason",
    "ObsStatus",
    "PassageKind",
    "PriceBase",
    "ProgressStatus",
    "ProjectStage",
    "QuoteStatus",
    "Relation",
    "ReviewState",
    "ReviewStatus",
    "Robustness",
    "Severity",
    "StageFlag",
    "Tier",
    "VerbStrength",
    "VintageBasis",
    "Wording",
]
