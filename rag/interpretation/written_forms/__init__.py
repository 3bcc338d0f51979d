"""Written forms: the ways in which the library writes what a question names."""
