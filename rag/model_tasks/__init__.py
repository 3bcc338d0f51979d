"""Model tasks: what a language model does beside summaries, each checked, and each as without it when it fails."""
