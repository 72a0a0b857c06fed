"""Whether traced programs behave as plain ones, asked of the test suites of those who wrote the libraries."""
