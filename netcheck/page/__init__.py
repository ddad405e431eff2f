"""The same questions in a browser: the screens as HTML, and the folder of files that shows them with the same engine."""
