"""Health records: the questionnaire and its answers as FHIR R4 resources, plain dictionaries in and out.

It touches no file and no clock. ``questionnaire`` writes the form, ``response`` reads and writes its answers, ``bundle``
what they came to; ``fhirpath`` has the conditions and ``names`` what all of them call things.
"""
