"""``netcheck page``: the same questions in a browser, as a folder of files or served on this computer."""

# No annotations as text here: Typer would have to evaluate each of them at every start.
from typing import Annotated

import typer

from netcheck.command import file_names, files
from netcheck.command.options import Questions, option
from netcheck.errors import WrongUsage


def page(
    folder: Annotated[str | None, typer.Argument(help="The folder to write, for any web server.")] = None,
    questions: Questions = None,
    runtime: Annotated[str | None, option("runtime", "The folder of the npm package pyodide.")] = None,
    open_: Annotated[bool, option("open", "Serve the page on this computer and open it in a browser.")] = False,
) -> None:
    """Make a page that asks in any browser, without a server of its own.

    Example: netcheck page my-page
    """
    if folder is None and not open_:
        raise WrongUsage("Name the folder to write, or give --open to see the page at once.")
    # Imported here because no other command needs a server.
    from netcheck.command import page_files

    made = page_files.files_of(questions, runtime)
    if folder is not None:
        page_files.write(folder, made)
        size = sum(map(len, made.values())) / 1_000_000
        files.put(f"The page is in {file_names.name_of(folder)}: {len(made)} files, {size:.1f} MB. Any web server can serve it.\n")
    if open_:
        page_files.serve(made)
