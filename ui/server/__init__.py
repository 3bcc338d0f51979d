"""Server: the application and the process that serves it."""
