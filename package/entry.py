"""Where the packaged program begins: the command line, or a worker process of it."""

import os
import sys
from multiprocessing import freeze_support

# The ways in which joblib asks "Python" for a worker process and for the one that clears up after
# the workers; a packaged program has no Python but itself.
WORKER = "joblib.externals.loky.backend.popen_loky_posix"
TRACKER = "from joblib.externals.loky.backend.resource_tracker import main; main("


def main() -> int:
    """Be what the arguments ask for, and return the exit status."""
    words = sys.argv[1:]
    # The program's own libraries have been found by it, and are not for programs that it starts.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    # A worker looks for the main module's file, to run it again; there is nothing in it to run.
    globals().pop("__file__", None)
    freeze_support()
    if words[:2] == ["-m", WORKER]:
        import runpy

        del sys.argv[1:3]
        runpy.run_module(WORKER, run_name="__main__", alter_sys=True)
        return 0
    if "-c" in words and words[-1].startswith(TRACKER):
        exec(words[-1])  # noqa: S102  joblib's own words, as its tracker is started everywhere
        return 0
    from diynn.cli.main import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
