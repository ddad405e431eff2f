"""Health records: the questionnaire and its answers as FHIR R4 resources, plain dictionaries in and out.

It touches no file and no clock. ``questionnaire`` writes the form, ``response`` reads its answers, ``bundle`` writes what they
came to; ``fhirpath`` has the conditions and ``names`` what all of them call things.

Choices have codes of their own, and terms of the Human Phenotype Ontology where they say just that. LOINC and SNOMED CT are left
out: nobody here may pass SNOMED CT on to countries without a license, and neither has codes for these questions, so that
a code near them would say something else. Phenopackets are left out: no reader of them takes what a person said as just that.
"""
