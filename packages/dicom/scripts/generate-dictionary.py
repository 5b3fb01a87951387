#!/usr/bin/env python3
"""Writes src/data/{public-tags,private-tags,uids}.json from the tables of pydicom 2.2.1 (MIT).

Usage: pip download --no-deps pydicom==2.2.1 -d FOLDER && python3 generate-dictionary.py FOLDER/pydicom-2.2.1-py3-none-any.whl
The wheel is read as a zip; nothing of it is installed. Its digest is checked, so the tables are the same on every machine.
"""
import hashlib
import json
import sys
import zipfile
from pathlib import Path

WHEEL_SHA256 = "444b5b7289135ff5ea76dfc69d3597dcfde1cd050ca387f709d777f35701242d"
DATA = Path(__file__).resolve().parent.parent / "src" / "data"


def table(wheel: zipfile.ZipFile, module: str) -> dict:
    names: dict = {}
    exec(compile(wheel.read(f"pydicom/{module}.py"), module, "exec"), names)  # plain dict literals
    return names


def write(name: str, rows: dict) -> None:
    lines = (f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in rows.items())
    (DATA / name).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main() -> None:
    path = Path(sys.argv[1])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        sys.exit(f"{path.name}: sha256 is {digest}, expected {WHEEL_SHA256}: take pydicom 2.2.1's wheel")
    with zipfile.ZipFile(path) as wheel:
        public = table(wheel, "_dicom_dict")
        private = table(wheel, "_private_dict")["private_dictionaries"]
        uids = table(wheel, "_uid_dict")["UID_dictionary"]
    # vr, vm, name, keyword, retired
    rows = {f"{tag:08x}": row for tag, row in sorted(public["DicomDictionary"].items())}
    rows.update({mask.lower(): row for mask, row in public["RepeatersDictionary"].items()})
    write("public-tags.json", {k: [r[0], r[1], r[2], r[4], 1 if r[3] else 0] for k, r in rows.items()})
    # vr, vm, name
    write("private-tags.json", {c: {k: [r[0], r[1], r[2]] for k, r in t.items()} for c, t in private.items()})
    # name, type
    write("uids.json", {uid: [r[0], r[1]] for uid, r in uids.items()})


main()
