"""dicom-anonymizer's own command line, with comments allowed in its dictionary: driver.py INPUT OUTPUT WORK [DICTIONARY]"""

import json
import sys
from pathlib import Path

from deidbench_driver import commented_json
from dicomanonymizer.anonymizer import main

arguments = sys.argv[1:3]
if len(sys.argv) > 4:
    plain = Path(sys.argv[3]) / "dictionary.json"
    plain.write_text(json.dumps(commented_json(sys.argv[4])))
    arguments += ["--dictionary", str(plain)]
sys.argv = ["dicom-anonymizer", *arguments]
sys.exit(main())
