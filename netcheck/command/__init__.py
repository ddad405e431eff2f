"""The command line: options, files, signals and exit statuses.

In come the words of the command line; out come data on standard output, talk on standard error, and an exit status.
With ``terminal`` the only room that touches the world.
"""
