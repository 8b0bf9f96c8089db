"""What candidates may use, as QTI's companion materials of an item; here it belongs to the whole section."""

from __future__ import annotations

from urllib.parse import quote

from lxml import etree

from question_packs.assessment.model import AssessmentSection, Tool
from question_packs.exporters.qti.elements import holding, qti

_STIMULI = "../stimuli/"
_CALCULATORS: dict[Tool, str] = {"calculator-basic": "basic", "calculator-scientific": "scientific"}


def companions(section: AssessmentSection) -> etree._Element | None:
    """Calculators, the ruler and the documents; QTI leaves the other tools to the candidate's own settings."""
    materials = [_calculator(_CALCULATORS[tool]) for tool in section.tools if tool in _CALCULATORS]
    materials += [_ruler()] if "ruler" in section.tools else []
    materials += [_document(name) for name in section.references]
    return qti("companion-materials-info", children=materials) if materials else None


def _calculator(kind: str) -> etree._Element:
    return qti("calculator", children=[holding("calculator-type", kind), holding("description", f"Kalkulator ({kind})")])


def _ruler() -> etree._Element:
    """A ruler of ten centimetres, divided into millimetres."""
    divided = qti("major-increment", {"unit": "Centimeter"})
    divided.text = "1"
    system = qti("rule-system-si", children=[holding("minimum-length", "10"), divided])
    return qti("rule", children=[holding("description", "Penggaris"), system])


def _document(stimulus: str) -> etree._Element:
    return qti("digital-material", {"label": stimulus}, [holding("file-href", quote(f"{_STIMULI}{stimulus}.xml"))])
