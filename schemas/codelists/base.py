"""A code with its labels in Chinese and English and the outside code it follows."""

from enum import StrEnum


class Code(StrEnum):
    """A code with `zh`, `en` and `outside` (SDMX, PROV, pledge research …) beside its value."""

    zh: str
    en: str
    outside: str | None

    def __new__(cls, value: str, zh: str = "", en: str = "", outside: str | None = None) -> "Code":
        """A member from its line; looking one up takes the value alone, hence the defaults."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh, member.en, member.outside = zh, en, outside
        return member
