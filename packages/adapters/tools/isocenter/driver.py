"""isocenter over a folder: driver.py INPUT OUTPUT WORK [CONFIG]

It has no command line. Its export names files by the new UIDs; the project store knows from which source each came, so that they are moved
to the path of their source.
"""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from isocenter import Session


def deidentify(source, exported, store, config):
    with Session(str(store)) as session:
        if config:
            session.load_config(config)
        session.ingest(str(source))
        session.anonymize(session.audit())
        if config:
            # Blanks text in pixels where the configuration says so.
            session.redact()
        session.export(str(exported), use_compression=False)


def give_back_names(source, exported, output, store):
    with closing(sqlite3.connect(store)) as database:
        rows = database.execute("SELECT sop_instance_uid, source_path FROM instances WHERE source_path IS NOT NULL").fetchall()
    origin = {uid: Path(path) for uid, path in rows}
    for file in exported.rglob("*.dcm"):
        if file.stem in origin:
            target = output / origin[file.stem].relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file, target)


# Worker processes are started afresh and import this file: without the guard each would start over.
if __name__ == "__main__":
    source, output, work = (Path(argument).resolve() for argument in sys.argv[1:4])
    store, exported = work / "project.db", work / "exported"
    deidentify(source, exported, store, sys.argv[4] if len(sys.argv) > 4 else None)
    give_back_names(source, exported, output, store)
