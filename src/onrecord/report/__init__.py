"""Documents for readers: JSON for tools, text for a terminal, a page for a browser."""

from onrecord.report.as_json import document_to_json, json_text, skipped_to_json
from onrecord.report.as_page import document_to_page, documents_to_page
from onrecord.report.as_terminal import document_to_terminal, skipped_to_terminal
from onrecord.report.from_json import document_from_json

__all__ = [
    "document_from_json",
    "document_to_json",
    "document_to_page",
    "document_to_terminal",
    "documents_to_page",
    "json_text",
    "skipped_to_json",
    "skipped_to_terminal",
]
