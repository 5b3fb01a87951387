#!/usr/bin/env python3
"""First and last frame of DICOM files by pydicom 3, as JSON lines: {"file", "frames": [{"index", "sha256"}]} or {"file", "error"}.

Usage: python3 pydicom-pixels.py < LIST_OF_PATHS   (pydicom 3.0.2, numpy, pylibjpeg with its plugins)
The digest is of the little-endian bytes of the frame, samples side by side, once as stored and once turned to RGB.
"""
import hashlib
import json
import logging
import sys
import warnings

import numpy
import pydicom
from pydicom.pixels import pixel_array

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def digest(array) -> str:
    little = numpy.ascontiguousarray(array.astype(array.dtype.newbyteorder("<")))
    return hashlib.sha256(little.tobytes()).hexdigest()


for line in sys.stdin:
    path = line.rstrip("\n")
    try:
        dataset = pydicom.dcmread(path)
        count = int(dataset.get("NumberOfFrames") or 1)
        frames = []
        for index in sorted({0, count - 1}):
            digests = [digest(pixel_array(dataset, index=index, raw=raw)) for raw in (False, True)]
            frames.append({"index": index, "digests": digests})
        print(json.dumps({"file": path, "frames": frames}))
    except Exception as error:
        print(json.dumps({"file": path, "error": type(error).__name__}))
