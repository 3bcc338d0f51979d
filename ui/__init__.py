"""User interfaces: the command line, the HTTP API and the chat page, all thin layers over `rag` and `index`."""
