"""dicom-anonymiser's own command line: driver.py INPUT OUTPUT

On import the tool opens a log file inside its own package, which is read-only here. For the time of the import both steps do nothing.
"""

import logging
import os
import sys
from unittest import mock

with mock.patch.object(os, "makedirs"), mock.patch.object(logging, "basicConfig"):
    from dicom_anonymiser.__main__ import main

sys.argv = ["anonymise", "-i", *sys.argv[1:3]]
sys.exit(main())
