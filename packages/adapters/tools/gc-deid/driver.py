"""The de-identifier of grand-challenge.org over a folder: driver.py INPUT OUTPUT [ACTIONS]

ACTIONS is a file of actions by tag that are laid over those of the published procedure, in every class that it knows.
"""

import copy
import sys

from deidbench_driver import commented_json, each_file
from grand_challenge_dicom_de_id_procedure import procedure as published
from grand_challenge_dicom_de_identifier.deidentifier import DicomDeidentifier


def procedure():
    if len(sys.argv) < 4:
        return None
    edited = copy.deepcopy(published)
    for known in edited["sopClass"].values():
        for tag, action in commented_json(sys.argv[3]).items():
            known["tag"][tag] = {"default": action, "justification": "profile tuned"}
    return edited


deidentifier = DicomDeidentifier(procedure=procedure())


def one(source, target):
    deidentifier.deidentify_file(str(source), output=str(target))


sys.exit(each_file(one, sys.argv[1], sys.argv[2]))
