"""The engine: who was asked what, and what the answers earn.

In come a questionnaire and answers; out come the next question and the outcome with its reasons.
Pure: it touches no file, clock, terminal or environment.
"""
