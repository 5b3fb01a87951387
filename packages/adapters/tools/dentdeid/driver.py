"""dentdeid's own command line: driver.py INPUT OUTPUT WORK SEED PROFILE

It renames what it makes; its mapping file tells from which input each file came, so that they are moved to the path of their input. What it
puts into `quarantine` and `review` is not delivered.
"""

import csv
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

source, output, work = (Path(argument).resolve() for argument in sys.argv[1:4])
made, key = work / "made", work / "key.hex"
# 64 hexadecimal digits: the secret behind its pseudonyms and shifts, here from the seed so that a run can be repeated.
key.write_text(hashlib.sha256(sys.argv[4].encode()).hexdigest())
program = Path(sys.executable).parent / "dentdeid"
options = ["-p", sys.argv[5], "--key-file", key, "--write-mapping", "--no-previews", "--ocr", "off"]
done = subprocess.run([program, "run", "-o", made, *options, source], check=False)

mapping = made / "KEEP-PRIVATE" / "mapping.csv"
if mapping.exists():
    with mapping.open(newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            delivered = made / row["output"]
            if row["output"].startswith("clean/") and delivered.is_file():
                target = output / Path(row["original_path"]).resolve().relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(delivered, target)
sys.exit(done.returncode)
