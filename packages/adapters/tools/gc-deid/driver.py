"""The de-identifier of grand-challenge.org over a folder: driver.py INPUT OUTPUT"""

import sys

from deidbench_driver import each_file
from grand_challenge_dicom_de_identifier.deidentifier import DicomDeidentifier

deidentifier = DicomDeidentifier()


def one(source, target):
    deidentifier.deidentify_file(str(source), output=str(target))


sys.exit(each_file(one, sys.argv[1], sys.argv[2]))
