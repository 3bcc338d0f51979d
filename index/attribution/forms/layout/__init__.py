"""Layout of a document: its paragraphs, its stage directions and its back matter."""
