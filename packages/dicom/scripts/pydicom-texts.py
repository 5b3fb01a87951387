#!/usr/bin/env python3
"""Paths and value texts of DICOM files by pydicom, as JSON lines: the second opinion that the nightly comparison reads.

Usage: python3 pydicom-texts.py < LIST_OF_PATHS   (pydicom 2.2.1)
A line is {"file", "values": {path: text}} or {"file", "error"}; a text is null where pydicom raises for that value.
"""
import json
import sys
import warnings
import logging

import pydicom
from pydicom.tag import BaseTag

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def segment(element) -> str:
    tag: BaseTag = element.tag
    # pydicom takes a private group length, a number, for the creator of the creator elements
    if tag.is_private and element.private_creator not in (None, ""):
        creator = str(element.private_creator).upper()
        return f'<({tag.group:04x},"{creator}",{tag.element & 0xff:02x})>'
    return f"<({tag.group:04x},{tag.element:04x})>"


def collect(dataset, prefix: str, out: dict) -> None:
    for tag in sorted(dataset.keys()):
        try:
            element = dataset[tag]
        except Exception:
            out[f"{prefix}<({tag.group:04x},{tag.element:04x})>"] = None
            continue
        path = prefix + segment(element)
        try:
            text = "" if element.value is None else str(element.value).strip()
        except Exception:
            text = None
        if element.name in ("Pixel Data", "Overlay Data", "File Meta Information Version"):
            text = "REMOVED"
        out[path] = text
        if element.VR == "SQ":
            for index, item in enumerate(element.value):
                collect(item, f"{path}[<{index:04d}>]", out)


for line in sys.stdin:
    path = line.rstrip("\n")
    try:
        values: dict = {}
        collect(pydicom.dcmread(path), "", values)
        print(json.dumps({"file": path, "values": values}))
    except Exception as error:
        print(json.dumps({"file": path, "error": type(error).__name__}))
