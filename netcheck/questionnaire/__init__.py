"""The questionnaire: its file, its records, and every fault in the file at once.

In comes the text of a questionnaire; out comes frozen data, or one error that lists all faults with place, fact and fix.
Touches nothing but the questionnaire that is installed with the program.
"""
