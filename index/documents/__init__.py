"""Documents: what people and servers keep beside the library, in folders of the home or in a database."""
