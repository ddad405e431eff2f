"""Proof of safety for all answers: one module for each group of properties, joined in ``proof``."""
