"""Health records: the questionnaire and its answers as FHIR R4 resources, plain dictionaries in and out.

It touches no file and no clock. ``questionnaire`` writes the form, ``response`` reads its answers, ``bundle`` writes what they
came to; ``fhirpath`` has the conditions and ``names`` what all of them share.

Choices have codes of their own, and terms of the Human Phenotype Ontology where they say just that. Left out are:

- LOINC. It may be passed on free of charge with its notice (https://loinc.org/license, as quoted at
  https://terminology.hl7.org/NamingSystem-v3-loinc.html). But a code of it stands for one question with its own answers, and its
  table could not be had to compare them with ours.
- SNOMED CT. Only who holds an Affiliate License may pass it on, with fees for countries that are no member (clauses 7 and 9 of
  https://isd.digital.nhs.uk/trud/users/guest/filters/61/licence/4). Its free part, the IPS Terminology, could not be had either.
- Phenopackets. They can be read (PyPI: phenopackets, phenosentry), but what takes them ranks diseases by how likely they are,
  from findings of somebody who examined; netcheck says no chance and knows only what a person said.
"""
