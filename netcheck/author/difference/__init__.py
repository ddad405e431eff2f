"""The difference in meaning and in words between two editions; ``compare`` is where it starts."""
