"""Words of written sentences and quotations: their forms, a lexicon of them, and how near two are in meaning."""
