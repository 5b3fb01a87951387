"""dcmanon (library) over a folder: driver.py INPUT OUTPUT [CONFIG]"""

import sys

from dcmanon import Anonymizer
from deidbench_driver import commented_json, each_file

options = commented_json(sys.argv[3]) if len(sys.argv) > 3 else {}
anonymizer = Anonymizer(**options)


def one(source, target):
    target.write_bytes(anonymizer.anonymize(str(source)))


sys.exit(each_file(one, sys.argv[1], sys.argv[2]))
