"""What an author may know of a questionnaire before anybody uses it: findings, example cases, proof, difference, tree, schema.

In come questionnaires and cases as data; out come findings as data.
Pure but for the solver, which is loaded when something is to be proved.
"""
