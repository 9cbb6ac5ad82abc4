"""`python -m diynn`: the command line."""

from diynn.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
