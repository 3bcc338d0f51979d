"""Names: countries and organisations in the gazetteer, and people across the library."""
