"""The RSNA DICOM Anonymizer's controller over a folder: driver.py INPUT OUTPUT WORK [LINES]

LINES is a script whose lines are laid over those of the tool's own, as its user would edit that.

Its own headless mode only receives files over the network. It stores results by new UIDs; the table UID_map of its project tells the old ones.
"""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import anonymizer
import pydicom
from anonymizer.controller.anonymizer import AnonymizerController
from anonymizer.model.project import ProjectModel
from deidbench_driver import files_below

source, output, work = (Path(argument).resolve() for argument in sys.argv[1:4])


def header(path):
    return pydicom.dcmread(path, stop_before_pixels=True, specific_tags=["SOPClassUID", "SOPInstanceUID"])


def script():
    shipped = Path(anonymizer.__file__).parent / "assets" / "scripts" / "default-anonymizer.script"
    if len(sys.argv) < 5:
        return shipped
    whole = ElementTree.parse(shipped)
    ours = list(ElementTree.parse(sys.argv[4]).getroot())
    tags = {line.get("t") for line in ours}
    root = whole.getroot()
    for line in [each for each in root if each.get("t") in tags]:
        root.remove(line)
    root.extend(ours)
    whole.write(work / "edited.script")
    return work / "edited.script"


readable = {}
for path in files_below(source):
    try:
        readable[path] = header(path)
    except Exception as problem:
        print(f"FAIL {path.relative_to(source)}: {problem}", file=sys.stderr)

project = ProjectModel(
    site_id="1",
    project_name="deidbench",
    uid_root="1.2.826.0.1.3680043.10.474",
    storage_dir=work / "project",
    anonymizer_script_path=script(),
)
# Classes that are not listed are quarantined; which ones to list is its user's choice, and a benchmark wants all.
project.storage_classes = sorted({str(each.SOPClassUID) for each in readable.values()})
project.private_dir().mkdir(parents=True, exist_ok=True)
controller = AnonymizerController(project)
failed = False
for path in readable:
    problem, _ = controller.anonymize_file(path)
    if problem:
        failed = True
        print(f"FAIL {path.relative_to(source)}: {problem}", file=sys.stderr)
controller.stop()

with closing(sqlite3.connect(next(project.private_dir().glob("*.db")))) as database:
    new_uid = dict(database.execute("SELECT phi_uid, anon_uid FROM UID_map"))
made = {file.stem: file for file in project.images_dir().rglob("*.dcm")}
for path, before in readable.items():
    file = made.get(new_uid.get(str(before.SOPInstanceUID)))
    if file:
        target = output / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
sys.exit(1 if failed else 0)
