"""Presidio's image redactor over a folder: driver.py INPUT OUTPUT WORK"""

import sys
from pathlib import Path

import spacy
from deidbench_driver import each_file
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider
from presidio_image_redactor import DicomImageRedactorEngine, ImageAnalyzerEngine

# Its default language model is fetched from a hub at run time. An empty English pipeline does for what is asked here: values of the header.
model = Path(sys.argv[3]) / "model"
spacy.blank("en").to_disk(model)
configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": str(model)}]}
analyzer = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=configuration).create_engine(), supported_languages=["en"])
engine = DicomImageRedactorEngine(image_analyzer_engine=ImageAnalyzerEngine(analyzer_engine=analyzer))


def one(source, target):
    engine.redact_from_file(str(source), str(target.parent), verbose=False)


sys.exit(each_file(one, sys.argv[1], sys.argv[2]))
