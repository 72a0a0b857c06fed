"""The people side of Parrilla, trusted: accounts, runs, progress, classes."""
