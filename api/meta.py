"""What every answer says of itself: build, day, licence, and what a reader must know about this build."""

from sqlmodel import Session, select

from api.responses import Label, Meta
from schemas.catalog import Build

NO_REPORT = Label(
    zh="未提供报告原文页面，承诺的原句暂缺；用 `duixian report add 文件` 提供后重新构建即可补全并校验哈希。",
    en="The report's page was not supplied, so commitments carry no quotation; "
    "supply it with `duixian report add FILE` and build again: every quote is then checked by its hash.",
)
SAMPLE = Label(
    zh="本构建取自转述样本站：数字真实并注明文献，句子为本项目自撰。",
    en="This build was made from the restated sample site: real figures with their citation, sentences of our own.",
)


def meta(session: Session, *, truncated: bool = False) -> Meta:
    """Meta of an answer from the session's build."""
    build = session.exec(select(Build)).one()
    notes = [SAMPLE] if build.mode == "sample" else []
    if not build.report_quotes:
        notes.append(NO_REPORT)
    return Meta(build_id=build.build_id, as_of=build.as_of.isoformat(), truncated=truncated, notes=notes)
