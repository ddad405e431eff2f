"""The person at the terminal: screens as data, and the two drivers that show them.

In comes an interview; out comes the interview with what the person answered.
Touches the terminal and nothing else of the world.
"""
