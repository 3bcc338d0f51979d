"""Reading: how a plain question becomes a request, and how it is read again where nothing was found."""
