"""Runs a library that knows one file over a whole folder.

Every file below the input folder is given to the tool's function; what it makes is written to the same
relative path below the output folder. A file that fails is named on stderr and leaves no output. The exit
code is 1 when a file failed and 0 otherwise: the benchmark judges files, never exit codes.
"""

import json
import os
import re
import sys
import traceback
from pathlib import Path


def files_below(folder):
    """All regular files below a folder, in the order of their paths."""
    found = []
    for parent, _, names in os.walk(folder):
        found += [Path(parent) / name for name in names]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def each_file(one, input_folder, output_folder):
    """Calls `one(source, target)` for every file; `target` does not exist yet, its folder does."""
    failed = 0
    source_root, target_root = Path(input_folder), Path(output_folder)
    for source in files_below(source_root):
        target = target_root / source.relative_to(source_root)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            one(source, target)
        except Exception:
            failed += 1
            target.unlink(missing_ok=True)
            print(f"FAIL {source.relative_to(source_root)}", file=sys.stderr)
            traceback.print_exc(limit=-3)
    return 1 if failed else 0


def commented_json(path):
    """Reads JSON in which a line, or the end of a line, may be a comment that starts with //."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return json.loads("\n".join(re.sub(r"(^|\s)//.*$", "", line) for line in lines))
