"""People and programs: the command line, the HTTP interface and the chat page, each of them thin."""
