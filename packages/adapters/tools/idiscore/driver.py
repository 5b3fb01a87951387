"""idiscore over a folder: driver.py INPUT OUTPUT [tuned]"""

import sys

import pydicom
from deidbench_driver import each_file
from idiscore.bouncers import RejectEncapsulatedImageStorage
from idiscore.core import Core, Profile
from idiscore.defaults import create_default_core, get_dicom_rule_sets
from idiscore.insertions import PATIENT_IDENTITY_REMOVED, get_deidentification_method, get_idis_code_sequence
from idiscore.operators import Hash, Keep, Remove
from idiscore.private_processing import SafePrivateBlock, SafePrivateDefinition
from idiscore.rules import Rule, RuleSet

# Elements that TCIA's private tag knowledge base keeps: scanner settings without any text of the patient.
SAFE_PRIVATE = SafePrivateDefinition(
    blocks=[
        SafePrivateBlock(
            tags=[
                "0019[GEMS_ACQU_01]02",
                "0019[GEMS_ACQU_01]03",
                "0019[GEMS_ACQU_01]04",
                "0019[GEMS_ACQU_01]0f",
                "0043[GEMS_PARM_01]01",
                "0043[GEMS_PARM_01]02",
                "0025[GEMS_SERS_01]06",
                "0025[GEMS_SERS_01]07",
                "0019[SIEMENS MR HEADER]0a",
                "0019[SIEMENS MR HEADER]0b",
                "0019[SIEMENS MR HEADER]0c",
                "2001[Philips Imaging DD 001]01",
                "2001[Philips Imaging DD 001]02",
                "7053[Philips PET Private Group]00",
                "7053[Philips PET Private Group]09",
                "7005[TOSHIBA_MEC_CT3]06",
                "7005[TOSHIBA_MEC_CT3]07",
            ]
        )
    ]
)


# Dates of calibration, which its device rules keep as they are, and elements outside the standard's table into which people type.
REMOVED = {
    "DateOfLastCalibration": (0x0018, 0x1200),
    "DateOfLastDetectorCalibration": (0x0018, 0x700C),
    "DataSetSubtype": (0x0008, 0x0041),
    "ReceiveCoilName": (0x0018, 0x1250),
    "AcquisitionDeviceProcessingCode": (0x0018, 0x1401),
    "DetectorDescription": (0x0018, 0x7006),
    "RequestedContrastAgent": (0x0032, 0x1070),
    # People's names were found in these two; TCIA's own list removes them too.
    "DeviceSerialNumber": (0x0018, 0x1000),
    "StationName": (0x0008, 0x1010),
    # Text of structured reports, which its cleaning leaves.
    "TextValue": (0x0040, 0xA160),
}

# Times of day, which Retain Longitudinal Modified Dates keeps: its own rule set for that option fails on times with fractions.
TIMES = {
    "InstanceCreationTime": (0x0008, 0x0013),
    "StudyTime": (0x0008, 0x0030),
    "SeriesTime": (0x0008, 0x0031),
    "AcquisitionTime": (0x0008, 0x0032),
    "ContentTime": (0x0008, 0x0033),
    "TimezoneOffsetFromUTC": (0x0008, 0x0201),
    "TimeOfLastCalibration": (0x0018, 0x1201),
    "PerformedProcedureStepStartTime": (0x0040, 0x0245),
    "PerformedProcedureStepEndTime": (0x0040, 0x0251),
}


def tuned_core():
    sets = get_dicom_rule_sets(SAFE_PRIVATE)
    rule_sets = [
        sets.basic_profile,
        sets.clean_descriptors,
        sets.retain_patient_characteristics,
        sets.retain_device_id,
        sets.retain_safe_private,
    ]
    removed = [Rule(pydicom.tag.Tag(tag), Remove()) for tag in REMOVED.values()]
    kept = [Rule(pydicom.tag.Tag(tag), Keep()) for tag in TIMES.values()]
    # One consistent new id a patient; its basic profile empties the id of all.
    hashed = [Rule(pydicom.tag.Tag(0x0010, 0x0020), Hash())]
    own = RuleSet([*removed, *kept, *hashed], name="Notes, calibration dates, times of day, patient id")
    profile = Profile(name="tcia", rule_sets=[*rule_sets, own])
    insertions = [get_idis_code_sequence([each.name for each in rule_sets]), PATIENT_IDENTITY_REMOVED, get_deidentification_method()]
    return Core(profile=profile, insertions=insertions, bouncers=[RejectEncapsulatedImageStorage()])


core = tuned_core() if len(sys.argv) > 3 else create_default_core()


def one(source, target):
    dataset = core.deidentify(pydicom.dcmread(source))
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.save_as(target)


sys.exit(each_file(one, sys.argv[1], sys.argv[2]))
