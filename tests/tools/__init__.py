"""What the tests, the linters and the set-up need besides pytest itself."""
