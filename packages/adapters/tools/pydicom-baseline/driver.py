"""What a short script with pydicom does: driver.py INPUT OUTPUT. Shows the floor that a tool must beat."""

import sys

import pydicom
from deidbench_driver import each_file

EMPTIED = ("PatientName", "PatientID", "PatientBirthDate", "ReferringPhysicianName", "AccessionNumber")
REMOVED = ("OtherPatientIDs", "PatientAddress", "PatientTelephoneNumbers", "InstitutionName", "InstitutionAddress", "OperatorsName")


def one(source, target):
    dataset = pydicom.dcmread(source)
    dataset.remove_private_tags()
    for keyword in EMPTIED:
        if keyword in dataset:
            setattr(dataset, keyword, "")
    for keyword in REMOVED:
        if keyword in dataset:
            delattr(dataset, keyword)
    dataset.save_as(target)


sys.exit(each_file(one, sys.argv[1], sys.argv[2]))
