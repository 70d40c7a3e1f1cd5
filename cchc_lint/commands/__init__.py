"""The commands of cchc-lint, one module each."""
