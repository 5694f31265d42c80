"""Lets `python -m sanctioncheck` do what the program `sanctioncheck` does."""

from sanctioncheck.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
