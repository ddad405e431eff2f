"""Health records: the questionnaire and its answers as FHIR R4 resources, plain dictionaries in and out.

It touches no file and no clock. ``questionnaire`` writes the form, ``response`` reads its answers, ``bundle`` writes what they
came to; ``fhirpath`` has the conditions and ``names`` what all of them share.

Choices have codes of their own, and terms of the Human Phenotype Ontology where they say just that. What is left out, and why:

- LOINC may be passed on free of charge with its notice (https://loinc.org/license, as quoted at
  https://terminology.hl7.org/NamingSystem-v3-loinc.html), but its codes stand for a question with its own list of answers, and none
  was found here that asks what we ask.
- SNOMED CT may be passed on by those alone who hold an Affiliate License, with fees in countries that are no member (clauses 7 and 9,
  https://isd.digital.nhs.uk/trud/users/guest/filters/61/licence/4); its free part, the IPS Terminology, could not be had to check ids against.
"""
