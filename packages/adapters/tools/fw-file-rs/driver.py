"""fw-file-rs over a folder: driver.py INPUT OUTPUT PROFILE"""

import sys
from pathlib import Path

from deidbench_driver import each_file
from fw_file_rs.dcm import Context

context = Context().deid_profile(Path(sys.argv[3]).read_text(encoding="utf-8"))


def one(source, target):
    header = context.read_until_pixels(str(source))
    # What follows the header, pixels above all, is taken over byte by byte.
    rest = source.read_bytes()[len(header) :]
    target.write_bytes(bytes(context.deid_header(header)) + rest)


sys.exit(each_file(one, sys.argv[1], sys.argv[2]))
