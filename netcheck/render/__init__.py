"""Renderers: one small module for each format.

In comes an outcome, a visit sheet, a topic, or what the author's tools found; out comes text.
Pure: whoever calls a renderer writes what it returns.
"""
