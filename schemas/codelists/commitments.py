"""Vocabularies of what was promised, and of how it was said again."""

from schemas.codelists.base import Code


class CommitmentKind(Code):
    """The five kinds of the register's guideline."""

    QUANTITATIVE = "quantitative_target", "量化目标", "quantitative target"
    RANKING = "ranking_target", "位次目标", "ranking target"
    DIRECTIONAL = "directional_target", "方向性目标", "directional target"
    PROJECT = "project", "项目", "project"
    POLICY_ACTION = "policy_action", "政策举措", "policy action"


class ReviewStatus(Code):
    """Whether a person confirmed the commitment."""

    REVIEWED = "reviewed", "已复核", "in the reviewed register"
    UNREVIEWED = "unreviewed", "未复核", "proposed by extraction only"


class QuoteStatus(Code):
    """Why a commitment has, or lacks, its quotation."""

    VERIFIED = "verified", "原文哈希一致", "quote found, hash matches"
    NO_REPORT = "no_report", "未提供报告原文", "the report's page was not supplied"
    NOT_FOUND = "not_found", "原文中未找到", "not found in the supplied page"


class Comparator(Code):
    """How a target is to be compared with its figure."""

    GT = ">", "超过", "more than"
    GE = ">=", "不低于", "at least"
    EQ = "=", "达到", "reach (counts: at least)"
    LE = "<=", "不高于", "at most"
    LT = "<", "低于", "less than"
    ABOUT = "about", "左右", "about"
    TOWARD = "toward", "朝着…奋进", "toward"
    REACH_REF = "reach_ref", "达到参照地区水平", "reach the reference area"
    ABOVE_REF = "above_ref", "高于参照地区水平", "above the reference area"
    RANK_LE = "rank<=", "进入前列", "rank within"
    INCREASE = "increase", "提高", "increase"
    DECREASE = "decrease", "缩小", "decrease"


class DeadlineBasis(Code):
    """Where a deadline comes from."""

    STATED = "stated", "原文写明", "stated for the clause"
    FRAME = "frame", "报告期限", "the frame of the whole report"
    NONE = "none", "无", "none"


class VerbStrength(Code):
    """How strongly a goal is put, strongest first."""

    ENSURE = "ensure", "确保", "ensure"
    REACH = "reach", "达到", "reach"
    SPRINT = "sprint", "冲刺", "sprint for"
    AIM = "aim", "提出目标", "aim at"
    STRIVE = "strive", "力争", "strive for"
    TOWARD = "toward", "朝着、奋进", "work toward"
    EXPECT = "expect", "预期", "expect"


class Relation(Code):
    """How a later goal relates to the original."""

    SAME = "same_measure", "同一指标", "the same measure"
    GROWTH = "growth_of_level", "该总量的增速目标", "a growth rate of that total"
    PART = "part", "所辖县市区的目标", "a goal of a county or district in it"
