"""Charts: quotations over time and their counts, drawn by Vega-Lite as SVG or PNG on the server."""
