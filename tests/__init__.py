"""The tests of the portal; run them with `make test`."""
